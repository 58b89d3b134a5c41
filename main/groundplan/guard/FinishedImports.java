package groundplan.guard;

import groundplan.address.ResourceAddress;
import groundplan.importing.ResourceInventory;
import groundplan.kernel.UnitPath;
import groundplan.settings.UnitModel;
import groundplan.states.StateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds imports in the settings that are done, and that Terraform therefore ignores. */
final class FinishedImports {
    private FinishedImports() {}

    static List<String> notes(List<UnitModel<?, ?>> units, Map<UnitPath, StateFile> states) {
        List<String> notes = new ArrayList<>();
        for (UnitModel<?, ?> unit : units) {
            Set<String> managed = ResourceInventory.managed(states.get(unit.path()));
            unit.transition().imports().forEach((address, adoption) -> {
                if (managed.contains(ResourceAddress.parse(address).resource())) {
                    notes.add(adoption.mark() + ": " + unit.path() + " " + address
                            + " is already imported; remove the entry.");
                }
            });
        }
        return notes;
    }
}
