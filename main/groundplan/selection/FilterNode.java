package groundplan.selection;

import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A part of a filter, which selects units. Its text parses to the same part. */
sealed interface FilterNode {
    /**
     * The units of the graph that it selects.
     *
     * @throws IOException when Git does not know the commit that it compares with
     */
    SortedSet<UnitPath> select(UnitGraph graph) throws IOException;

    /**
     * The systems whose units it can select; empty if that may be any.
     *
     * @param naming the systems that may have a unit of a name
     */
    default Optional<Set<String>> systems(Function<String, Set<String>> naming) {
        return Optional.empty();
    }

    /** The units that all of several parts select. */
    record Intersection(List<FilterNode> parts) implements FilterNode {
        @Override
        public SortedSet<UnitPath> select(UnitGraph graph) throws IOException {
            SortedSet<UnitPath> selected = new TreeSet<>(graph.units());
            for (FilterNode part : parts) {
                selected.retainAll(part.select(graph));
            }
            return selected;
        }

        @Override
        public Optional<Set<String>> systems(Function<String, Set<String>> naming) {
            return parts.stream()
                    .map(part -> part.systems(naming))
                    .flatMap(Optional::stream)
                    .reduce((one, other) -> {
                        Set<String> both = new TreeSet<>(one);
                        both.retainAll(other);
                        return both;
                    });
        }

        @Override
        public String toString() {
            return parts.stream().map(FilterNode::toString).collect(Collectors.joining(" | "));
        }
    }

    /** All units except those that a part selects. */
    record Negation(FilterNode part) implements FilterNode {
        @Override
        public SortedSet<UnitPath> select(UnitGraph graph) throws IOException {
            SortedSet<UnitPath> rest = new TreeSet<>(graph.units());
            rest.removeAll(part.select(graph));
            return rest;
        }

        @Override
        public String toString() {
            return "!" + part;
        }
    }

    /**
     * Units with their dependents or dependencies.
     *
     * @param dependents with all units that read from them, directly or indirectly
     * @param without whether the units themselves are left out
     * @param dependencies with all units that they read from, directly or indirectly
     */
    record Neighbours(boolean dependents, boolean without, FilterNode part, boolean dependencies)
            implements FilterNode {
        @Override
        public SortedSet<UnitPath> select(UnitGraph graph) throws IOException {
            SortedSet<UnitPath> named = part.select(graph);
            SortedSet<UnitPath> selected = new TreeSet<>(without ? List.of() : named);
            if (dependents) {
                selected.addAll(graph.dependents(named));
            }
            if (dependencies) {
                selected.addAll(graph.dependencies(named));
            }
            return selected;
        }

        /** Units are only read by units of their own system. */
        @Override
        public Optional<Set<String>> systems(Function<String, Set<String>> naming) {
            return part.systems(naming);
        }

        @Override
        public String toString() {
            String before = (dependents ? "..." : "") + (without ? "^" : "") + part;
            return before + (!dependencies ? "" : before.endsWith(".") ? " ..." : "...");
        }
    }

    /** Units that differ from those of a commit. */
    record Changed(String base) implements FilterNode {
        @Override
        public SortedSet<UnitPath> select(UnitGraph graph) throws IOException {
            SortedSet<UnitPath> selected = new TreeSet<>(graph.changes().since(base));
            selected.retainAll(graph.units());
            return selected;
        }

        @Override
        public String toString() {
            return "[" + base + "]";
        }
    }

    /**
     * Units by their path.
     *
     * @param written the path as in the filter, without braces
     * @param braced whether it is in braces
     * @param glob a glob of whole paths, or the beginning of a path; empty for all
     */
    record Located(String written, boolean braced, String glob) implements FilterNode {
        @Override
        public SortedSet<UnitPath> select(UnitGraph graph) {
            PathMatcher matcher = matcher(glob);
            return units(
                    graph,
                    path -> glob.isEmpty()
                            || path.toString().equals(glob)
                            || path.toString().startsWith(glob + "/")
                            || matcher.matches(Path.of(path.toString())));
        }

        @Override
        public Optional<Set<String>> systems(Function<String, Set<String>> naming) {
            String first = glob.replaceFirst("/.*", "");
            return isPlain(first) ? Optional.of(Set.of(first)) : Optional.empty();
        }

        @Override
        public String toString() {
            return braced ? "{" + written + "}" : written;
        }
    }

    /** Units by their name: a glob of whole names, or of the last part of nested names. */
    record Named(String glob) implements FilterNode {
        @Override
        public SortedSet<UnitPath> select(UnitGraph graph) {
            PathMatcher matcher = matcher(glob);
            return units(graph, path -> named(matcher, path));
        }

        @Override
        public Optional<Set<String>> systems(Function<String, Set<String>> naming) {
            return isPlain(glob) ? Optional.of(naming.apply(glob)) : Optional.empty();
        }

        @Override
        public String toString() {
            return "name=" + glob;
        }
    }

    /** Units by their name, or all units of the system that has this name. */
    record Word(String glob) implements FilterNode {
        @Override
        public SortedSet<UnitPath> select(UnitGraph graph) {
            PathMatcher matcher = matcher(glob);
            return units(graph, path -> named(matcher, path) || path.system().equals(glob));
        }

        @Override
        public Optional<Set<String>> systems(Function<String, Set<String>> naming) {
            if (!isPlain(glob)) {
                return Optional.empty();
            }
            Set<String> systems = new TreeSet<>(naming.apply(glob));
            systems.add(glob);
            return Optional.of(systems);
        }

        @Override
        public String toString() {
            return glob;
        }
    }

    /**
     * The matcher of the paths that a glob describes.
     *
     * @throws java.util.regex.PatternSyntaxException when it is not a valid glob
     */
    static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    /** Whether it matches itself and nothing else. */
    private static boolean isPlain(String glob) {
        return glob.matches("[\\w-]+");
    }

    private static boolean named(PathMatcher matcher, UnitPath path) {
        Path name = Path.of(path.unit());
        return matcher.matches(name) || matcher.matches(name.getFileName());
    }

    private static SortedSet<UnitPath> units(UnitGraph graph, Predicate<UnitPath> chosen) {
        return graph.units().stream().filter(chosen).collect(Collectors.toCollection(TreeSet::new));
    }
}
