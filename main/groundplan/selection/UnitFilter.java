package groundplan.selection;

import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An expression that selects units, in the language of Terragrunt's filters:
 *
 * <ul>
 *   <li>{@code ./shop/prod/**}, {@code shop/dev}: a glob of paths, or the beginning of one; {@code {./shop/prod/**}} the same
 *   <li>{@code network}, {@code name=net*}: a unit by its name; a system by its name selects all of it
 *   <li>{@code ...network}, {@code network...}: with all units that read from it, with all that it reads from; {@code ...^network}
 *       without the unit itself
 *   <li>{@code [main...HEAD]}, {@code [main]}: the units that differ from the merge base with {@code main}
 *   <li>{@code !network}: all except these; {@code ./shop/prod/** | name=web}: what both sides select
 * </ul>
 */
public final class UnitFilter {
    /** The folders of the project that are laid out by unit: a path may begin with one. */
    static final Set<String> TREES = Set.of("terragrunt", "environments");

    private final FilterNode.Intersection filter;

    private UnitFilter(FilterNode.Intersection filter) {
        this.filter = filter;
    }

    /**
     * Reads an expression.
     *
     * @param folder what {@code ./} means, as the beginning of a unit's path; empty for the whole tree
     * @throws IllegalArgumentException when it is not a filter; the message says where and why
     */
    public static UnitFilter parse(String text, String folder) {
        return new UnitFilter(FilterParser.parse(text, folder));
    }

    /**
     * The units that several expressions select together: all that any of them selects, except those that expressions beginning
     * with {@code !} exclude. If there are only such expressions, they exclude from all units; without any, all units are selected.
     *
     * @throws IOException when Git does not know the commit that an expression compares with
     */
    public static SortedSet<UnitPath> selected(List<UnitFilter> filters, UnitGraph graph) throws IOException {
        SortedSet<UnitPath> selected = new TreeSet<>();
        if (filters.stream().allMatch(UnitFilter::excludes)) {
            selected.addAll(graph.units());
        }
        for (UnitFilter filter : filters) {
            if (!filter.excludes()) {
                selected.addAll(filter.filter.select(graph));
            }
        }
        for (UnitFilter filter : filters) {
            if (filter.excludes()) {
                selected.retainAll(filter.filter.select(graph));
            }
        }
        return selected;
    }

    /**
     * The systems whose units several expressions together can select; empty if that may be any.
     *
     * @param naming the systems that may have a unit of a name, or one whose last part is that name
     */
    public static Optional<Set<String>> systems(List<UnitFilter> filters, Function<String, Set<String>> naming) {
        Set<String> systems = new TreeSet<>();
        for (UnitFilter filter : filters) {
            if (!filter.excludes()) {
                Optional<Set<String>> own = filter.filter.systems(naming);
                if (own.isEmpty()) {
                    return own;
                }
                systems.addAll(own.get());
            }
        }
        return filters.stream().allMatch(UnitFilter::excludes) ? Optional.empty() : Optional.of(systems);
    }

    /** An expression that parses to the same filter. */
    @Override
    public String toString() {
        return filter.toString();
    }

    private boolean excludes() {
        return filter.parts().get(0) instanceof FilterNode.Negation;
    }
}
