package groundplan.offers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versions of database engines that RDS and Aurora offer for a new database. AWS removes minor versions from its offer while databases
 * that have them go on.
 */
public final class EngineVersions {
    /** Part of the versions of Aurora MySQL, whose minor versions have patches. */
    private static final String AURORA = ".mysql_aurora.";

    private static final OfferTable TABLE = OfferTable.read("database-versions.csv");
    /** Versions by engine and major version, in ascending order. */
    private static final Map<String, Map<String, List<String>>> OFFERED = offered();

    private EngineVersions() {}

    /**
     * Why a new database cannot have a version, with what it can have; empty when it can.
     *
     * <p>A version that is newer than all known ones of its line is accepted, since AWS may offer it since the date of the data. The line is
     * the major version, and for Aurora MySQL also the minor one, which has patches of its own.
     *
     * @param engine RDS's name of the engine, such as {@code aurora-mysql}
     * @param version a major version such as {@code 16}, or a minor one such as {@code 16.10}
     */
    public static Optional<String> problem(String engine, String version) {
        Optional<String> major = major(engine, version);
        if (major.isEmpty()) {
            return Optional.of("'" + version + "' is not a version of " + engine + " that AWS offers; use "
                    + either(OFFERED.get(engine).keySet().stream()) + ", or a minor version such as "
                    + newest(engine));
        }
        List<String> line = OFFERED.get(engine).get(major.get());
        if (version.equals(major.get()) || line.contains(version) || isNewer(version, line)) {
            return Optional.empty();
        }
        return Optional.of("AWS does not offer " + engine + " " + version + " for a new database; use "
                + either(nearest(version, line)) + " (data of " + TABLE.date()
                + "); for a database that has this version already, set engine_version_in_use: true");
    }

    /** Why no database can have a version, also one that exists; empty when it can. */
    public static Optional<String> problemInUse(String engine, String version) {
        boolean known = major(engine, version)
                .filter(major -> version.equals(major)
                        || hasForm(version, OFFERED.get(engine).get(major)))
                .isPresent();
        return known ? Optional.empty() : problem(engine, version);
    }

    /** The newest version of an engine's newest major version. */
    public static String newest(String engine) {
        return OFFERED.get(engine).values().stream()
                .map(line -> line.get(line.size() - 1))
                .max(EngineVersions::compare)
                .orElseThrow();
    }

    /** The major version that a version belongs to, if the engine has it: {@code 8.0}, or {@code 16}. */
    static Optional<String> major(String engine, String version) {
        return OFFERED.get(engine).keySet().stream()
                .filter(major -> version.equals(major) || version.startsWith(major + "."))
                .findFirst();
    }

    private static boolean isNewer(String version, List<String> line) {
        if (!hasForm(version, line)) {
            return false;
        }
        List<String> patches = version.contains(AURORA)
                ? line.stream()
                        .filter(other -> minor(other).equals(minor(version)))
                        .toList()
                : List.of();
        List<String> older = patches.isEmpty() ? line : patches;
        return compare(version, older.get(older.size() - 1)) > 0;
    }

    /** Whether a version is written like one of a line. */
    private static boolean hasForm(String version, List<String> line) {
        return line.stream()
                .anyMatch(other -> version.matches(Arrays.stream(other.split("[0-9]+", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[0-9]+"))));
    }

    /** The version without its patch: {@code 8.0.mysql_aurora.3.10} of {@code 8.0.mysql_aurora.3.10.6}. */
    private static String minor(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }

    /**
     * Those of a line that are newer, then those that are older, each beginning with the nearest. Of the patches of a minor version of
     * Aurora MySQL only the newest.
     */
    private static Stream<String> nearest(String version, List<String> line) {
        List<String> few = line.stream()
                .filter(one -> !one.contains(AURORA)
                        || line.stream().noneMatch(other -> minor(other).equals(minor(one)) && compare(other, one) > 0))
                .toList();
        return Stream.concat(
                few.stream().filter(other -> compare(other, version) > 0),
                few.stream().filter(other -> compare(other, version) < 0).sorted((one, other) -> compare(other, one)));
    }

    private static String either(Stream<String> words) {
        List<String> all = words.toList();
        return all.size() == 1
                ? all.get(0)
                : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.get(all.size() - 1);
    }

    /** Compares the numbers in versions, one after the other. */
    private static int compare(String left, String right) {
        return Arrays.compare(numbers(left), numbers(right));
    }

    private static long[] numbers(String version) {
        return Arrays.stream(version.split("[^0-9]+"))
                .filter(part -> !part.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static Map<String, Map<String, List<String>>> offered() {
        Map<String, Map<String, List<String>>> offered = new TreeMap<>();
        TABLE.rows().forEach(row -> offered.computeIfAbsent(row.get(0), engine -> new TreeMap<>())
                .put(row.get(1), OfferTable.list(row.get(2))));
        return offered;
    }
}
