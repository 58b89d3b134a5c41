package groundplan.review;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * AWS's own protection from deletion, as it is set now: with it a deletion fails in the middle of an apply. What the same plan sets it to
 * does not count, since a resource that is destroyed or replaced is not updated before.
 */
final class DeletionProtection {
    /** The arguments that protect a resource. */
    private static final List<String> ARGUMENTS = List.of(
            "deletion_protection",
            "deletion_protection_enabled",
            "enable_deletion_protection",
            "delete_protection",
            "termination_protection",
            "termination_protection_enabled");

    /** How a refusal begins that no switch of AWS's ends. */
    static final String BY_PROVIDER = "the provider refuses to delete it";

    private static final String SNAPSHOT_NAME = "final_snapshot_identifier";

    private static final Set<String> ON = Set.of("true", "ACTIVE", "ENABLED");

    /** Databases of which the provider takes a snapshot before it deletes them, under a name that has to be given. */
    private static final Set<String> SNAPSHOT = Set.of(
            "aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster", "aws_rds_cluster", "aws_redshift_cluster");

    private DeletionProtection() {}

    static List<Danger> of(ResourceChange change) {
        if (!change.loses()) {
            return List.of();
        }
        Optional<Danger> on = ARGUMENTS.stream()
                .filter(argument -> ON.contains(change.before().path(argument).asText("")))
                .findFirst()
                .map(argument -> new Danger(
                        Danger.Weight.DELETION_PROTECTED,
                        "AWS refuses to delete it: " + argument + " is "
                                + change.before().path(argument).asText()
                                + "; switch it off and apply that first"));
        return Stream.concat(on.stream(), snapshot(change).stream()).toList();
    }

    /** A snapshot before the deletion that cannot be taken, as it has no name. */
    private static Optional<Danger> snapshot(ResourceChange change) {
        boolean taken = SNAPSHOT.contains(change.type())
                && change.before().path("skip_final_snapshot").isBoolean()
                && !change.before().path("skip_final_snapshot").asBoolean();
        return taken
                        && change.before().has(SNAPSHOT_NAME)
                        && Argument.text(change.before().path(SNAPSHOT_NAME)).isEmpty()
                ? Optional.of(new Danger(
                        Danger.Weight.DELETION_PROTECTED,
                        BY_PROVIDER + ": skip_final_snapshot is false and " + SNAPSHOT_NAME
                                + " is not set; set it and apply that first"))
                : Optional.empty();
    }
}
