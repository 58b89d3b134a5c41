package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Parameters in groups of databases and caches, one value of which is safer than another. */
final class EngineParameters {
    /**
     * A parameter: a row of {@code parameters.csv}, where the columns are explained.
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

    private static final int COLUMNS = 5;
    private static final Map<String, List<String>> SWITCHED =
            Map.of("on", List.of("1", "on", "ON", "true"), "off", List.of("0", "off", "OFF", "false"));

    private static final List<Parameter> ALL = Rows.of("parameters.csv", COLUMNS, EngineParameters::row);

    private EngineParameters() {}

    private static Parameter row(String[] cells) {
        return new Parameter(
                cells[0],
                Stream.of(cells[1].split(">", -1))
                        .map(rank -> Stream.of(rank.split("=", -1))
                                .flatMap(value -> SWITCHED.getOrDefault(value, List.of(value)).stream())
                                .toList())
                        .toList(),
                cells[2],
                Danger.Weight.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                cells[4]);
    }

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
