package groundplan.synth;

import groundplan.json.CanonicalForm;
import groundplan.json.ContentHash;
import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.UnitModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A digest of what a unit's document depends on: the program, the code of an own kind, the unit's settings, and what it sees of the units that it reads. */
final class UnitDigest {
    private final String program;
    /** The canonical forms of what many units share: their environment, and the units that they read. */
    private final Map<Object, String> forms = Collections.synchronizedMap(new IdentityHashMap<>());

    UnitDigest() {
        this.program = ProgramDigest.current();
    }

    String of(UnitModel<?, ?> unit) {
        List<Object> all = new ArrayList<>(List.of(
                program,
                unit.path(),
                unit.kind().name(),
                unit.kind().code(),
                unit.settings(),
                unit.others(),
                forms.computeIfAbsent(unit.environment(), CanonicalForm::of)));
        unit.reads()
                .forEach((name, read) ->
                        all.add(List.of(name, forms.computeIfAbsent(read, same -> CanonicalForm.of(seen(read))))));
        return ContentHash.sha256(CanonicalForm.of(all));
    }

    /** What a reader sees of a unit: where its state is and how it is reached, and what it publishes. */
    private static List<Object> seen(UnitModel<?, ?> read) {
        EnvironmentSettings environment = read.environment();
        return List.of(
                read.path(),
                environment.state(),
                environment.stateRegion(),
                environment.assumeRole(),
                read.outputs(),
                read.published());
    }
}
