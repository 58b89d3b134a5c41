package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Data that is lost with the resource that holds it, and resources that are unavailable during a replacement. */
final class Losses {
    /** What is lost with a resource that holds data. */
    private static final Map<String, String> HOLDS = Effects.of("holds-data.csv");

    /** Resources that serve requests, or without which others cannot. */
    private static final Map<String, String> SERVES = Effects.of("serves.csv");

    private static final String PART = "part";
    private static final String GONE = "gone";

    /** Arguments without which AWS deletes a resource only when it is empty. */
    private static final Map<String, String> EMPTIED = Map.of(
            "aws_backup_vault", "force_destroy",
            "aws_ecr_repository", "force_delete",
            "aws_ecrpublic_repository", "force_destroy",
            "aws_lightsail_bucket", "force_delete",
            "aws_s3_directory_bucket", "force_destroy",
            "aws_route53_zone", "force_destroy",
            "aws_s3_bucket", "force_destroy");

    private Losses() {}

    static boolean holdsData(String type, JsonNode resource) {
        return held(type, resource) != null;
    }

    static Optional<Danger> of(ResourceChange change, PlannedResources others) {
        // With skip_destroy it leaves the state and stays in AWS.
        if (!change.loses() || change.before().path("skip_destroy").asBoolean()) {
            return Optional.empty();
        }
        String verb = change.does() == ResourceChange.Does.REPLACE ? "is replaced" : "is destroyed";
        String held = held(change.type(), change.before());
        if (held != null) {
            return Optional.of(Danger.loss(
                    verb + ": " + held + (plural(held) ? " are" : " is") + " lost" + snapshot(change) + empty(change)));
        }
        boolean gap = change.does() == ResourceChange.Does.DESTROY
                || !change.createdFirst() && !GONE.equals(SERVES.get(change.type()));
        return serves(change.type()) && gap && !endsWithItsWhole(change, others)
                ? Optional.of(Danger.outage(verb))
                : Optional.empty();
    }

    /** Whether others cannot serve without a resource of this type. */
    static boolean serves(String type) {
        return SERVES.containsKey(type);
    }

    /** A rule goes with its listener, and what happens then is said of the listener. */
    private static boolean endsWithItsWhole(ResourceChange change, PlannedResources others) {
        return change.does() == ResourceChange.Does.DESTROY
                && SERVES.get(change.type()).equals(PART)
                && others.refersToDestroyed(change);
    }

    /** A function that is also invoked when its invocation is destroyed deletes what it created: a parameter, with its value. */
    private static String held(String type, JsonNode resource) {
        return type.equals("aws_lambda_invocation")
                        && resource.path("lifecycle_scope").asText().equals("CRUD")
                ? "what its function created"
                : HOLDS.get(ResourceChange.known(type));
    }

    private static boolean plural(String held) {
        return held.startsWith("its ") && (held.endsWith("s") || held.endsWith("data"));
    }

    private static String snapshot(ResourceChange change) {
        return change.before().path("final_snapshot_identifier").isTextual()
                        && !change.before().path("skip_final_snapshot").asBoolean()
                ? ", except for a final snapshot"
                : "";
    }

    private static String empty(ResourceChange change) {
        String argument = EMPTIED.get(change.type());
        return argument != null
                        && !change.before().path(argument).asBoolean()
                        && change.before().has(argument)
                ? "; AWS refuses that while it is not empty, since " + argument + " is false"
                : "";
    }
}
