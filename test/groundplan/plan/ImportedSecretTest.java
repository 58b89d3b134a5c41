package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.review.Danger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An import that is followed by a replacement destroys what was imported. */
class ImportedSecretTest {
    @Test
    void aVersionThatIsImportedAndThenReplacedLosesItsValue() {
        assertEquals(List.of(Danger.Weight.DATA_LOSS), dangers("\"delete\", \"create\"", "{\"id\": \"arn|1\"}"));
        assertEquals(List.of(), dangers("\"no-op\"", "{\"id\": \"arn|1\"}"));
        assertEquals(List.of(), dangers("\"delete\", \"create\"", "null"), "it is ours, and made of the settings");
    }

    private static List<Danger.Weight> dangers(String actions, String importing) {
        return EnvironmentPlan.unit(
                        UnitPath.parse("shop/dev/us-east-1/secrets"),
                        TerraformJson.read(
                                "{\"resource_changes\": [{\"address\": \"aws_secretsmanager_secret_version.token\","
                                        + " \"type\": \"aws_secretsmanager_secret_version\", \"change\": {\"actions\": ["
                                        + actions
                                        + "], \"before\": {\"id\": \"arn|1\"}, \"after\": {}, \"after_unknown\": {}"
                                        + (importing.equals("null") ? "" : ", \"importing\": " + importing) + "}}]}"))
                .changes()
                .get(0)
                .dangers()
                .stream()
                .map(Danger::weight)
                .toList();
    }
}
