package groundplan.affected;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.references.Traversal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What in a module may have another value after some of its blocks or variables have. */
final class MovingValues {
    /** The blocks that each block reads, by addresses such as {@code var.cidr}, {@code local.name}, {@code aws_vpc.main}. */
    private final Map<String, Set<String>> reads = new HashMap<>();

    private final SortedSet<String> outputs = new TreeSet<>();

    /** @param module a module in Terraform's JSON syntax */
    MovingValues(JsonNode module) {
        module.path("locals").properties().forEach(local -> add("local." + local.getKey(), local.getValue()));
        module.path("module").properties().forEach(call -> add("module." + call.getKey(), call.getValue()));
        for (String kind : List.of("resource", "data", "ephemeral")) {
            String prefix = kind.equals("resource") ? "" : kind + ".";
            module.path(kind).properties().forEach(type -> type.getValue()
                    .properties()
                    .forEach(block -> add(prefix + type.getKey() + "." + block.getKey(), block.getValue())));
        }
        module.path("output").properties().forEach(output -> {
            add("output." + output.getKey(), output.getValue());
            outputs.add(output.getKey());
        });
    }

    private void add(String address, JsonNode block) {
        Set<String> read = new HashSet<>();
        collect(block, read);
        reads.put(address, read);
    }

    private static void collect(JsonNode value, Set<String> read) {
        if (value.isTextual()) {
            for (Traversal traversal : Traversal.in(value.asText())) {
                String root = traversal.name(0).orElse("");
                boolean longer = root.equals("data") || root.equals("ephemeral");
                read.add(root + "." + traversal.name(1).orElse("")
                        + (longer ? "." + traversal.name(2).orElse("") : ""));
            }
        }
        value.forEach(child -> collect(child, read));
    }

    /** The outputs that depend on some of these addresses. */
    SortedSet<String> outputs(Collection<String> moving) {
        Set<String> all = new HashSet<>(moving);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<String, Set<String>> block : reads.entrySet()) {
                if (!all.contains(block.getKey()) && block.getValue().stream().anyMatch(all::contains)) {
                    all.add(block.getKey());
                    grown = true;
                }
            }
        }
        SortedSet<String> found = new TreeSet<>(outputs);
        found.removeIf(output -> !all.contains("output." + output));
        return found;
    }

    /** All outputs. */
    SortedSet<String> outputs() {
        return outputs;
    }
}
