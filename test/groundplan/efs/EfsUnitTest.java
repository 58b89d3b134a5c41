package groundplan.efs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EfsUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, c]
      analytics-data:
        kind: efs
        access_points:
          events: {path: /events, uid: 101, gid: 102}
      scratch:
        kind: efs
        access_points:
          one: {path: /one, uid: 1000, gid: 1000, permissions: "0700"}
          two-b: {path: /two/b, uid: 1001, gid: 1001}
        performance:
          throughput_mode: provisioned
          provisioned_throughput_in_mibps: 64
        lifecycle:
          transition_to_ia_days: 30
        protection:
          automatic_backups: false
          backup_plan:
            enabled: false
          prevent_destroy: false
      """);
    private static final UnitJson UNIT = ENV.unit("analytics-data");
    private static final UnitJson SCRATCH = ENV.unit("scratch");

    @Test
    void theFileSystemIsEncryptedWithTheCustomerKey() {
        assertTrue(
                UNIT.attribute("aws_efs_file_system.main", "encrypted").asBoolean(),
                "aws_efs_file_system.main.encrypted");
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                UNIT.attribute("aws_efs_file_system.main", "kms_key_id").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "c"})
    void eachPrivateSubnetHasAMountTargetBehindTheFirewall(String zone) {
        String target = "aws_efs_mount_target." + zone;
        assertEquals(
                "${data.terraform_remote_state.network.outputs.private_subnet_ids." + zone + "}",
                UNIT.attribute(target, "subnet_id").asText(),
                target);
        assertEquals(
                "[\"${aws_security_group.analytics_data.id}\"]",
                UNIT.attribute(target, "security_groups").toString(),
                target);
    }

    @Test
    @DisplayName("row 5: nobody is let in until a client's unit does")
    void nobodyIsLetInByItself() {
        assertTrue(
                UNIT.addresses().stream().noneMatch(address -> address.startsWith("aws_vpc_security_group_")),
                UNIT.addresses()::toString);
        assertEquals(
                "${aws_security_group.analytics_data.id}",
                UNIT.json().at("/output/security_group_id/value").asText());
    }

    @Test
    void anAccessPointForcesItsFolderAndItsUser() {
        String point = "aws_efs_access_point.events";
        assertEquals("/events", UNIT.attribute(point, "root_directory.path").asText(), point);
        assertEquals(101, UNIT.attribute(point, "posix_user.uid").asInt(), point);
        assertEquals(102, UNIT.attribute(point, "posix_user.gid").asInt(), point);
        assertEquals(
                101,
                UNIT.attribute(point, "root_directory.creation_info.owner_uid").asInt(),
                point);
        assertEquals(
                "0750",
                UNIT.attribute(point, "root_directory.creation_info.permissions")
                        .asText(),
                point);
        assertEquals(
                "0700",
                SCRATCH.attribute("aws_efs_access_point.one", "root_directory.creation_info.permissions")
                        .asText());
    }

    @Test
    void accessPointsArePublishedByTheirName() {
        assertEquals(
                "${aws_efs_access_point.two_b.id}",
                SCRATCH.json().at("/output/access_point_ids/value/two-b").asText());
        assertEquals(
                "${aws_efs_access_point.two_b.arn}",
                SCRATCH.json().at("/output/access_point_arns/value/two-b").asText());
    }

    @Test
    void thePolicyWantsTlsAndAnAccessPointAndAllowsNobody() {
        JsonNode statements =
                UNIT.policy("aws_efs_file_system_policy.main", "policy").path("Statement");
        assertEquals(2, statements.size(), statements::toString);
        statements.forEach(
                statement -> assertEquals("Deny", statement.path("Effect").asText(), statement::toString));
        assertEquals(
                "false", statements.at("/0/Condition/Bool/aws:SecureTransport").asText(), statements::toString);
        assertEquals(
                "true",
                statements
                        .at("/1/Condition/Null/elasticfilesystem:AccessPointArn")
                        .asText(),
                statements::toString);
        List.of("ClientMount", "ClientWrite", "ClientRootAccess")
                .forEach(action -> assertTrue(
                        statements.at("/1/Action").toString().contains("elasticfilesystem:" + action), action));
    }

    @Test
    void itIsBackedUpTwiceAndNotDestroyedUnlessTheSettingsSaySo() {
        assertEquals(
                "ENABLED",
                UNIT.attribute("aws_efs_backup_policy.main", "backup_policy.status")
                        .asText());
        assertEquals(
                "[\"${aws_efs_file_system.main.arn}\"]",
                UNIT.attribute("aws_backup_selection.main", "resources").toString());
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                UNIT.attribute("aws_backup_vault.main", "kms_key_arn").asText());
        assertEquals(
                35,
                UNIT.attribute("aws_backup_plan.main", "rule.0.lifecycle.delete_after")
                        .asInt());
        assertTrue(
                UNIT.attribute("aws_efs_file_system.main", "lifecycle.prevent_destroy")
                        .asBoolean(),
                "prevent_destroy");
        assertEquals(
                "DISABLED",
                SCRATCH.attribute("aws_efs_backup_policy.main", "backup_policy.status")
                        .asText());
        assertFalse(SCRATCH.addresses().contains("aws_backup_vault.main"), "aws_backup_vault.main");
        assertFalse(SCRATCH.has("aws_efs_file_system.main", "lifecycle"), "aws_efs_file_system.main.lifecycle");
    }

    @Test
    void speedAndAgeingAreAsTheSettingsSay() {
        assertEquals(
                "elastic",
                UNIT.attribute("aws_efs_file_system.main", "throughput_mode").asText());
        assertFalse(
                UNIT.has("aws_efs_file_system.main", "lifecycle_policy"), "aws_efs_file_system.main.lifecycle_policy");
        assertEquals(
                64,
                SCRATCH.attribute("aws_efs_file_system.main", "provisioned_throughput_in_mibps")
                        .asInt());
        assertEquals(
                "AFTER_30_DAYS",
                SCRATCH.attribute("aws_efs_file_system.main", "lifecycle_policy.0.transition_to_ia")
                        .asText());
        assertEquals(
                "AFTER_1_ACCESS",
                SCRATCH.attribute("aws_efs_file_system.main", "lifecycle_policy.1.transition_to_primary_storage_class")
                        .asText());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{access_points: {}} | at least 1",
                "{access_points: {a: {path: /, uid: 1, gid: 1}}} | is not of the form",
                "{access_points: {a: {path: /a, uid: 0, gid: 1}}} | out of range",
                "{access_points: {a: {path: /a, uid: 1, gid: 1}, b: {path: /a, uid: 2, gid: 2}}} | this is also the directory of 'a'",
                "{access_points: {a: {path: /a, uid: 1, gid: 1}}, lifecycle: {transition_to_ia_days: 31}} | 31 days are not supported",
                "{access_points: {a: {path: /a, uid: 1, gid: 1}}, performance: {throughput_mode: provisioned}} | set the provisioned throughput",
                "{access_points: {a: {path: /a, uid: 1, gid: 1}}, performance: {provisioned_throughput_in_mibps: 5}} | leave it out",
                "{access_points: {a: {path: /a, uid: 1, gid: 1}}, performance: {performance_mode: maxIO}} | use generalPurpose"
            })
    void aSettingThatCannotWorkIsRefused(String yaml, String message) {
        List<String> problems =
                Synthesized.problems("kms: {}\nnetwork: {cidr: 10.0.0.0/16, zones: [a, b]}\nefs: " + yaml + "\n");
        assertEquals(1, problems.size(), () -> yaml + " gives " + problems);
        assertTrue(problems.get(0).contains(message), () -> yaml + " gives " + problems);
    }
}
