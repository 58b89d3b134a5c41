package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of a unit that a mistake is in: the resources that are others than before, and those within some references of
 * them, in either direction. checkov judges a resource by itself or by what it is connected with, so the rest of the unit only
 * costs time. What many resources refer to, such as a network or a key, connects a resource only with others of its type.
 */
final class Neighbourhood {
    /** As far as checkov's checks look: a subnet, the association of its network ACL, the ACL. */
    private static final int REFERENCES = 2;

    /** References to and from one that connects no others. */
    private static final int MANY = 6;

    private static final Pattern REFERENCE = Pattern.compile("\\b(?:data\\.)?(aws_\\w+\\.\\w+)");

    private Neighbourhood() {}

    /** The addresses of what differs in two states of a unit, and of what is around it. */
    static Set<String> of(ObjectNode intact, ObjectNode broken) {
        Map<String, JsonNode> before = bodies(intact);
        Map<String, JsonNode> after = bodies(broken);
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        Map<String, Set<String>> beside = new TreeMap<>();
        connect(before, beside);
        connect(after, beside);
        Set<String> near = new TreeSet<>();
        all.stream()
                .filter(address ->
                        !before.getOrDefault(address, TerraformJson.object()).equals(after.get(address)))
                .forEach(near::add);
        Set<String> types = near.stream().map(Neighbourhood::type).collect(Collectors.toSet());
        for (int step = 0; step < REFERENCES; step++) {
            boolean first = step == 0;
            Set.copyOf(near).stream()
                    .map(address -> beside.getOrDefault(address, Set.of()))
                    .flatMap(others -> others.stream()
                            .filter(other -> first || others.size() < MANY || types.contains(type(other))))
                    .forEach(near::add);
        }
        return near;
    }

    /** A unit with only some of its resources, and none of its outputs. */
    static ObjectNode only(ObjectNode document, Set<String> addresses) {
        ObjectNode part = document.deepCopy();
        part.remove("output");
        for (String kind : new String[] {"resource", "data"}) {
            part.path(kind).properties().forEach(type -> ((ObjectNode) type.getValue())
                    .retain(addresses.stream()
                            .filter(address -> address.startsWith(type.getKey() + "."))
                            .map(address -> address.substring(type.getKey().length() + 1))
                            .toList()));
            if (part.get(kind) instanceof ObjectNode types) {
                types.properties().stream()
                        .filter(type -> type.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList()
                        .forEach(types::remove);
            }
        }
        String text = part.path("resource") + " " + part.path("data") + " " + part.path("locals");
        if (part.get("variable") instanceof ObjectNode variables) {
            variables.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !text.contains("var." + name))
                    .toList()
                    .forEach(variables::remove);
        }
        return part;
    }

    private static String type(String address) {
        return address.substring(0, address.indexOf('.'));
    }

    private static Map<String, JsonNode> bodies(ObjectNode document) {
        Map<String, JsonNode> bodies = new TreeMap<>();
        for (String kind : new String[] {"data", "resource"}) {
            document.path(kind).properties().forEach(type -> type.getValue()
                    .properties()
                    .forEach(one -> bodies.put(type.getKey() + "." + one.getKey(), one.getValue())));
        }
        return bodies;
    }

    private static void connect(Map<String, JsonNode> bodies, Map<String, Set<String>> beside) {
        bodies.forEach((address, body) -> {
            Matcher reference = REFERENCE.matcher(body.toString());
            while (reference.find()) {
                if (bodies.containsKey(reference.group(1))) {
                    beside.computeIfAbsent(address, one -> new TreeSet<>()).add(reference.group(1));
                    beside.computeIfAbsent(reference.group(1), one -> new TreeSet<>())
                            .add(address);
                }
            }
        });
    }
}
