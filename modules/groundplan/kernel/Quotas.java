package groundplan.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The quotas that are counted, with AWS's defaults: {@code quotas.csv}. */
public final class Quotas {
    private static final String FILE = "quotas.csv";
    /** Between a region and a name, where settings note a quota of another region than the environment's own. */
    private static final char IN_REGION = '/';

    private static final Map<String, Quota> TABLE = table();
    private static final List<String> RAISED =
            TABLE.values().stream().filter(Quota::adjustable).map(Quota::name).toList();

    private Quotas() {}

    /** All of them, by name, in the order of the table. */
    public static Map<String, Quota> all() {
        return TABLE;
    }

    /** The quota of this name. */
    public static Quota of(String name) {
        Quota quota = TABLE.get(name);
        if (quota == null) {
            throw new IllegalArgumentException(FILE + " has no '" + name + "'");
        }
        return quota;
    }

    /**
     * The key by which settings note a quota.
     *
     * @param region the region that it is for
     * @param own the environment's own region
     */
    public static String key(Quota quota, String region, String own) {
        return quota.global() || region.equals(own) ? quota.name() : region + IN_REGION + quota.name();
    }

    static Optional<String> keyProblem(String key) {
        int slash = key.indexOf(IN_REGION);
        Quota quota = TABLE.get(key.substring(slash + 1));
        if (quota == null) {
            return Optional.of("'" + key + "' is not a quota that is counted");
        }
        if (!quota.adjustable()) {
            return Optional.of("AWS raises the quota '" + quota.name() + "' for nobody; leave it out");
        }
        if (slash < 0) {
            return Optional.empty();
        }
        return quota.global()
                ? Optional.of(
                        "'" + quota.name() + "' is a quota of the account and not of a region; leave the region out")
                : Regions.problem(key.substring(0, slash));
    }

    /** The keys that may have been meant by one that is none. */
    static List<String> meant(String key) {
        int slash = key.indexOf(IN_REGION);
        return TABLE.containsKey(key.substring(slash + 1))
                ? List.of()
                : RAISED.stream()
                        .map(name -> key.substring(0, slash + 1) + name)
                        .toList();
    }

    private static Map<String, Quota> table() {
        Map<String, Quota> rows = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Quotas.class.getResourceAsStream(FILE), StandardCharsets.UTF_8));
                Stream<String> text = lines.lines()) {
            text.filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(Quota::of)
                    .forEach(quota -> rows.put(quota.name(), quota));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(rows);
    }
}
