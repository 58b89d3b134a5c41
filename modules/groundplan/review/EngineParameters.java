package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parameters in groups of databases and caches, one value of which is safer than another. */
final class EngineParameters {
    /**
     * A parameter.
     *
     * @param values its values from the best to the worst, those of the same rank in one list
     * @param absent the value of a group that does not set it
     * @param weight the weight of a change to a worse one
     */
    private record Parameter(
            String name, List<List<String>> values, String absent, Danger.Weight weight, String effect) {
        int rank(String value) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i).contains(value)) {
                    return i;
                }
            }
            return -1;
        }
    }

    private static final List<List<String>> ON_OFF =
            List.of(List.of("1", "on", "ON", "true"), List.of("0", "off", "OFF", "false"));

    private static final List<Parameter> ALL = List.of(
            new Parameter(
                    "rds.force_ssl", ON_OFF, "0", Danger.Weight.PROTECTION, "connections need no encryption any more"),
            new Parameter(
                    "require_secure_transport",
                    ON_OFF,
                    "0",
                    Danger.Weight.PROTECTION,
                    "connections need no encryption any more"),
            new Parameter(
                    "require_ssl", ON_OFF, "0", Danger.Weight.PROTECTION, "connections need no encryption any more"),
            new Parameter(
                    "tls",
                    List.of(List.of("enabled", "fips-140-3", "tls1.2+", "tls1.3+"), List.of("disabled")),
                    "enabled",
                    Danger.Weight.PROTECTION,
                    "connections need no encryption any more"),
            new Parameter(
                    "audit_logs",
                    List.of(List.of("enabled", "all"), List.of("disabled", "none")),
                    "disabled",
                    Danger.Weight.PROTECTION,
                    "what happens in the database is no longer logged"),
            new Parameter("log_connections", ON_OFF, "0", Danger.Weight.PROTECTION, "connections are no longer logged"),
            new Parameter(
                    "enable_user_activity_logging",
                    ON_OFF,
                    "0",
                    Danger.Weight.PROTECTION,
                    "queries are no longer logged"),
            new Parameter(
                    "maxmemory-policy",
                    List.of(
                            List.of("noeviction"),
                            List.of("volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl"),
                            List.of("allkeys-lru", "allkeys-lfu", "allkeys-random")),
                    "volatile-lru",
                    Danger.Weight.DATA_LOSS,
                    "keys are deleted when the memory is full"));

    private EngineParameters() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> found = new ArrayList<>();
        if (!change.type().endsWith("parameter_group") || !change.continues()) {
            return found;
        }
        Optional<Map<String, String>> before = values(change.before(), change.unknown());
        Optional<Map<String, String>> after = values(change.after(), change.unknown());
        if (before.isEmpty() || after.isEmpty()) {
            return found;
        }
        for (Parameter one : ALL) {
            TreeSet<String> both = new TreeSet<>(before.get().keySet());
            both.addAll(after.get().keySet());
            if (!both.contains(one.name)) {
                continue;
            }
            String was = before.get().getOrDefault(one.name, one.absent);
            String will = after.get().getOrDefault(one.name, one.absent);
            if (one.rank(was) >= 0 && one.rank(will) > one.rank(was)) {
                found.add(
                        new Danger(one.weight, one.name + " changes from " + was + " to " + will + ": " + one.effect));
            }
        }
        return found;
    }

    /** The parameters of a group by name; absent if they are not known. */
    private static Optional<Map<String, String>> values(JsonNode group, JsonNode unknown) {
        Map<String, String> values = new TreeMap<>();
        for (String block : List.of("parameter", "parameters")) {
            if (new Argument(block).unknown(unknown)) {
                return Optional.empty();
            }
            group.path(block)
                    .forEach(one -> values.put(
                            one.path("name").asText(), one.path("value").asText()));
        }
        return Optional.of(values);
    }
}
