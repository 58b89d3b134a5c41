package groundplan.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountUnitTest {
    private static final UnitJson UNIT =
            Synthesized.of("""
      account: {}
      """).unit("account");
    private static final UnitJson LITTLE = Synthesized.of(
                    """
      little:
        kind: account
        guardduty: {features: [S3_DATA_EVENTS]}
        security_hub: {enabled: false}
        config: {enabled: false}
        access_analyzer: false
        s3_public_access_block: false
        ebs_encryption_by_default: false
        password_policy: {enabled: false}
      """)
            .unit("little");
    private static final UnitJson JOINING = Synthesized.of(
                    """
      joining:
        kind: account
        guardduty: {enabled: false}
        config: {create_service_linked_role: false, recording_frequency: DAILY}
      """)
            .unit("joining");

    @Test
    @DisplayName("row 88: GuardDuty is on, with the features for S3, RDS, Lambda and EKS")
    void threatsAreDetected() {
        assertTrue(UNIT.attribute("aws_guardduty_detector.main", "enable").asBoolean());
        assertEquals(
                "FIFTEEN_MINUTES",
                UNIT.attribute("aws_guardduty_detector.main", "finding_publishing_frequency")
                        .asText());
        for (String feature : List.of("S3_DATA_EVENTS", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "EKS_AUDIT_LOGS")) {
            String address = "aws_guardduty_detector_feature." + feature.toLowerCase(java.util.Locale.ROOT);
            assertEquals(feature, UNIT.attribute(address, "name").asText());
            assertEquals("ENABLED", UNIT.attribute(address, "status").asText(), address);
        }
    }

    @Test
    @DisplayName("row 88: Security Hub checks the foundational best practices, once Config records")
    void theAccountIsChecked() {
        assertEquals(
                "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0",
                UNIT.attribute(
                                "aws_securityhub_standards_subscription.aws_foundational_security_best_practices",
                                "standards_arn")
                        .asText());
        assertFalse(UNIT.attribute("aws_securityhub_account.main", "enable_default_standards")
                .asBoolean());
        assertTrue(
                texts(UNIT.attribute("aws_securityhub_account.main", "depends_on"))
                        .contains("aws_config_configuration_recorder_status.main"),
                "aws_securityhub_account.main depends_on");
    }

    @Test
    @DisplayName("row 88: Config records every resource, global ones included, and is switched on when it can deliver")
    void everythingIsRecorded() {
        String recorder = "aws_config_configuration_recorder.main";
        assertTrue(UNIT.attribute(recorder, "recording_group.all_supported").asBoolean(), recorder);
        assertTrue(
                UNIT.attribute(recorder, "recording_group.include_global_resource_types")
                        .asBoolean(),
                recorder);
        assertEquals(
                "CONTINUOUS",
                UNIT.attribute(recorder, "recording_mode.0.recording_frequency").asText());
        assertEquals(
                "DAILY",
                JOINING.attribute(recorder, "recording_mode.0.recording_frequency")
                        .asText());
        assertTrue(UNIT.attribute("aws_config_configuration_recorder_status.main", "is_enabled")
                .asBoolean());
        assertEquals(
                List.of("aws_config_delivery_channel.main"),
                texts(UNIT.attribute("aws_config_configuration_recorder_status.main", "depends_on")));
        assertTrue(
                texts(UNIT.attribute("aws_config_delivery_channel.main", "depends_on"))
                        .containsAll(List.of("aws_s3_bucket_policy.config", recorder)),
                "aws_config_delivery_channel.main depends_on");
    }

    @Test
    @DisplayName("Config works with the account's own role, which is made where there is none")
    void configHasItsRole() {
        assertEquals(
                "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
                UNIT.attribute("aws_config_configuration_recorder.main", "role_arn")
                        .asText());
        assertEquals(
                List.of("aws_iam_service_linked_role.config"),
                texts(UNIT.attribute("aws_config_configuration_recorder.main", "depends_on")));
        assertFalse(
                JOINING.addresses().contains("aws_iam_service_linked_role.config"),
                "there is one such role in an account");
        assertFalse(JOINING.has("aws_config_configuration_recorder.main", "depends_on"));
    }

    @Test
    @DisplayName("what Config records goes to a bucket of its own, which lets in Config for this account alone")
    void whatIsRecordedIsKept() {
        assertEquals(
                "shop-dev-config-us-east-1",
                UNIT.attribute("aws_s3_bucket.config", "bucket").asText());
        assertEquals(
                "${aws_kms_key.config.arn}",
                UNIT.attribute("aws_config_delivery_channel.main", "s3_kms_key_arn")
                        .asText());
        for (String address : List.of("aws_kms_key.config", "aws_s3_bucket_policy.config")) {
            List<JsonNode> found = new ArrayList<>();
            UNIT.policy(address, "policy").path("Statement").forEach(statement -> {
                if (statement.at("/Principal/Service").asText().equals("config.amazonaws.com")) {
                    found.add(statement);
                }
            });
            assertFalse(found.isEmpty(), address + " does not let Config in");
            found.forEach(statement -> assertEquals(
                    "123456789012",
                    statement.at("/Condition/StringEquals/aws:SourceAccount").asText(),
                    address + ": " + statement));
        }
    }

    @Test
    @DisplayName("row 88: Access Analyzer looks for what is open to others")
    void openResourcesAreLookedFor() {
        assertEquals(
                "ACCOUNT",
                UNIT.attribute("aws_accessanalyzer_analyzer.main", "type").asText());
    }

    @Test
    @DisplayName(
            "row 89: no bucket of the account can become public, new volumes are encrypted, passwords are long and new")
    void theDefaultsAreSafe() {
        for (String flag :
                List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")) {
            assertTrue(
                    UNIT.attribute("aws_s3_account_public_access_block.main", flag)
                            .asBoolean(),
                    flag);
        }
        assertTrue(
                UNIT.attribute("aws_ebs_encryption_by_default.main", "enabled").asBoolean());
        String passwords = "aws_iam_account_password_policy.main";
        assertEquals(14, UNIT.attribute(passwords, "minimum_password_length").asInt());
        assertEquals(24, UNIT.attribute(passwords, "password_reuse_prevention").asInt());
        assertEquals(90, UNIT.attribute(passwords, "max_password_age").asInt());
    }

    @Test
    @DisplayName("each part can be switched off, and publishes nothing then")
    void partsAreSwitchedOff() {
        assertEquals(
                Set.of("aws_guardduty_detector.main", "aws_guardduty_detector_feature.s3_data_events"),
                LITTLE.addresses());
        assertEquals(List.of("detector_id"), names(LITTLE));
        assertEquals(List.of("analyzer_arn", "config_bucket_name", "security_hub_arn"), names(JOINING));
    }

    @Test
    void settingsThatCannotBeMeantAreRefused() {
        problem("config: {enabled: false}", "enable config too, or disable both");
        problem("password_policy: {minimum_password_length: 8}", "14 to 128 is allowed");
        problem("config: {force_destroy: true}", "a destroy that prevent_destroy forbids");
    }

    private static void problem(String settings, String expected) {
        List<String> problems = Synthesized.problems("account:\n  " + settings + "\n");
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains(expected)),
                expected + " is not among " + problems);
    }

    private static List<String> names(UnitJson unit) {
        List<String> names = new ArrayList<>();
        unit.json().path("output").fieldNames().forEachRemaining(names::add);
        names.sort(null);
        return names;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void anotherRegionWaitsForTheUnitThatCreatesTheRoleOfConfig() {
        String first =
                """
      account:
        guardduty: {enabled: false}
        security_hub: {enabled: false}
        access_analyzer: false
        %s
      waiting:
        kind: account
        guardduty: {enabled: false}
        security_hub: {enabled: false}
        access_analyzer: false
        config: {enabled: false, create_service_linked_role: false, service_linked_role_of: us-east-1/account}
      """;
        List<String> without = Synthesized.problems(first.formatted("config: {create_service_linked_role: false}"));
        assertEquals(1, without.size(), without::toString);
        assertTrue(
                without.get(0)
                        .contains("us-east-1/account does not create the role: set config.create_service_linked_role"),
                without.get(0));
        // A second recorder in the same region would be refused, so the waiting unit of this test has none.
        assertEquals(List.of(), Synthesized.problems(first.formatted("config: {}")));
    }

    @Test
    void whatAnAccountHasOnceIsReportedIfTwoUnitsHaveIt() {
        List<String> problems =
                Synthesized.problems("""
      account: {}
      second:
        kind: account
      """);
        assertEquals(5, problems.size(), problems::toString);
        for (String what : List.of(
                "a GuardDuty detector that",
                "Security Hub that",
                "an analyzer of external access that",
                "a configuration recorder that",
                "the service-linked role of AWS Config that")) {
            assertTrue(
                    problems.stream()
                            .anyMatch(problem -> problem.contains("shop/dev/us-east-1/second has " + what
                                    + " shop/dev/us-east-1/account has as well")),
                    () -> what + ": " + problems);
        }
    }
}
