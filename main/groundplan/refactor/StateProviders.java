package groundplan.refactor;

import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import java.util.Optional;

/** Which provider the configuration of a unit gives to a resource. */
public interface StateProviders {
    /** The provider as states name it; empty if the configuration does not tell. */
    Optional<String> of(UnitPath unit, ResourceAddress resource);
}
