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

/** What a unit's document depends on, as one number: the program, the unit's settings, and the form of what it reads. */
final class UnitDigest {
    private final String program;
    /** Most environments have many units, and most units that are read have many readers. */
    private final Map<Object, String> forms = Collections.synchronizedMap(new IdentityHashMap<>());

    UnitDigest() {
        this.program = ProgramDigest.current();
    }

    String of(UnitModel<?, ?> unit) {
        List<Object> all = new ArrayList<>(List.of(
                program,
                unit.path(),
                unit.kind().name(),
                unit.settings(),
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
