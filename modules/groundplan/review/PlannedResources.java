package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What else a plan contains, as far as the judgement of one of its changes depends on it.
 *
 * @param created types and names of what the plan creates, such as {@code aws_s3_bucket shop-uploads}: what belongs to it has no data
 * @param destroyed names and ids of what it destroys: what protected it is no longer needed
 * @param boundaries the names of policies that are used as permissions boundaries, and not attached as policies
 * @param ended what is destroyed and not replaced, of what serves or holds data: the type by ids and ARNs
 * @param accounts the accounts of its resources, as far as their ARNs are known
 */
public record PlannedResources(
        Set<String> created,
        Set<String> destroyed,
        Set<String> boundaries,
        Map<String, String> ended,
        Set<String> accounts) {
    /** Nothing else. */
    public static final PlannedResources NONE = new PlannedResources(Set.of(), Set.of(), Set.of(), Map.of(), Set.of());

    /** The arguments by which others refer to a resource. */
    private static final List<String> NAMES = List.of(
            "id", "arn", "bucket", "name", "alarm_name", "identifier", "cluster_identifier", "url", "function_name");

    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):.*");

    /** The arguments that identify a resource beyond its type. */
    private static final List<String> IDENTITIES = List.of("id", "arn");

    /** The arguments by which what belongs to a resource refers to it. */
    private static final List<String> OWNERS = List.of(
            "bucket",
            "queue_url",
            "secret_arn",
            "secret_id",
            "repository",
            "resource_arn",
            "file_system_id",
            "backup_vault_name",
            "key_id",
            "topic_arn");

    /** Those of a whole plan. */
    public static PlannedResources of(Iterable<ResourceChange> changes) {
        Set<String> created = new HashSet<>();
        Set<String> destroyed = new HashSet<>();
        Set<String> boundaries = new TreeSet<>();
        List<String> attached = new ArrayList<>();
        Map<String, String> ended = new HashMap<>();
        Set<String> accounts = new TreeSet<>();
        for (ResourceChange change : changes) {
            if (change.does() == ResourceChange.Does.CREATE || change.does() == ResourceChange.Does.REPLACE) {
                names(change.type(), change.after(), created);
            }
            if (change.does() == ResourceChange.Does.DESTROY
                    && (Losses.serves(change.type()) || Losses.holdsData(change.type(), change.before()))) {
                IDENTITIES.forEach(argument ->
                        ended.putIfAbsent(Argument.text(change.before().path(argument)), change.type()));
            }
            // What belongs to a bucket has the bucket's name too.
            if (change.loses()
                    && (Losses.holdsData(change.type(), change.before())
                            || change.type().equals("aws_sns_topic"))) {
                names("", change.before(), destroyed);
            }
            for (JsonNode side : List.of(change.before(), change.after())) {
                add(name(side.path("permissions_boundary").asText("")), boundaries);
                if (change.type().endsWith("policy_attachment")) {
                    attached.add(name(side.path("policy_arn").asText("")));
                }
                Matcher account = ACCOUNT.matcher(side.path("arn").asText(""));
                if (account.matches()) {
                    accounts.add(account.group(1));
                }
                side.path("managed_policy_arns").forEach(arn -> attached.add(name(arn.asText())));
            }
        }
        attached.forEach(boundaries::remove);
        return new PlannedResources(
                Set.copyOf(created),
                Set.copyOf(destroyed),
                Set.copyOf(boundaries),
                Map.copyOf(ended),
                Set.copyOf(accounts));
    }

    /** Whether a resource belongs to one that the plan creates, or that has no id yet. */
    boolean belongsToNew(ResourceChange change, Owner owner) {
        return new Argument(owner.argument).unknown(change.unknown())
                || created.contains(
                        owner.type + " " + change.after().path(owner.argument).asText(""));
    }

    /** Whether a resource belongs to one that the plan destroys too. */
    boolean belongsToDestroyed(ResourceChange change) {
        return OWNERS.stream()
                .map(argument -> Argument.text(change.before().path(argument)))
                .anyMatch(name -> !name.isEmpty() && destroyed.contains(name));
    }

    /** Whether one of its arguments is the id or the ARN of another resource that is destroyed. */
    boolean refersToDestroyed(ResourceChange change) {
        for (Map.Entry<String, JsonNode> argument : change.before().properties()) {
            boolean own = IDENTITIES.contains(argument.getKey());
            for (JsonNode value : argument.getValue().isArray() ? argument.getValue() : List.of(argument.getValue())) {
                String text = Argument.text(value);
                if (!own
                        && !text.isEmpty()
                        && !ended.getOrDefault(text, change.type()).equals(change.type())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the plan creates one of the same type and name, such as at another address. */
    boolean createdAnew(ResourceChange change) {
        return NAMES.stream()
                .map(argument -> Argument.text(change.before().path(argument)))
                .anyMatch(name -> !name.isEmpty() && created.contains(change.type() + " " + name));
    }

    /**
     * The resource that another one belongs to.
     *
     * @param argument the argument that names it
     * @param type its type
     */
    record Owner(String argument, String type) {
        static final Owner BUCKET = new Owner("bucket", "aws_s3_bucket");
        static final Owner REPOSITORY = new Owner("repository", "aws_ecr_repository");
    }

    private static void names(String type, JsonNode side, Set<String> into) {
        NAMES.forEach(argument -> {
            String name = Argument.text(side.path(argument));
            if (!name.isEmpty()) {
                into.add((type + " " + name).strip());
            }
        });
    }

    private static void add(String name, Set<String> into) {
        if (!name.isEmpty()) {
            into.add(name);
        }
    }

    /** The name of a policy in its ARN. */
    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
