package groundplan.importing;

import groundplan.settings.EnvironmentModel;
import groundplan.settings.Node;
import groundplan.settings.Refactoring.Adoption;
import groundplan.settings.UnitModel;
import groundplan.settings.YamlEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Existing resources, recorded for the next apply to import.
 *
 * @param targets the resources
 */
public record NotedImports(List<ImportTarget> targets) {
    /** The beginning of a new {@code imports.yaml}. */
    public static final String HEADER =
            "# Existing resources that the next apply imports. Remove an entry once it is applied.\n\n";

    /** The text of an {@code imports.yaml} with these resources, and with everything that was in it before. */
    public String into(String before) {
        String text = before;
        for (ImportTarget target : targets) {
            text = YamlEdit.set(
                    text,
                    List.of(target.unit().inEnvironment(), target.address()),
                    new Node.Scalar(target.mark(), Node.Type.TEXT, target.id(), List.of()));
        }
        return text;
    }

    /** The environment with these imports. */
    public EnvironmentModel into(EnvironmentModel environment) {
        List<UnitModel<?, ?>> units = new ArrayList<>();
        for (UnitModel<?, ?> unit : environment.units()) {
            SortedMap<String, Adoption> imports = new TreeMap<>();
            targets.stream()
                    .filter(target -> target.unit().equals(unit.path()))
                    .forEach(target -> imports.put(target.address(), new Adoption(target.id(), target.mark())));
            units.add(imports.isEmpty() ? unit : unit.taking(imports));
        }
        return new EnvironmentModel(
                environment.system(), environment.name(), environment.settings(), environment.node(), units);
    }
}
