package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.FullSynthesis;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is generated for the committed systems, to be held against their texts. */
final class Generated {
    private Generated() {}

    /** Holds an attribute of a resource against the text's figure. */
    static void is(String unit, String address, String attribute, String value) {
        assertEquals(
                value,
                FullSynthesis.unit(unit).attribute(address, attribute).asText(),
                unit + " " + address + "." + attribute);
    }

    /**
     * Holds the threshold of an alarm, and for how long it must be passed, against the text's figures, and that somebody is told.
     *
     * @param name such as {@code db_cpu_warning}; its last word is the topic that it tells
     */
    static void alarm(String unit, String name, double threshold, int minutes) {
        JsonNode alarm = FullSynthesis.unit(unit).resource("aws_cloudwatch_metric_alarm." + name);
        assertEquals(threshold, alarm.path("threshold").asDouble(), unit + " " + name + ".threshold");
        int period = Stream.concat(
                        Stream.of(alarm),
                        Stream.concat(
                                alarm.findValues("metric").stream(),
                                alarm.findValues("metric_query").stream()
                                        .flatMap(queries -> queries.findParents("period").stream())))
                .mapToInt(holder -> holder.path("period").asInt())
                .max()
                .orElse(0);
        assertEquals(minutes * 60, period * alarm.path("evaluation_periods").asInt(), unit + " " + name + ": seconds");
        assertEquals(
                "[\"${aws_sns_topic." + name.replaceAll(".*_", "") + ".arn}\"]",
                alarm.path("alarm_actions").toString(),
                unit + " " + name + ".alarm_actions");
    }

    /** The resources of one type of a unit, by name. */
    static JsonNode resources(String unit, String type) {
        return FullSynthesis.unit(unit).json().path("resource").path(type);
    }

    /** The names of the resources of one type of a unit. */
    static Set<String> names(String unit, String type) {
        Set<String> names = new TreeSet<>();
        resources(unit, type).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The parameters of a unit's parameter group, by name. */
    static Map<String, String> parameters(String unit, String group) {
        Map<String, String> parameters = new TreeMap<>();
        FullSynthesis.unit(unit)
                .attribute(group, "parameter")
                .forEach(parameter -> parameters.put(
                        parameter.get("name").asText(), parameter.get("value").asText()));
        return parameters;
    }
}
