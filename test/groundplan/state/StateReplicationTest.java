package groundplan.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StateReplicationTest {
    private static final UnitJson KMS =
            Synthesized.of("state: {replication: {region: us-west-2}}").unit("state");
    private static final UnitJson AES = Synthesized.of("state: {encryption: aes256, replication: {region: us-west-2}}")
            .unit("state");
    private static final String RULE = "aws_s3_bucket_replication_configuration.state";

    @Test
    @DisplayName("row 56: states have copies in another region, under a key of that region, with versions")
    void copiesOfTheStatesAreInTheOtherRegionUnderItsKey() {
        for (String address : List.of(
                "aws_s3_bucket.state_replica",
                "aws_s3_bucket_versioning.state_replica",
                "aws_kms_key.state_replicas_us_west_2",
                "aws_s3_bucket.state_us_west_2_logs")) {
            assertEquals("aws.us_west_2", KMS.attribute(address, "provider").asText(), address);
        }
        assertEquals(
                "Enabled",
                KMS.attribute("aws_s3_bucket_versioning.state_replica", "versioning_configuration.status")
                        .asText());
        assertEquals(
                "${aws_kms_key.state_replicas_us_west_2.arn}",
                KMS.attribute(RULE, "rule.0.destination.encryption_configuration.replica_kms_key_id")
                        .asText());
        assertEquals(
                "true",
                KMS.attribute("aws_s3_bucket.state_replica", "lifecycle.prevent_destroy")
                        .asText());
    }

    @Test
    void statesUnderS3sOwnKeyHaveCopiesUnderS3sOwnKey() {
        assertFalse(AES.addresses().contains("aws_kms_key.state_replicas_us_west_2"), AES.addresses()::toString);
        assertFalse(
                AES.attribute(RULE, "rule.0").has("source_selection_criteria"),
                AES.attribute(RULE, "rule.0")::toString);
        assertFalse(
                AES.attribute("aws_iam_role_policy.replication", "policy")
                        .asText()
                        .contains("kms:"),
                "a key that is not there");
    }
}
