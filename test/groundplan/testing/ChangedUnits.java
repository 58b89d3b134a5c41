package groundplan.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.catalogue.Kinds;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Committed environments, each as a system of its own, of whose units a test changes some, as far as the settings' rules allow. */
public final class ChangedUnits {
    private final Path root;
    private final Map<String, FlatSettings> environments = new TreeMap<>();
    private final Map<UnitPath, UnitModel<?, ?>> units = new LinkedHashMap<>();

    /** @param root the folder that the settings are written to */
    public ChangedUnits(Path root) {
        this.root = root;
    }

    /** Adds an environment as the environment {@code dev} of a system of the given name, with a state bucket of its own. */
    public void add(EnvironmentModel model, String system) {
        FlatSettings flat = FlatSettings.of(model);
        ObjectNode state = (ObjectNode) flat.environment().get("state");
        state.remove("owner");
        state.put("bucket", system + "-states");
        // These lead to other environments.
        flat.regions().values().forEach(here -> here.forEach(unit -> ((ObjectNode) unit).remove("delegations")));
        environments.put(system, flat);
        for (UnitModel<?, ?> unit : model.units()) {
            units.put(
                    new UnitPath(
                            system, "dev", unit.path().region(), unit.path().unit()),
                    unit);
        }
    }

    /** All units, as they were. */
    public Map<UnitPath, UnitModel<?, ?>> units() {
        return units;
    }

    /** The settings of a unit as they are now. */
    public ObjectNode settings(UnitPath path) {
        return (ObjectNode)
                environments.get(path.system()).regions().get(path.region()).get(path.unit());
    }

    /** The names of units of a kind that a unit can refer to. */
    public List<String> known(UnitPath reader, String kind) {
        return units.entrySet().stream()
                .filter(unit -> unit.getValue().kind().name().equals(kind)
                        && unit.getKey().isBeside(reader))
                .map(unit -> unit.getKey().nameFor(reader))
                .toList();
    }

    /**
     * Changes the given units, each by one change, and takes those changes back that the settings' rules do not allow.
     *
     * @param change changes the settings of a unit; false when there is nothing to change
     * @return the units that stay changed
     */
    public Set<UnitPath> change(Set<UnitPath> paths, Predicate<UnitPath> change) {
        Map<UnitPath, ObjectNode> before = new TreeMap<>();
        for (UnitPath path : paths) {
            ObjectNode copy = settings(path).deepCopy();
            if (change.test(path)) {
                before.put(path, copy);
            }
        }
        Set<UnitPath> changed = new TreeSet<>(before.keySet());
        for (List<Problem> problems = problems(); !problems.isEmpty(); problems = problems()) {
            Set<UnitPath> refused = new TreeSet<>();
            for (Problem problem : problems) {
                String system = problem.mark().file().split("/")[1];
                Set<UnitPath> named = new TreeSet<>(changed);
                named.removeIf(path -> !path.system().equals(system));
                Set<UnitPath> own = new TreeSet<>(named);
                own.removeIf(path -> !problem.key().startsWith("units." + path.unit()));
                // What is wrong elsewhere is wrong because of one of those that changed.
                refused.addAll(own.isEmpty() ? named : own);
            }
            if (refused.isEmpty()) {
                throw new AssertionError("the settings of the test have problems:\n" + problems);
            }
            refused.forEach(path -> settings(path).removeAll().setAll(before.get(path)));
            changed.removeAll(refused);
        }
        return changed;
    }

    /** The environments as they are now. */
    public List<EnvironmentModel> read() throws InvalidSettings {
        try {
            TestFiles.delete(root.resolve("environments"));
        } catch (java.nio.file.NoSuchFileException first) {
            // There is nothing to replace.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environments.forEach((system, settings) -> settings.write(root, system));
        return SettingsTree.read(root, Kinds.all());
    }

    private List<Problem> problems() {
        try {
            read();
            return List.of();
        } catch (InvalidSettings e) {
            return e.problems();
        }
    }
}
