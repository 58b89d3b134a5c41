package groundplan.affected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.plan.AttributeChange;
import groundplan.report.DifferenceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a unit's configuration differs from the one before: all that is known of a change without credentials.
 *
 * @param added addresses that are new
 * @param removed addresses that are gone
 * @param changed addresses that remain but differ, each with its differences
 */
public record ConfigurationChange(
        List<String> added, List<String> removed, SortedMap<String, List<AttributeChange>> changed) {
    /** Compares two configurations; null means that the unit does not exist. */
    public static ConfigurationChange of(ObjectNode before, ObjectNode after) {
        SortedMap<String, JsonNode> old = blocks(before);
        SortedMap<String, JsonNode> now = blocks(after);
        List<String> added = new ArrayList<>(now.keySet());
        added.removeAll(old.keySet());
        List<String> removed = new ArrayList<>(old.keySet());
        removed.removeAll(now.keySet());
        SortedMap<String, List<AttributeChange>> changed = new TreeMap<>();
        old.forEach((address, block) -> {
            if (now.containsKey(address) && !now.get(address).equals(block)) {
                changed.put(address, AttributeChange.between(block, now.get(address)));
            }
        });
        return new ConfigurationChange(List.copyOf(added), List.copyOf(removed), changed);
    }

    /** Whether nothing differs. */
    public boolean nothing() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** The lines of a diff, each beginning with its sign. */
    public String lines() {
        StringBuilder text = new StringBuilder();
        added.forEach(address -> text.append("+ ").append(address).append('\n'));
        removed.forEach(address -> text.append("- ").append(address).append('\n'));
        changed.forEach((address, differences) -> {
            text.append("! ").append(address).append('\n');
            differences.forEach(one -> DifferenceLines.inDocument()
                    .of(one)
                    .forEach(line -> text.append("!     ").append(line).append('\n')));
        });
        return text.toString();
    }

    private static SortedMap<String, JsonNode> blocks(ObjectNode given) {
        ObjectNode json = given == null ? TerraformJson.object() : given;
        SortedMap<String, JsonNode> found = new TreeMap<>();
        for (String kind : List.of("resource", "data", "ephemeral")) {
            json.path(kind).properties().forEach(type -> type.getValue()
                    .properties()
                    .forEach(block -> found.put(
                            (kind.equals("resource") ? "" : kind + ".") + type.getKey() + "." + block.getKey(),
                            block.getValue())));
        }
        json.path("output").properties().forEach(output -> found.put("output." + output.getKey(), output.getValue()));
        return found;
    }
}
