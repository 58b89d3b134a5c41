package groundplan.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The regions of AWS, and the letters of their availability zones. Both are data that others keep: {@code regions.csv} is that of the
 * AWS SDK for Java, {@code zones.csv} that of moto. Reading them takes less time than loading the SDK.
 */
public final class Regions {
    /** The partition that the ARNs of all units are in. */
    public static final String PARTITION = "aws";

    private static final Map<String, String> PARTITIONS = table("regions.csv");
    private static final Map<String, String> ZONES = table("zones.csv");
    /**
     * Regions that the AWS provider 5.100.0 rejects as invalid: it is older than they are. The provider has its list within its
     * program, so it was asked for each, as {@code RegionsOfTheProviderTest} does.
     */
    private static final Set<String> NOT_IN_PROVIDER = Set.of("ap-southeast-6", "me-west-1", "sa-west-1");

    private static final List<String> USABLE = PARTITIONS.keySet().stream()
            .filter(region -> PARTITIONS.get(region).equals(PARTITION) && !NOT_IN_PROVIDER.contains(region))
            .toList();

    private Regions() {}

    /** The regions of the partition {@value #PARTITION}, in alphabetical order. */
    public static List<String> names() {
        return USABLE;
    }

    /** All regions, with the partition of each. */
    static Map<String, String> partitions() {
        return PARTITIONS;
    }

    /** Why a text is not a region that a unit can be in; empty when it is one. */
    public static Optional<String> problem(String text) {
        String partition = PARTITIONS.get(text);
        if (partition == null) {
            return Optional.of("'" + text + "' is not an AWS region");
        }
        if (NOT_IN_PROVIDER.contains(text)) {
            return Optional.of("'" + text + "' is newer than the AWS provider 5.100, which does not support it");
        }
        return partition.equals(PARTITION)
                ? Optional.empty()
                : Optional.of("'" + text + "' is in the partition " + partition
                        + ", whose ARNs differ; only regions of the partition " + PARTITION + " can be used");
    }

    /**
     * The letters that zones of a region can have, such as {@code abc}. An account may have fewer of them. Empty if they are not
     * known.
     */
    public static Optional<String> zoneLetters(String region) {
        return Optional.ofNullable(ZONES.get(region));
    }

    private static Map<String, String> table(String resource) {
        Map<String, String> rows = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Regions.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).skip(1).forEach(line -> {
                int comma = line.indexOf(',');
                rows.put(line.substring(0, comma), line.substring(comma + 1));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(rows);
    }
}
