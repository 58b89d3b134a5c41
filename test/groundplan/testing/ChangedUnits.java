package groundplan.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.catalogue.Kinds;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Committed environments, each as a system of its own, of whose units a test changes some, as far as the settings' rules allow. */
public final class ChangedUnits {
    private final Path root;
    private final Map<String, FlatSettings> environments = new TreeMap<>();
    private final Map<UnitPath, UnitModel<?, ?>> units = new LinkedHashMap<>();

    /** @param root the folder that the settings are written to */
    public ChangedUnits(Path root) {
        this.root = root;
    }

    /** Committed environments that together have all kinds, one system for each. */
    public static ChangedUnits ofAllKinds(Path root) {
        ChangedUnits units = new ChangedUnits(root);
        Set<String> kinds = new TreeSet<>();
        for (EnvironmentModel environment : FullSynthesis.environments()) {
            if (kinds.addAll(
                    environment.units().stream().map(unit -> unit.kind().name()).toList())) {
                units.add(environment, environment.system() + "-" + environment.name());
            }
        }
        return units;
    }

    /**
     * One unit of each kind.
     *
     * @param random chooses among the units of a kind
     */
    public Set<UnitPath> oneOfEachKind(Random random) {
        Map<String, List<UnitPath>> byKind = units.entrySet().stream()
                .collect(Collectors.groupingBy(
                        unit -> unit.getValue().kind().name(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        Set<UnitPath> chosen = new TreeSet<>();
        byKind.values().forEach(same -> chosen.add(same.get(random.nextInt(same.size()))));
        return chosen;
    }

    /** The documents of units as they are now. */
    public List<UnitDocument> documents(Set<UnitPath> paths) throws InvalidSettings, IOException {
        return new Synthesis(root.resolve("cache"), false, unit -> {})
                .of(EnvironmentModel.units(read()).stream()
                        .filter(unit -> paths.contains(unit.path()))
                        .toList());
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
     * A change of one key of a unit.
     *
     * @param key the key, as messages have it
     * @param ways ways to change the settings, of which the first is taken that the settings' rules allow
     */
    public record Change(String key, List<Consumer<ObjectNode>> ways) {}

    /** Makes as many of the changes as the settings' rules allow, for all units at once; returns how many. */
    public int apply(Map<UnitPath, List<Change>> changes) {
        Map<UnitPath, ObjectNode> before = new TreeMap<>();
        Map<UnitPath, Map<Change, Integer>> ways = new TreeMap<>();
        changes.forEach((path, wanted) -> {
            before.put(path, settings(path).deepCopy());
            Map<Change, Integer> first = new LinkedHashMap<>();
            wanted.forEach(change -> first.put(change, 0));
            ways.put(path, first);
        });
        List<Problem> problems;
        do {
            ways.forEach((path, wanted) -> {
                settings(path).removeAll().setAll(before.get(path).deepCopy());
                wanted.forEach((change, way) -> change.ways().get(way).accept(settings(path)));
            });
            problems = problems();
            boolean solved = problems.isEmpty();
            for (Problem problem : problems) {
                boolean weakened = false;
                for (UnitPath path : blamed(problem, ways)) {
                    String key = problem.key()
                            .substring(Math.min(problem.key().length(), ("units." + path.unit() + ".").length()));
                    weakened |= weaken(ways.get(path), key);
                }
                for (UnitPath path : weakened ? List.<UnitPath>of() : mentioned(problem, ways)) {
                    weakened |= weaken(ways.get(path), problem.key().replaceFirst(".*\\.", ""));
                }
                solved |= weakened;
            }
            if (!solved) {
                throw new AssertionError("the settings of the test have problems:\n" + problems);
            }
        } while (!problems.isEmpty());
        return ways.values().stream().mapToInt(Map::size).sum();
    }

    /** The changed units of other systems that a problem mentions, such as one that is in the same account. */
    private static List<UnitPath> mentioned(Problem problem, Map<UnitPath, Map<Change, Integer>> changed) {
        return changed.keySet().stream()
                .filter(path -> problem.toString().contains("environments/" + path.system() + "/"))
                .toList();
    }

    /** The unit that a problem is about, or all changed ones of its system when it is about one that is not changed. */
    private static List<UnitPath> blamed(Problem problem, Map<UnitPath, Map<Change, Integer>> changed) {
        String system = problem.mark().file().split("/")[1];
        List<UnitPath> beside = changed.keySet().stream()
                .filter(path ->
                        path.system().equals(system) && !changed.get(path).isEmpty())
                .toList();
        List<UnitPath> own = beside.stream()
                .filter(path -> (problem.key() + ".").startsWith("units." + path.unit() + "."))
                .toList();
        return own.isEmpty() ? beside : own;
    }

    /** Takes the next way of the changes that a key is about; of the last of those nearest to it when it is about none. */
    private static boolean weaken(Map<Change, Integer> wanted, String key) {
        int most = wanted.keySet().stream()
                .mapToInt(change -> common(change.key(), key))
                .max()
                .orElse(0);
        List<Change> near = wanted.keySet().stream()
                .filter(change -> common(change.key(), key) == most)
                .toList();
        List<Change> about = near.stream()
                .filter(change -> most >= Math.min(steps(change.key()).length, steps(key).length))
                .toList();
        // A rule between two keys is reported at one of them: one change less may be enough.
        List<Change> weaker = about.isEmpty() && !near.isEmpty() ? List.of(near.get(near.size() - 1)) : about;
        weaker.forEach(change -> {
            if (wanted.merge(change, 1, Integer::sum) >= change.ways().size()) {
                wanted.remove(change);
            }
        });
        return !weaker.isEmpty();
    }

    private static String[] steps(String key) {
        return key.split("[.\\[]");
    }

    /** How many steps two keys have in common at their beginnings. */
    private static int common(String key, String other) {
        String[] one = steps(key);
        String[] two = steps(other);
        int same = 0;
        while (same < Math.min(one.length, two.length) && one[same].equals(two[same])) {
            same++;
        }
        return same;
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
