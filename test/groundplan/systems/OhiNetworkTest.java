package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of ohi's network, and of what ClickHouse keeps. */
class OhiNetworkTest {
    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void eachEnvironmentHasTheTextsCounts(String environment) {
        String unit = "ohi/" + environment + "/eu-west-1/network";
        assertEquals(1, Generated.names(unit, "aws_vpc").size(), "VPC");
        assertEquals(
                Set.of("public_a", "public_b", "public_c", "private_a", "private_b", "private_c"),
                Generated.names(unit, "aws_subnet"),
                "six subnets in three zones");
        assertEquals(
                Set.of("public_a", "public_b", "public_c"),
                Generated.names(unit, "aws_nat_gateway"),
                "one for each zone");
        assertEquals(1, Generated.names(unit, "aws_internet_gateway").size(), "Internet gateway");
        assertEquals(Set.of(), Generated.names(unit, "aws_network_acl"), "the text keeps AWS's own network ACLs");
        Generated.is(unit, "aws_subnet.private_c", "availability_zone", "eu-west-1c");
        Generated.is(unit, "aws_flow_log.main", "traffic_type", "ALL");
    }

    @ParameterizedTest(name = "{0}: backed up by itself {1}, in a vault {2}, kept {3}")
    @CsvSource({"dev, DISABLED, 0, false", "staging, ENABLED, 0, true", "prod, ENABLED, 1, true"})
    void whatClickhouseKeepsOutlivesItsTask(String environment, String backups, int vaults, boolean kept) {
        String unit = "ohi/" + environment + "/eu-west-1/clickhouse-data";
        Generated.is(unit, "aws_efs_file_system.main", "encrypted", "true");
        Generated.is(unit, "aws_efs_access_point.clickhouse", "root_directory.path", "/clickhouse");
        Generated.is(unit, "aws_efs_access_point.clickhouse", "posix_user.uid", "101");
        Generated.is(unit, "aws_efs_backup_policy.main", "backup_policy.status", backups);
        assertEquals(
                Set.of("a", "b", "c"), Generated.names(unit, "aws_efs_mount_target"), "a door in each private subnet");
        assertEquals(vaults, Generated.names(unit, "aws_backup_vault").size(), "vaults");
        assertEquals(
                kept,
                Generated.resources(unit, "aws_efs_file_system")
                        .at("/main/lifecycle/prevent_destroy")
                        .asBoolean(false),
                "prevent_destroy");
    }
}
