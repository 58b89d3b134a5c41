package groundplan.settings;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Kind;
import groundplan.kernel.Nearest;
import groundplan.kernel.OtherEnvironments;
import groundplan.kernel.Scope;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Builds one environment from its layers. References between units are resolved later. */
final class EnvironmentReader {
    static final String UNITS = "units";
    private static final String KIND = "kind";
    private static final String ENABLED = "enabled";
    private static final String REGIONAL = "regional";
    private static final Set<String> REARRANGED = Set.of("moved", "released");

    /** The system's file first, then the environment's, then those of the regions. */
    private static final Comparator<String> LOWEST_FIRST = Comparator.comparingInt(
                    (String file) -> file.split("/").length)
            .thenComparing(file -> !file.endsWith("/" + SettingsTree.ENVIRONMENT_FILE))
            .thenComparing(Comparator.naturalOrder());

    private final String system;
    private final String environment;
    private final Map<String, Kind<?, ?>> kinds = new TreeMap<>();
    private final List<Problem> problems;
    private final Layers layers;
    private final Binder binder;

    EnvironmentReader(String system, String environment, List<Kind<?, ?>> kinds, List<Problem> problems) {
        this.system = system;
        this.environment = environment;
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        this.problems = problems;
        this.layers = new Layers(problems);
        this.binder = new Binder(problems);
    }

    /** Empty if its region is not known, and so neither are the paths of its units. */
    Optional<EnvironmentDraft> read(Node.Mapping base, Node.Mapping own, Map<String, Node.Mapping> regions) {
        regions.forEach((region, file) -> file.entries().forEach((key, entry) -> {
            if (!key.equals(UNITS)) {
                problems.add(new Problem(entry.mark(), key, "only '" + UNITS + "' is allowed in the file of a region"));
            }
        }));
        Node.Mapping merged = layers.merge(base, own, "");
        Optional<EnvironmentSettings> settings = binder.bind(EnvironmentSettings.class, merged, "", Set.of(UNITS));
        settings.ifPresent(bound -> bound.guards().preventDestroy().keySet().stream()
                .filter(kind -> !kinds.containsKey(kind))
                .forEach(kind -> problems.add(new Problem(
                        Binder.find(merged, "guards.prevent_destroy." + kind),
                        "guards.prevent_destroy." + kind,
                        "'" + kind + "' is not a kind of unit" + Nearest.hint(kind, kinds.keySet())))));
        Optional<String> region = region(merged);
        String primary = region.orElse(UnitContext.GLOBAL_REGION);
        Map<UnitPath, Node.Mapping> nodes = new TreeMap<>();
        Node.Mapping shared = units(merged);
        for (String name : shared.entries().keySet()) {
            place(name, shared, primary).ifPresent(path -> nodes.put(path, entry(shared, name)));
        }
        regions.forEach((place, file) -> {
            Node.Mapping here = units(file);
            for (String name : here.entries().keySet()) {
                if (!named(name, here.entries().get(name))) {
                    continue;
                }
                Node.Mapping lower = shared.get(name)
                        .filter(Node.Mapping.class::isInstance)
                        .map(Node.Mapping.class::cast)
                        .orElse(Node.Mapping.empty(here.entries().get(name).mark()));
                Node.Mapping unit = layers.merge(lower, entry(here, name), UNITS + "." + name);
                Node.Entry at = here.entries().get(name);
                kind(name, unit, at.mark()).ifPresent(kind -> {
                    boolean global = place.equals(UnitPath.GLOBAL);
                    if (global != inGlobalFolder(name, kind, unit)) {
                        problems.add(new Problem(
                                at.mark(),
                                UNITS + "." + name,
                                global
                                        ? "a unit of kind " + kind.name() + " belongs in a region, not in "
                                                + UnitPath.GLOBAL + "; move it to " + primary + ".yaml, or to "
                                                + SettingsTree.ENVIRONMENT_FILE
                                        : "a unit of kind " + kind.name() + " has no region; move it to "
                                                + UnitPath.GLOBAL + ".yaml, or set regional: true"));
                    } else {
                        nodes.put(new UnitPath(system, environment, place, name), unit);
                    }
                });
            }
        });
        Optional<EnvironmentSettings> complete = settings.map(read -> read.with(nodes.entrySet().stream()
                .anyMatch(unit -> makesBoundary(unit.getKey().unit(), unit.getValue()))));
        List<UnitModel<?, ?>> bound = new ArrayList<>();
        Set<UnitPath> wanted = new HashSet<>();
        nodes.forEach((path, node) -> {
            path.tooLong()
                    .ifPresent(problem -> problems.add(new Problem(node.mark(), UNITS + "." + path.unit(), problem)));
            if (flag(path.unit(), node, ENABLED, true)) {
                wanted.add(path);
                kind(path.unit(), node, node.mark())
                        .flatMap(kind -> bind(path, kind, node, complete))
                        .ifPresent(bound::add);
            }
        });
        bound.forEach(unit -> wanted.remove(unit.path()));
        return region.map(known -> new EnvironmentDraft(system, environment, complete, merged, bound, wanted));
    }

    /** Whether the unit is enabled and creates the boundary. What is wrong with its settings is reported elsewhere. */
    private boolean makesBoundary(String unit, Node.Mapping node) {
        Kind<?, ?> kind = kinds.get(text(node, KIND).orElse(unit.substring(unit.lastIndexOf('/') + 1)));
        return kind != null && kind.makesBoundary() && !text(node, ENABLED).equals(Optional.of("false"));
    }

    private static Optional<String> text(Node.Mapping node, String key) {
        return node.get(key).filter(Node.Scalar.class::isInstance).map(value -> ((Node.Scalar) value).text());
    }

