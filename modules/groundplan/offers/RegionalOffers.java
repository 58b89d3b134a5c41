package groundplan.offers;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types that AWS offers in some of its regions, such as {@code cache.r6g.large} or {@code db.t4g.micro}. */
final class RegionalOffers {
    private static final int SUGGESTED = 5;

    private final String date;
    private final Map<String, Set<String>> regions = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();

    /**
     * Creates an empty collection.
     *
     * @param date the date of the data, for messages
     */
    RegionalOffers(String date) {
        this.date = date;
    }

    /** Reads a table whose columns are types and regions. */
    static RegionalOffers read(String name) {
        OfferTable table = OfferTable.read(name);
        RegionalOffers offers = new RegionalOffers(table.date());
        table.rows().forEach(row -> offers.add(row.get(0), row.get(1)));
        return offers;
    }

    /** Adds the types of one row. */
    void add(String types, String where) {
        Set<String> these = Set.copyOf(OfferTable.list(where));
        OfferTable.list(types).forEach(type -> regions.put(type, these));
        known.addAll(these);
    }

    /** Whether a type is offered anywhere. */
    boolean has(String type) {
        return regions.containsKey(type);
    }

    /** Whether a type is offered in a region; true in a region that has no data. */
    boolean has(String type, String region) {
        return !known.contains(region) || regions.getOrDefault(type, Set.of()).contains(region);
    }

    /** Why a type cannot be used in a region, with those that are nearest to it; empty when it can. */
    Optional<String> problem(String type, String region) {
        return has(type, region)
                ? Optional.empty()
                : Optional.of("AWS does not offer " + type + " in " + region + instead(type, region, Set.of()));
    }

    /**
     * What is offered in a region instead of a type: the same size first, of these the same processor, of these the newest generation.
     *
     * @param without types that are not meant, although the region has them
     */
    String instead(String type, String region, Set<String> without) {
        Parts meant = Parts.of(type);
        List<String> near = regions.keySet().stream()
                .filter(other -> !other.equals(type) && has(other, region) && !without.contains(other))
                .filter(other -> Parts.of(other).isNear(meant))
                .sorted(Comparator.comparing(
                                (String other) -> !Parts.of(other).size().equals(meant.size()))
                        .thenComparing(other -> !Parts.of(other).processor().equals(meant.processor()))
                        .thenComparing(other -> -Parts.of(other).generation())
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTED)
                .toList();
        return (near.isEmpty() ? "" : "; it offers " + String.join(", ", near)) + " (data of " + date + ")";
    }

    /**
     * What a type's name says.
     *
     * @param line such as {@code db.r}, for memory
     * @param generation such as 6
     * @param processor the letters after it, such as {@code g} for Graviton
     * @param size such as {@code large}
     */
    private record Parts(String line, int generation, String processor, String size) {
        private static final Pattern FORM = Pattern.compile("([^0-9]++)([0-9]{1,9}+)([^.]*+)\\.(.+)");

        static Parts of(String type) {
            Matcher found = FORM.matcher(type);
            return found.matches()
                    ? new Parts(found.group(1), Integer.parseInt(found.group(2)), found.group(3), found.group(4))
                    : new Parts(type, 0, "", "");
        }

        /** Whether it is of the same line, and has the same size or differs in its size alone. */
        boolean isNear(Parts other) {
            return line.equals(other.line)
                    && (size.equals(other.size) || generation == other.generation && processor.equals(other.processor));
        }
    }
}
