package groundplan.review;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    private static final Set<String> ON = Set.of("true", "ACTIVE");

    private DeletionProtection() {}

    static Optional<Danger> of(ResourceChange change) {
        if (!change.loses()) {
            return Optional.empty();
        }
        return ARGUMENTS.stream()
                .filter(argument -> ON.contains(change.before().path(argument).asText("")))
                .findFirst()
                .map(argument -> new Danger(
                        Danger.Weight.DELETION_PROTECTED,
                        "AWS refuses to delete it: " + argument + " is "
                                + change.before().path(argument).asText()
                                + "; switch it off and apply that first"));
    }
}
