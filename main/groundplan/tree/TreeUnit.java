package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.plan.PlannableUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit of a tree.
 *
 * @param unit the unit as it is planned
 * @param backend where its state is: Terraform's {@code backend} block
 * @param protectedAddresses the addresses with {@code prevent_destroy}, which is lifted: the guards judge the plan. Those that
 *     Terragrunt's argument of this name protects are among them
 * @param kept those of them that Terraform itself will refuse to destroy
 * @param notes what to know about its plan, such as hooks that were not run
 * @param environment the environment variables of AWS that it is run with, beside those of the caller
 * @param account the AWS account that the tree names for it
 * @param order what running it has to wait for
 */
public record TreeUnit(
        PlannableUnit unit,
        JsonNode backend,
        Set<String> protectedAddresses,
        Set<String> kept,
        List<String> notes,
        SortedMap<String, String> environment,
        Optional<NamedAccount> account,
        RunOrder order) {
    /** A unit that is run with the caller's environment, after those whose outputs it reads. */
    public TreeUnit(
            PlannableUnit unit,
            JsonNode backend,
            Set<String> protectedAddresses,
            Set<String> kept,
            List<String> notes) {
        this(
                unit,
                backend,
                protectedAddresses,
                kept,
                notes,
                new TreeMap<>(),
                Optional.empty(),
                RunOrder.after(unit.reads()));
    }

    public TreeUnit {
        protectedAddresses = Set.copyOf(protectedAddresses);
        kept = Set.copyOf(kept);
        notes = List.copyOf(notes);
    }

    /** Where its state is, for people, such as {@code s3://bucket/key}. */
    public String place() {
        String type =
                backend.isEmpty() ? TreeStates.LOCAL : backend.fieldNames().next();
        JsonNode config = backend.path(type);
        return switch (type) {
            case "s3" ->
                "s3://" + config.path("bucket").asText() + "/"
                        + config.path("key").asText();
            case TreeStates.LOCAL -> config.path("path").asText(TreeStates.STATE);
            default -> new BackendPlace(type, (ObjectNode) config).toString();
        };
    }
}