    private static Optional<String> region(Node.Mapping merged) {
        return merged.get("region")
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text())
                .filter(text -> UnitPath.isRegion(text) && !text.equals(UnitPath.GLOBAL));
    }

    private Optional<UnitPath> place(String name, Node.Mapping units, String primary) {
        Node.Entry entry = units.entries().get(name);
        if (!named(name, entry)) {
            return Optional.empty();
        }
        Node.Mapping unit = entry(units, name);
        return kind(name, unit, entry.mark())
                .map(kind -> new UnitPath(
                        system, environment, inGlobalFolder(name, kind, unit) ? UnitPath.GLOBAL : primary, name));
    }

    /** Reports a name that no unit can have. */
    private boolean named(String name, Node.Entry entry) {
        if (UnitPath.isUnitName(name)) {
            return true;
        }
        problems.add(new Problem(
                entry.mark(),
                UNITS + "." + name,
                "is not a valid name for a unit: use lower-case words joined by '-', nested with '/'"));
        return false;
    }

    /** Whether the unit's folder is {@code _global}, as for kinds without a region, unless {@code regional: true} is set. */
    private boolean inGlobalFolder(String name, Kind<?, ?> kind, Node.Mapping unit) {
        return kind.scope() == Scope.GLOBAL && !flag(name, unit, REGIONAL, false);
    }

    private Optional<Kind<?, ?>> kind(String unit, Node.Mapping node, SourceLocation mark) {
        String fallback = unit.substring(unit.lastIndexOf('/') + 1);
        Optional<Node> given = node.get(KIND);
        String name = given.map(value -> value instanceof Node.Scalar scalar ? scalar.text() : "")
                .orElse(fallback);
        Kind<?, ?> kind = kinds.get(name);
        if (kind == null) {
            problems.add(new Problem(
                    given.map(Node::mark).orElse(mark),
                    UNITS + "." + unit + (given.isPresent() ? "." + KIND : ""),
                    "'" + name + "' is not a kind of unit" + Nearest.hint(name, kinds.keySet())));
        }
        return Optional.ofNullable(kind);
    }

    private boolean flag(String unit, Node.Mapping node, String key, boolean byDefault) {
        Optional<Node> given = node.get(key);
        if (given.isEmpty()) {
            return byDefault;
        }
        if (given.get() instanceof Node.Scalar scalar && scalar.type() == Node.Type.BOOLEAN) {
            return Boolean.parseBoolean(scalar.text());
        }
        problems.add(new Problem(
                given.get().mark(),
                UNITS + "." + unit + "." + key,
                "expected true or false, found " + given.get().describe()));
        return byDefault;
    }

    private <S extends Record, O extends Record> Optional<UnitModel<?, ?>> bind(
            UnitPath path, Kind<S, O> kind, Node.Mapping node, Optional<EnvironmentSettings> settings) {
        Set<String> own = new HashSet<>(REARRANGED);
        own.addAll(kind.scope() == Scope.GLOBAL ? Set.of(KIND, ENABLED, REGIONAL) : Set.of(KIND, ENABLED));
        Map<String, Node.Entry> moving = new LinkedHashMap<>(node.entries());
        moving.keySet().retainAll(REARRANGED);
        Optional<RefactoringSettings> rearrangement = binder.bind(
                RefactoringSettings.class,
                new Node.Mapping(node.mark(), moving, node.overrode()),
                UNITS + "." + path.unit(),
                Set.of());
        Optional<S> bound = binder.bind(kind.settings(), node, UNITS + "." + path.unit(), own);
        if (bound.isEmpty()
                || rearrangement.isEmpty()
                || !new ZoneChecks(path.region(), problems).check(bound.get(), node, UNITS + "." + path.unit())) {
            return Optional.empty();
        }
        // Without its environment's settings the model is only used to find further problems.
        Set<String> files = new LinkedHashSet<>();
        collect(node, files);
        List<String> sorted = new ArrayList<>(files);
        sorted.sort(LOWEST_FIRST);
        return Optional.of(new UnitModel<>(
                path,
                kind,
                bound.get(),
                settings.orElse(null),
                Collections.emptySortedMap(),
                node,
                sorted,
                new Refactoring(Collections.emptySortedMap(), rearrangement.get()),
                OtherEnvironments.NONE));
    }

    private static void collect(Node node, Set<String> files) {
        files.add(node.mark().file());
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().values().forEach(entry -> {
                files.add(entry.mark().file());
                collect(entry.value(), files);
            });
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, files));
        }
    }

    private Node.Mapping units(Node.Mapping file) {
        Optional<Node> units = file.get(UNITS);
        if (units.isEmpty() || units.get() instanceof Node.Mapping) {
            return (Node.Mapping) units.orElse(Node.Mapping.empty(file.mark()));
        }
        problems.add(new Problem(
                units.get().mark(),
                UNITS,
                "expected units with their settings, found " + units.get().describe()));
        return Node.Mapping.empty(file.mark());
    }

    private Node.Mapping entry(Node.Mapping units, String name) {
        Node.Entry entry = units.entries().get(name);
        if (entry.value() instanceof Node.Mapping mapping) {
            // A missing key is reported at the unit's name, not at the first key below it.
            return new Node.Mapping(entry.mark(), mapping.entries(), mapping.overrode());
        }
        if (!(entry.value() instanceof Node.Scalar scalar && scalar.type() == Node.Type.NOTHING)) {
            problems.add(new Problem(
                    entry.value().mark(),
                    UNITS + "." + name,
                    "expected settings, found " + entry.value().describe()));
        }
        return Node.Mapping.empty(entry.mark());
    }
}
