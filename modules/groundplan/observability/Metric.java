package groundplan.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One CloudWatch metric with a statistic.
 *
 * @param namespace such as {@code AWS/RDS}
 * @param name such as {@code CPUUtilization}
 * @param statistic such as {@code Average} or {@code p95}
 * @param dimensions its dimensions
 */
record Metric(String namespace, String name, String statistic, SortedMap<String, String> dimensions) {
    static Metric of(String namespace, String name, String statistic, Map<String, String> dimensions) {
        return new Metric(namespace, name, statistic, new TreeMap<>(dimensions));
    }

    /** The same metric with another statistic. */
    Metric by(String other) {
        return new Metric(namespace, name, other, dimensions);
    }

    /** Whether the statistic is a percentile. */
    boolean percentile() {
        return statistic.startsWith("p");
    }

    /** Name and dimensions in the form of a dashboard widget. */
    List<Object> line() {
        List<Object> line = new ArrayList<>(List.of(namespace, name));
        dimensions.forEach((key, value) -> {
            line.add(key);
            line.add(value);
        });
        return line;
    }
}
