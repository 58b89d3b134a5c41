package groundplan.offers;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The runtimes of Lambda, with the days on which AWS ends their support. */
public final class LambdaRuntimes {
    /**
     * How long before its deprecation a runtime is no longer for new functions, in days. The tables are renewed now and then, and a
     * runtime is chosen for longer than that.
     */
    static final int NOTICE_IN_DAYS = 90;

    /**
     * The minor version of the AWS provider 6 from which it has a runtime; earlier ones reject it as invalid. Those of its pull request
     * 45024, and the version that {@code docs/provider-6.md} names where the first one is not known.
     */
    private static final Map<String, Integer> PROVIDER_6 =
            Map.of("nodejs24.x", 19, "java25", 20, "python3.14", 20, "dotnet10", 66, "ruby4.0", 66);

    private static final OfferTable TABLE = OfferTable.read("lambda-runtimes.csv");
    private static final LocalDate DATE = LocalDate.parse(TABLE.date());
    private static final Map<String, Lifecycle> RUNTIMES = runtimes();

    private LambdaRuntimes() {}

    /**
     * The end of a runtime.
     *
     * @param deprecated the day from which AWS does not patch it
     * @param updateBlock the day from which AWS refuses updates of functions that have it
     */
    private record Lifecycle(LocalDate deprecated, LocalDate updateBlock) {}

    /** Why a new function cannot have a runtime, with what it can have; empty when it can. */
    public static Optional<String> problem(String runtime) {
        Lifecycle end = RUNTIMES.get(runtime);
        if (end == null || lasts(runtime)) {
            return Optional.empty();
        }
        return Optional.of("AWS does not patch " + runtime + " from " + end.deprecated() + " on; use "
                + instead(runtime) + " (data of " + DATE + "); for a function that has it already, set"
                + " runtime_in_use: true, until AWS refuses updates from " + end.updateBlock() + " on");
    }

    /** The minor version of the AWS provider 6 that a runtime needs; empty for one that provider 5.100 has. */
    public static Optional<Integer> minorOfProvider6(String runtime) {
        return Optional.ofNullable(PROVIDER_6.get(runtime));
    }

    /** Why no function can be updated any more with a runtime; empty when it can. */
    public static Optional<String> problemInUse(String runtime) {
        Lifecycle end = RUNTIMES.get(runtime);
        return end == null || DATE.isBefore(end.updateBlock())
                ? Optional.empty()
                : Optional.of("AWS refuses updates of functions with " + runtime + " from " + end.updateBlock()
                        + " on; use " + instead(runtime));
    }

    /** Whether AWS supports a runtime for at least {@value #NOTICE_IN_DAYS} days after the date of the data. */
    static boolean lasts(String runtime) {
        return RUNTIMES.containsKey(runtime)
                && DATE.plusDays(NOTICE_IN_DAYS).isBefore(RUNTIMES.get(runtime).deprecated());
    }

    /** All runtimes, also those of the past. */
    static List<String> names() {
        return List.copyOf(RUNTIMES.keySet());
    }

    /** The newest runtime of the same language that every provider has, or what needs a later one. */
    private static String instead(String runtime) {
        String language = language(runtime);
        return RUNTIMES.keySet().stream()
                .filter(other -> lasts(other) && !PROVIDER_6.containsKey(other))
                .filter(other -> language(other).equals(language))
                .max(Comparator.comparing(other -> RUNTIMES.get(other).deprecated()))
                .orElseGet(() -> PROVIDER_6.keySet().stream()
                                .filter(other -> language(other).equals(language))
                                .map(other -> other + " with provider 6, ")
                                .collect(Collectors.joining())
                        + "provided.al2023 or an image");
    }

    private static String language(String runtime) {
        return runtime.replaceFirst("[0-9].*$", "");
    }

    private static Map<String, Lifecycle> runtimes() {
        Map<String, Lifecycle> runtimes = new TreeMap<>();
        TABLE.rows()
                .forEach(row -> runtimes.put(
                        row.get(0), new Lifecycle(LocalDate.parse(row.get(1)), LocalDate.parse(row.get(3)))));
        return runtimes;
    }
}
