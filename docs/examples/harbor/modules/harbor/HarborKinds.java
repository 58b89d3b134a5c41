package harbor;

import groundplan.kernel.Kind;
import groundplan.kernel.KindProvider;
import harbor.table.TableUnit;
import java.util.List;

/** The kinds of this repository. Groundplan finds them by {@code META-INF/services}. */
public final class HarborKinds implements KindProvider {
    @Override
    public List<Kind<?, ?>> kinds() {
        return List.of(TableUnit.KIND);
    }
}
