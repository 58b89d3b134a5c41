package groundplan.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An event of Terraform's machine-readable output, one line of what {@code -json} prints. The format is documented, versioned,
 * and may be extended: events of other types, and fields that are not named here, are no error.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/machine-readable-ui">Machine-readable UI</a>
 */
public sealed interface TerraformEvent {
    /**
     * The first event.
     *
     * @param engine the program
     * @param version its version
     * @param ui the version of the event format
     */
    record VersionEvent(Engine engine, String version, String ui) implements TerraformEvent {}

    /** A planned change of a resource instance: {@code create}, {@code update}, {@code delete} or the like. */
    record PlannedChange(String address, String action) implements TerraformEvent {}

    /** Terraform is about to act on a resource instance. A replacement is two actions. */
    record ApplyStart(String address, String action) implements TerraformEvent {}

    /**
     * Terraform has acted on a resource instance.
     *
     * @param id the object's id; absent if it has none, or no longer exists
     */
    record ApplyComplete(String address, String action, Optional<String> id) implements TerraformEvent {}

    /** Terraform could not complete an action: the object may exist, or not. */
    record ApplyErrored(String address, String action) implements TerraformEvent {}

    /** The end of a successful {@code operation}: {@code plan}, {@code apply} or {@code destroy}. */
    record ChangeSummary(String operation) implements TerraformEvent {}

    /** An error or a warning. */
    record DiagnosticEvent(Diagnostic diagnostic) implements TerraformEvent {}

    /** An event that is not used here. */
    record OtherEvent(String type) implements TerraformEvent {}

    /** The event that a line's JSON describes. */
    static TerraformEvent of(JsonNode json) {
        String type = json.path("type").asText();
        JsonNode hook = json.path("hook");
        return switch (type) {
            case "version" ->
                new VersionEvent(
                        engine(json),
                        json.path(engine(json).program()).asText(),
                        json.path("ui").asText());
            case "planned_change" -> new PlannedChange(address(json.path("change")), action(json.path("change")));
            case "apply_start" -> new ApplyStart(address(hook), action(hook));
            case "apply_complete" ->
                new ApplyComplete(
                        address(hook),
                        action(hook),
                        Optional.of(hook.path("id_value").asText("")).filter(id -> !id.isEmpty()));
            case "apply_errored" -> new ApplyErrored(address(hook), action(hook));
            case "change_summary" ->
                new ChangeSummary(json.path("changes").path("operation").asText());
            case "diagnostic" -> new DiagnosticEvent(Diagnostic.of(json.path("diagnostic")));
            default -> new OtherEvent(type);
        };
    }

    /** Each names itself in the key of its version. */
    private static Engine engine(JsonNode json) {
        return json.has(Engine.TOFU.program()) ? Engine.TOFU : Engine.TERRAFORM;
    }

    private static String address(JsonNode holder) {
        return holder.path("resource").path("addr").asText();
    }

    private static String action(JsonNode holder) {
        return holder.path("action").asText();
    }
}
