package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What exists on an object of a state although no state has it: rules of security groups, policies of roles, routes, and policies of
 * buckets, queues and secrets. Terraform manages each of them as a resource of its own, so a plan is silent about one that was added
 * outside; but a refresh of the object itself reads all that it has.
 */
public final class AttachedParts {
    private static final String POLICY = "policy";

    /**
     * An attribute in which the provider lists all parts of one sort.
     *
     * @param type the type of the object
     * @param attribute the attribute
     * @param parts the identities of all parts, from the object's values
     */
    private record Listing(String type, String attribute, Function<JsonNode, Set<String>> parts) {}

    private final Map<String, List<RefreshedResource>> byType = new HashMap<>();

    private AttachedParts(Collection<RefreshedResource> states) {
        states.forEach(resource -> byType.computeIfAbsent(resource.type(), type -> new ArrayList<>())
                .add(resource));
    }

    /**
     * The parts that no state has.
     *
     * @param states all resources of all states, refreshed: a part may be a resource of another unit than its object
     */
    public static List<AttachedPart> unknown(Collection<RefreshedResource> states) {
        return new AttachedParts(states).unknown();
    }

    private List<AttachedPart> unknown() {
        List<Listing> listings = new ArrayList<>();
        for (String group : List.of("aws_security_group", "aws_default_security_group")) {
            listings.add(new Listing(group, "ingress", values -> SecurityRules.of(values, "ingress")));
            listings.add(new Listing(group, "egress", values -> SecurityRules.of(values, "egress")));
        }
        listings.add(new Listing("aws_iam_role", "inline_policy", values -> texts(values, "inline_policy", "name")));
        listings.add(
                new Listing("aws_iam_role", "managed_policy_arns", values -> texts(values, "managed_policy_arns")));
        listings.add(new Listing("aws_route_table", "route", Routes::of));
        for (String holder : List.of("aws_s3_bucket", "aws_sqs_queue", "aws_secretsmanager_secret")) {
            listings.add(new Listing(holder, POLICY, values -> texts(values, POLICY)));
        }
        List<AttachedPart> found = new ArrayList<>();
        listings.forEach(listing -> byType.getOrDefault(listing.type, List.of()).forEach(object -> {
            Set<String> parts = listing.parts.apply(object.values());
            parts.removeAll(known(listing, object.values()));
            boolean single = listing.attribute.equals(POLICY);
            parts.forEach(part -> found.add(new AttachedPart(
                    object,
                    listing.attribute,
                    single ? Optional.empty() : Optional.of(part),
                    single ? Optional.of(part) : Optional.empty())));
        }));
        return List.copyOf(found);
    }

    /** The parts of the object that are resources in the states. */
    private Set<String> known(Listing listing, JsonNode object) {
        String id = object.path("id").asText();
        return switch (listing.attribute) {
            case "ingress", "egress" -> rules(id, listing.attribute);
            case "inline_policy" -> texts("aws_iam_role_policy", "role", id, "name");
            case "managed_policy_arns" -> {
                Set<String> arns = texts("aws_iam_role_policy_attachment", "role", id, "policy_arn");
                of("aws_iam_policy_attachment").forEach(attachment -> {
                    if (texts(attachment, "roles").contains(id)) {
                        arns.add(attachment.path("policy_arn").asText());
                    }
                });
                yield arns;
            }
            case "route" -> {
                Set<String> routes = new TreeSet<>();
                of("aws_route").forEach(route -> {
                    if (route.path("route_table_id").asText().equals(id)) {
                        routes.add(Routes.destination(route, "destination_"));
                    }
                });
                yield routes;
            }
            default ->
                switch (listing.type) {
                    // The text of a policy is compared by the plan of its resource.
                    case "aws_s3_bucket" -> owned("aws_s3_bucket_policy", "bucket", object);
                    case "aws_sqs_queue" -> owned("aws_sqs_queue_policy", "queue_url", object);
                    default -> owned("aws_secretsmanager_secret_policy", "secret_arn", object);
                };
        };
    }

    private Set<String> owned(String type, String key, JsonNode object) {
        return texts(type, key, object.path("id").asText(), key).isEmpty() ? Set.of() : texts(object, "policy");
    }

    private Set<String> rules(String group, String direction) {
        Set<String> rules = new TreeSet<>();
        of("aws_vpc_security_group_" + direction + "_rule").forEach(rule -> {
            if (rule.path("security_group_id").asText().equals(group)) {
                rules.addAll(SecurityRules.single(group, rule));
            }
        });
        of("aws_security_group_rule").forEach(rule -> {
            if (rule.path("security_group_id").asText().equals(group)
                    && rule.path("type").asText().equals(direction)) {
                rules.addAll(SecurityRules.single(group, rule));
            }
        });
        return rules;
    }

    private List<JsonNode> of(String type) {
        return byType.getOrDefault(type, List.of()).stream()
                .map(RefreshedResource::values)
                .toList();
    }

    /** An attribute of the resources of a type that name the object. */
    private Set<String> texts(String type, String key, String id, String attribute) {
        Set<String> found = new TreeSet<>();
        of(type).forEach(part -> {
            if (part.path(key).asText().equals(id)) {
                found.add(part.path(attribute).asText());
            }
        });
        return found;
    }

    /** The texts in an attribute: itself, the elements of a list, or an attribute of each. */
    private static Set<String> texts(JsonNode values, String... path) {
        Set<String> found = new TreeSet<>();
        JsonNode attribute = values.path(path[0]);
        (attribute.isArray() ? attribute : List.of(attribute)).forEach(one -> {
            String text = (path.length > 1 ? one.path(path[1]) : one).asText("");
            if (!text.isEmpty() && !text.equals("null")) {
                found.add(text);
            }
        });
        return found;
    }
}
