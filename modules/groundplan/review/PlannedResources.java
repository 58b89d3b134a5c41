package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What else a plan contains, as far as the judgement of one of its changes depends on it.
 *
 * @param created types and names of what the plan creates, such as {@code aws_s3_bucket shop-uploads}: what belongs to it has no data
 * @param destroyed names and ids of what it destroys: what protected it is no longer needed
 * @param boundaries the names of policies that are used as permissions boundaries, and not attached as policies
 */
public record PlannedResources(Set<String> created, Set<String> destroyed, Set<String> boundaries) {
    /** Nothing else. */
    public static final PlannedResources NONE = new PlannedResources(Set.of(), Set.of(), Set.of());

    /** The arguments by which others refer to a resource. */
    private static final List<String> NAMES = List.of(
            "id", "arn", "bucket", "name", "alarm_name", "identifier", "cluster_identifier", "url", "function_name");

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
        for (ResourceChange change : changes) {
            if (change.does() == ResourceChange.Does.CREATE || change.does() == ResourceChange.Does.REPLACE) {
                names(change.type(), change.after(), created);
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
                side.path("managed_policy_arns").forEach(arn -> attached.add(name(arn.asText())));
            }
        }
        attached.forEach(boundaries::remove);
        return new PlannedResources(Set.copyOf(created), Set.copyOf(destroyed), Set.copyOf(boundaries));
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
