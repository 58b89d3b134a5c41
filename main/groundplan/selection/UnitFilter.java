package groundplan.selection;

import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression that selects units, in the language of Terragrunt's filters:
 *
 * <ul>
 *   <li>{@code ./prod/**}, {@code shop/dev}: a glob of paths, or the beginning of one
 *   <li>{@code network}, {@code name=net*}: a unit by its name; a system by its name selects all of it
 *   <li>{@code ...network}, {@code network...}: with all that read of it, with all that it reads; {@code ...^network} without
 *       itself
 *   <li>{@code [main...HEAD]}, {@code [main]}: what differs from the commit in common with {@code main}
 *   <li>{@code !network}: all but these; {@code ./prod/** | name=web}: what both sides select
 * </ul>
 */
public final class UnitFilter {
    private static final Pattern GRAPH = Pattern.compile("(\\.\\.\\.)?(\\^)?(\\[[^\\]]*]|.+?)(\\.\\.\\.)?");
    private static final Pattern CHANGE = Pattern.compile("\\[(?<base>[^\\[\\]]*?)(?:\\.\\.\\.(?<head>[^\\[\\]]*))?]");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=(.*)");

    private final String text;
    private final Meaning meaning;

    private UnitFilter(String text, Meaning meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    private interface Meaning {
        SortedSet<UnitPath> of(UnitGraph graph) throws IOException;
    }

    /**
     * Reads an expression.
     *
     * @param folder what {@code ./} means, as the beginning of a unit's path; empty for the whole tree
     * @throws IllegalArgumentException when it is none; the message says why
     */
    public static UnitFilter parse(String text, String folder) {
        List<UnitFilter> both = new ArrayList<>();
        for (String part : text.split("\\|", -1)) {
            both.add(new UnitFilter(part.strip(), term(part.strip(), text, folder)));
        }
        return new UnitFilter(text, graph -> {
            SortedSet<UnitPath> selected = new TreeSet<>(graph.units());
            for (UnitFilter one : both) {
                selected.retainAll(one.meaning.of(graph));
            }
            return selected;
        });
    }

    /**
     * The units that several expressions select together: all that one of them selects, without what those that begin with
     * {@code !} take away. Where there are only such, they take away from all units; without any expression it is all units.
     *
     * @throws IOException when Git does not know what an expression compares with
     */
    public static SortedSet<UnitPath> selected(List<UnitFilter> filters, UnitGraph graph) throws IOException {
        SortedSet<UnitPath> selected = new TreeSet<>();
        if (filters.stream().allMatch(UnitFilter::excludes)) {
            selected.addAll(graph.units());
        }
        for (UnitFilter filter : filters) {
            if (!filter.excludes()) {
                selected.addAll(filter.meaning.of(graph));
            }
        }
        for (UnitFilter filter : filters) {
            if (filter.excludes()) {
                selected.retainAll(filter.meaning.of(graph));
            }
        }
        return selected;
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean excludes() {
        return text.strip().startsWith("!");
    }

    private static Meaning term(String part, String whole, String folder) {
        if (part.startsWith("!")) {
            Meaning not = term(part.substring(1).strip(), whole, folder);
            return graph -> {
                SortedSet<UnitPath> rest = new TreeSet<>(graph.units());
                rest.removeAll(not.of(graph));
                return rest;
            };
        }
        Matcher parts = GRAPH.matcher(part);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + whole + "' is not a filter: something is missing where it says '" + part + "'");
        }
        Meaning target = target(parts.group(3), whole, folder);
        boolean dependents = parts.group(1) != null;
        boolean without = parts.group(2) != null;
        boolean dependencies = parts.group(4) != null;
        return graph -> {
            SortedSet<UnitPath> named = target.of(graph);
            SortedSet<UnitPath> selected = new TreeSet<>(without ? List.of() : named);
            if (dependents) {
                selected.addAll(graph.dependents(named));
            }
            if (dependencies) {
                selected.addAll(graph.dependencies(named));
            }
            return selected;
        };
    }

    private static Meaning target(String target, String whole, String folder) {
        if (target.startsWith("[")) {
            return change(target, whole);
        }
        Matcher attribute = ATTRIBUTE.matcher(target);
        if (attribute.matches() && !attribute.group(1).equals("name")) {
            throw new IllegalArgumentException("'" + whole
                    + "' is not a filter: units have a name, as in name=network, and no " + attribute.group(1));
        }
        Predicate<UnitPath> chosen = attribute.matches()
                ? named(attribute.group(2), whole)
                : target.contains("/") || target.equals("**")
                        ? located(target, whole, folder)
                        : named(target, whole).or(path -> path.system().equals(target));
        return graph -> {
            SortedSet<UnitPath> selected = new TreeSet<>();
            graph.units().stream().filter(chosen).forEach(selected::add);
            return selected;
        };
    }

    private static Meaning change(String target, String whole) {
        Matcher change = CHANGE.matcher(target);
        if (!change.matches() || change.group("base").isBlank()) {
            throw new IllegalArgumentException(
                    "'" + whole + "' is not a filter: a change is written [main...HEAD] or [main]");
        }
        String head = change.group("head");
        if (head != null && !head.strip().equals("HEAD")) {
            throw new IllegalArgumentException(
                    "'" + whole + "' compares with " + head.strip() + "; only HEAD can be, for it is the"
                            + " settings in the working folder that count: check that commit out");
        }
        String base = change.group("base").strip();
        return graph -> {
            SortedSet<UnitPath> selected = new TreeSet<>(graph.changes().since(base));
            selected.retainAll(graph.units());
            return selected;
        };
    }

    private static Predicate<UnitPath> named(String name, String whole) {
        PathMatcher glob = glob(name, whole);
        return path -> glob.matches(Path.of(path.unit()))
                || glob.matches(Path.of(path.unit()).getFileName());
    }

    private static Predicate<UnitPath> located(String target, String whole, String folder) {
        String below = target.startsWith("./") && !folder.isEmpty() ? folder + "/" : "";
        String location = below
                + target.replaceFirst("^\\./", "")
                        .replaceFirst("^terragrunt/", "")
                        .replaceFirst("/+$", "");
        PathMatcher glob = glob(location, whole);
        return path -> path.toString().equals(location)
                || path.toString().startsWith(location + "/")
                || glob.matches(Path.of(path.toString()));
    }

    private static PathMatcher glob(String glob, String whole) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + whole + "' is not a filter: " + e.getDescription(), e);
        }
    }
}
