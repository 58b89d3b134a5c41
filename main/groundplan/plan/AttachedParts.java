package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What exists on an object of a state although no state has it: rules of security groups, policies of roles, routes, and policies of
 * buckets, queues and secrets. Terraform manages each of them as a resource of its own, so a plan is silent about one that was added
 * outside; but a refresh of the object itself reads all that it has.
 */
final class AttachedParts {
    /**
     * The key that tells, in Terraform's JSON of a plan, that it has the states of all units and that they were refreshed. Otherwise
     * a part may be missing from the states only because its unit is not planned.
     */
    static final String ALL_STATES = "all_states";

    /** Shown as the value of such a part. */
    static final String ADDED = "exists, and no state has it";

    /**
     * An attribute in which the provider lists all parts of one sort.
     *
     * @param type the type of the object
     * @param attribute the attribute
     * @param parts the identities of all parts, from the object's values
     */
    private record Listing(String type, String attribute, Function<JsonNode, Set<String>> parts) {}

    private record Placed(UnitPath unit, String address, JsonNode values) {}

    private final Map<String, List<Placed>> byType = new HashMap<>();
    private final Map<String, UnitPath> byModule;
    private final ConfiguredArguments configured;

    /**
     * @param byModule the units by the address of their module
     * @param configured an attribute that the settings set is compared by the plan itself
     * @param plan Terraform's JSON of a plan, with the states as they were refreshed
     */
    AttachedParts(Map<String, UnitPath> byModule, ConfiguredArguments configured, JsonNode plan) {
        this.byModule = byModule;
        this.configured = configured;
        if (plan.path(ALL_STATES).asBoolean()) {
            collect(plan.path("prior_state").path("values").path("root_module"));
        }
    }

    private void collect(JsonNode module) {
        module.path("resources").forEach(resource -> {
            ResourceAddress whole =
                    ResourceAddress.parse(resource.path("address").asText());
            UnitPath unit = byModule.get(whole.module().orElse(""));
            if (unit != null && resource.path("mode").asText().equals("managed")) {
                byType.computeIfAbsent(resource.path("type").asText(), type -> new ArrayList<>())
                        .add(new Placed(unit, whole.inside().toString(), resource.path("values")));
            }
        });
        module.path("child_modules").forEach(this::collect);
    }

    /** The objects that have such parts. */
    List<Drift> unknown() {
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
            listings.add(new Listing(holder, "policy", values -> texts(values, "policy")));
        }
        List<Drift> found = new ArrayList<>();
        listings.forEach(listing -> byType.getOrDefault(listing.type, List.of()).stream()
                .filter(object -> !configured.sets(object.unit, object.address, AttributePath.of(listing.attribute)))
                .forEach(object -> unknown(listing, object, found)));
        return List.copyOf(found);
    }

    private void unknown(Listing listing, Placed object, List<Drift> found) {
        Set<String> parts = listing.parts.apply(object.values);
        parts.removeAll(known(listing, object.values));
        if (!parts.isEmpty()) {
            AttributePath path = AttributePath.of(listing.attribute);
            found.add(new Drift(
                    object.unit,
                    object.address,
                    false,
                    parts.stream()
                            .map(part -> listing.attribute.equals("policy")
                                    ? new AttributeChange(path, null, part, false)
                                    : new AttributeChange(path.child(part), null, ADDED, false))
                            .toList()));
        }
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
        return byType.getOrDefault(type, List.of()).stream().map(Placed::values).toList();
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
