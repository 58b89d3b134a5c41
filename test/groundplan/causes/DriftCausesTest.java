package groundplan.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody has changed by hand is told as that, as provider 5.100 plans it, and not as a change of the configuration. */
class DriftCausesTest {
    @Test
    void whatIsPutBackWasChangedOutside() {
        assertEquals(
                List.of(
                        new Cause(
                                CauseKind.CHANGED_OUTSIDE, "module.app.aws_sqs_queue.jobs", "delay_seconds", List.of()),
                        new Cause(CauseKind.CHANGED_OUTSIDE, "module.app.aws_sqs_queue.jobs", "tags.By", List.of()),
                        new Cause(CauseKind.CHANGED_OUTSIDE, "module.app.aws_sqs_queue.jobs", "tags.Team", List.of())),
                causes(
                        """
                        {"delay_seconds": 0, "tags": {"Team": "jobs"}, "tags_all": {"Team": "jobs"}}""",
                        """
                        {"delay_seconds": 5, "tags": {"Team": "all", "By": "hand"}, "tags_all": {"Team": "all", "By": "hand"}}"""));
    }

    /** An argument that the configuration leaves to the provider. */
    @Test
    void whatTheConfigurationDoesNotSetWasChangedOutsideToo() {
        assertEquals(
                List.of(new Cause(
                        CauseKind.CHANGED_OUTSIDE, "module.app.aws_sqs_queue.jobs", "delay_seconds", List.of())),
                causes("{\"delay_seconds\": 0}", "{\"delay_seconds\": 5}"));
    }

    private static List<Cause> causes(String state, String found) {
        JsonNode plan = TerraformJson.read(
                """
                {"resource_changes": [{"address": "module.app.aws_sqs_queue.jobs", "type": "aws_sqs_queue", "change": {
                   "actions": ["update"], "before": FOUND, "after": STATE, "after_unknown": {}}}],
                 "resource_drift": [{"address": "module.app.aws_sqs_queue.jobs", "change": {
                   "actions": ["update"], "before": STATE, "after": FOUND}}]}"""
                        .replace("FOUND", found)
                        .replace("STATE", state));
        return new PlanCauses(
                        plan,
                        TerraformJson.object(),
                        Map.of(
                                "app",
                                TerraformJson.read(
                                        "{\"resource\": {\"aws_sqs_queue\": {\"jobs\": {\"tags\": {\"Team\": \"jobs\"}}}}}")))
                .causes("module.app.aws_sqs_queue.jobs");
    }
}
