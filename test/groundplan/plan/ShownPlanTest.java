package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenTofu 1.12 says of resources with {@code replace_triggered_by} that are created for the first time. */
class ShownPlanTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"create\" | replace_by_triggers | ''",
                "\"delete\", \"create\" | replace_by_triggers | replace_by_triggers",
                "\"create\", \"delete\" | replace_because_tainted | replace_because_tainted",
                "\"delete\" | delete_because_no_resource_config | delete_because_no_resource_config"
            })
    void aReasonToReplaceIsOneOfAReplacement(String actions, String said, String read) {
        JsonNode plan = ShownPlan.read("{\"resource_changes\": [{\"address\": \"a.b\", \"action_reason\": \"" + said
                + "\", \"change\": {\"actions\": [" + actions + "]}}]}");
        assertEquals(read, plan.at("/resource_changes/0/action_reason").asText());
    }
}
