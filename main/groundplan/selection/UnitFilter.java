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
 *   <li>{@code ...network}, {@code network...}: with all that read of it, with all that it reads; {@code ...^network} without
 *       itself
 *   <li>{@code [main...HEAD]}, {@code [main]}: what differs from the commit in common with {@code main}
 *   <li>{@code !network}: all but these; {@code ./shop/prod/** | name=web}: what both sides select
 * </ul>
 */
public final class UnitFilter {
    /** The folders of the project whose folders are those of units: a path may begin with one. */
    static final Set<String> TREES = Set.of("terragrunt", "environments");

    private final FilterNode.Intersection filter;

    private UnitFilter(FilterNode.Intersection filter) {
        this.filter = filter;
    }

    /**
     * Reads an expression.
     *
     * @param folder what {@code ./} means, as the beginning of a unit's path; empty for the whole tree
     * @throws IllegalArgumentException when it is none; the message says where and why
     */
    public static UnitFilter parse(String text, String folder) {
        return new UnitFilter(FilterParser.parse(text, folder));
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
     * The only systems of which several expressions together can select units; empty when that may be any.
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

    /** An expression that is read as the same one. */
    @Override
    public String toString() {
        return filter.toString();
    }

    private boolean excludes() {
        return filter.parts().get(0) instanceof FilterNode.Negation;
    }
}
