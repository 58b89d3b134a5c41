package groundplan.pricing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesClustersTest {
    private static final String CLUSTER =
            """
      "aws_eks_cluster": {"main": {"name": "shop", "version": "1.35"}},
      "aws_launch_template": {"general": {"block_device_mappings": [{"ebs": {"volume_size": 50}}]}},
      """;

    private static String group(String more) {
        return "\"aws_eks_node_group\": {\"general\": {\"cluster_name\": \"${aws_eks_cluster.main.name}\","
                + "\"instance_types\": [\"m6i.large\", \"m5.large\"], \"launch_template\": {\"id\": \"${aws_launch_template.general.id}\"},"
                + "\"scaling_config\": {\"desired_size\": 2, \"min_size\": 1, \"max_size\": 5}" + more + "}}";
    }

    @Test
    void aControlPlaneIsPaidByTheHour() {
        Example.of(CLUSTER + group("")).costs("aws_eks_cluster.main", "control plane: 730 hour = 73.00");
    }

    @Test
    void nodesArePaidByThePreferredTypeWithTheirDisks() {
        Example.of(CLUSTER + group(""))
                .costs(
                        "aws_eks_node_group.general",
                        "nodes, on demand: 1460 hour = 140.16",
                        "disks of the nodes: 100 GB-month = 8.00");
    }

    @Test
    void spotNodesCostLess() {
        Example.of(CLUSTER + group(", \"capacity_type\": \"SPOT\""))
                .costs(
                        "aws_eks_node_group.general",
                        "nodes, Spot: 1460 hour = 42.05",
                        "disks of the nodes: 100 GB-month = 8.00");
    }

    @ParameterizedTest
    @CsvSource({
        "min, 730 hour = 70.08, 50 GB-month = 4.00",
        "max, 3650 hour = 350.40, 250 GB-month = 20.00",
        "average, 2190 hour = 210.24, 150 GB-month = 12.00"
    })
    void theNumberOfNodesFollowsWhatIsAssumed(String basis, String nodes, String disks) {
        Example.of(CLUSTER + group(""))
                .when(Example.usage(basis))
                .costs("aws_eks_node_group.general", "nodes, on demand: " + nodes, "disks of the nodes: " + disks);
    }

    @Test
    void aTypeThatTheTableLacksIsNamed() {
        Example unknown = Example.of(CLUSTER + group("").replace("m6i.large", "x9z.huge"));
        NoPrice missing = assertThrows(NoPrice.class, () -> unknown.cost("aws_eks_node_group.general"));
        assertTrue(missing.getMessage().contains("ec2.x9z.huge_hour"), missing.getMessage());
    }
}
