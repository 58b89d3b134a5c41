package groundplan.difference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of lists by their names and elements: what identifies an element, and whether the order has a meaning. */
final class ListMeaning {
    /** Keys that identify an element of a list if all elements have them and no two have the same values. */
    private static final List<List<String>> IDENTITIES = List.of(
            List.of("Sid"),
            List.of("sid"),
            List.of("name"),
            List.of("Name"),
            List.of("Id"),
            List.of("ID"),
            List.of("id"),
            List.of("key"),
            List.of("Key"),
            List.of("containerPort"),
            List.of("containerPort", "protocol"),
            List.of("hostPort"),
            List.of("containerPath"),
            List.of("containerName"),
            List.of("rulePriority"),
            List.of("priority"),
            List.of("port"),
            List.of("path"),
            List.of("namespace"),
            List.of("hostname"),
            List.of("properties.title"));

    /** The same for keys that not every element has to have. */
    private static final List<List<String>> OPTIONAL =
            List.of(List.of("Sid"), List.of("sid"), List.of("Id"), List.of("properties.title"));

    /** Lists of objects with an identity whose order has no meaning. */
    private static final Set<String> UNORDERED = Set.of(
            "Statement",
            "container_definitions",
            "containerDefinitions",
            "dependsOn",
            "env",
            "environment",
            "environmentFiles",
            "extraHosts",
            "mountPoints",
            "portMappings",
            "ports",
            "secrets",
            "systemControls",
            "tag",
            "tags",
            "Tags",
            "ulimits",
            "volumeMounts",
            "volumes",
            "volumesFrom",
            "widgets");

    /** Lists of plain values that are sets wherever they occur. */
    private static final Set<String> SETS = Set.of(
            "aliases",
            "availability_zones",
            "cidr_blocks",
            "compatibilities",
            "dependsOn",
            "ipv6_cidr_blocks",
            "layers",
            "managed_policy_arns",
            "prefix_list_ids",
            "requiresCompatibilities",
            "requires_compatibilities",
            "security_groups",
            "security_group_ids",
            "subnets",
            "subnet_ids",
            "vpc_security_group_ids");

    private ListMeaning() {}

    /** Whether a list of plain values is a set. */
    static boolean isSet(String name) {
        return SETS.contains(name);
    }

    /** The keys that identify the elements of both lists; empty if there are none. */
    static Optional<List<String>> identity(List<ShownNode> before, List<ShownNode> after) {
        List<List<ShownNode>> both = List.of(before, after);
        return IDENTITIES.stream()
                .filter(keys -> both.stream().allMatch(list -> unique(keys, list, true)))
                .findFirst()
                .or(() -> OPTIONAL.stream()
                        .filter(keys -> both.stream().allMatch(list -> unique(keys, list, false)))
                        .filter(keys -> both.stream().flatMap(List::stream).anyMatch(element -> of(keys, element)
                                .isPresent()))
                        .findFirst());
    }

    /** Whether the order of a list's elements has a meaning, if they have an identity. */
    static boolean ordered(String name, List<String> identity) {
        return !UNORDERED.contains(name)
                && identity.stream()
                        .noneMatch(key -> key.equals("Sid")
                                || key.equals("rulePriority")
                                || key.equals("priority")
                                || key.equals("containerPort"));
    }

    /** What identifies an element. */
    static Optional<String> of(List<String> keys, ShownNode element) {
        return keys.stream().allMatch(key -> identifies(at(key, element).value()))
                ? Optional.of(keys.stream()
                        .map(key -> at(key, element).value().asText())
                        .collect(Collectors.joining("/")))
                : Optional.empty();
    }

    /** The value of a key, or of one within another. */
    static ShownNode at(String key, ShownNode element) {
        ShownNode at = element;
        for (String step : key.split("\\.")) {
            at = at.child(step);
        }
        return at;
    }

    private static boolean identifies(JsonNode value) {
        return value.isTextual() && !value.asText().isEmpty() || value.isIntegralNumber();
    }

    private static boolean unique(List<String> keys, List<ShownNode> list, boolean all) {
        Set<String> seen = new HashSet<>();
        return list.stream()
                .flatMap(element -> {
                    Optional<String> own = of(keys, element);
                    return own.isPresent() ? Stream.of(seen.add(own.get())) : all ? Stream.of(false) : Stream.empty();
                })
                .allMatch(one -> one);
    }
}
