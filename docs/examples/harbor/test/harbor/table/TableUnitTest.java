package harbor.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.extension.TrialEnvironment;
import harbor.HarborKinds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a table is made of, and which settings are refused. */
class TableUnitTest {
    private static final String FUNCTION =
            """
            kms:
            network: {cidr: 10.0.0.0/16, zones: [a, b]}
            storage: {buckets: {}}
            intake:
              kind: lambda-sqs-consumer
              storage: storage
              function: {description: Stores items., deployment: {deploys: pipeline}}
            """;

    @Test
    void aTableIsEncryptedBackedUpAndProtectedUnlessTheSettingsSayOtherwise() {
        JsonNode table = trial(
                        """
                kms:
                table: {partition_key: {name: ship}}
                """)
                .resource("table", "aws_dynamodb_table.main");
        assertEquals("trial-dev-table", table.path("name").asText());
        assertEquals("PAY_PER_REQUEST", table.path("billing_mode").asText());
        assertTrue(table.at("/server_side_encryption/enabled").asBoolean());
        assertTrue(table.at("/server_side_encryption/kms_key_arn").asText().contains("outputs.data_key_arn"));
        assertTrue(table.at("/point_in_time_recovery/enabled").asBoolean());
        assertTrue(table.path("deletion_protection_enabled").asBoolean());
    }

    @Test
    void aFunctionMayDoWhatTheSettingsSayAndNothingElse() {
        JsonNode policy = trial(
                        FUNCTION
                                + """
                table:
                  partition_key: {name: ship}
                  lambda_sqs_consumers: {intake: read}
                """)
                .resource("table", "aws_iam_role_policy.intake");
        assertEquals("trial-dev-intake-function", policy.path("role").asText());
        assertTrue(policy.path("policy").asText().contains("dynamodb:GetItem"));
        assertTrue(!policy.path("policy").asText().contains("dynamodb:PutItem"), "it may only read");
    }

    @Test
    void anAttributeOfTheKeyCannotBeTheTimeToLive() {
        List<String> problems = trial(
                        """
                kms:
                table: {partition_key: {name: ship}, time_to_live_attribute: ship}
                """)
                .problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0).contains("units.table.time_to_live_attribute: is part of the key"), problems::toString);
    }

    private static TrialEnvironment trial(String units) {
        return TrialEnvironment.of(new HarborKinds(), units);
    }
}
