package groundplan.ekscluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.KubernetesExample;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EksClusterUnitTest {
    private static final String CLUSTER = "aws_eks_cluster.main";
    private static final UnitJson UNIT = KubernetesExample.ENVIRONMENT.unit("compute/eks-cluster");
    private static final Synthesized OTHERS = Synthesized.of(
            """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      open:
        kind: eks-cluster
        version: "1.32"
        control_plane:
          public_access_cidrs: [198.51.100.0/24]
          support_type: EXTENDED
          service_ipv4_cidr: 172.20.0.0/16
          log_retention_in_days: 30
          prevent_destroy: false
        fargate_profiles:
          all: {namespaces: [default, kube-system]}
        access_entries:
          admin: {principal_arn: "arn:aws:iam::123456789012:role/admin", policy: AmazonEKSClusterAdminPolicy}
      """);
    private static final UnitJson OPEN = OTHERS.unit("open");

    @Test
    @DisplayName("row 79: the cluster's API answers inside the network only")
    void theApiIsPrivate() {
        assertFalse(UNIT.attribute(CLUSTER, "vpc_config.endpoint_public_access").asBoolean(true), CLUSTER);
        assertTrue(UNIT.attribute(CLUSTER, "vpc_config.endpoint_private_access").asBoolean(), CLUSTER);
        assertEquals(
                "10.8.0.0/16",
                UNIT.attribute("aws_vpc_security_group_ingress_rule.eks_cluster_api_from_vpn", "cidr_ipv4")
                        .asText());
    }

    @Test
    @DisplayName("row 79: an API that is open to the Internet is open to named ranges")
    void anOpenApiNamesItsCallers() {
        assertEquals(
                "[\"198.51.100.0/24\"]",
                OPEN.attribute(CLUSTER, "vpc_config.public_access_cidrs").toString(),
                CLUSTER);
        assertTrue(OPEN.attribute(CLUSTER, "vpc_config.endpoint_private_access").asBoolean(), CLUSTER);
    }

    @Test
    @DisplayName("row 80: secrets are encrypted, everything is logged, access is by entries")
    void theControlPlaneIsSafe() {
        assertEquals(
                "[\"secrets\"]",
                UNIT.attribute(CLUSTER, "encryption_config.resources").toString(),
                CLUSTER);
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                UNIT.attribute(CLUSTER, "encryption_config.provider.key_arn").asText(),
                CLUSTER);
        assertEquals(
                Set.of("api", "audit", "authenticator", "controllerManager", "scheduler"),
                texts(UNIT.attribute(CLUSTER, "enabled_cluster_log_types")),
                CLUSTER);
        assertEquals(
                "API",
                UNIT.attribute(CLUSTER, "access_config.authentication_mode").asText(),
                CLUSTER);
        assertFalse(
                UNIT.attribute(CLUSTER, "access_config.bootstrap_cluster_creator_admin_permissions")
                        .asBoolean(true),
                CLUSTER);
        assertTrue(UNIT.attribute(CLUSTER, "lifecycle.prevent_destroy").asBoolean(), CLUSTER);
        assertEquals(
                365,
                UNIT.attribute("aws_cloudwatch_log_group.control_plane", "retention_in_days")
                        .asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "general"})
    @DisplayName("row 81: nodes guard their metadata, encrypt their disks and have no SSH")
    void nodesAreSafe(String group) {
        String template = "aws_launch_template." + group;
        assertEquals(
                "required",
                UNIT.attribute(template, "metadata_options.http_tokens").asText(),
                template);
        assertEquals(
                1,
                UNIT.attribute(template, "metadata_options.http_put_response_hop_limit")
                        .asInt(),
                template);
        JsonNode disk = UNIT.attribute(template, "block_device_mappings.0.ebs");
        assertEquals("true", disk.path("encrypted").asText(), template);
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                disk.path("kms_key_id").asText(),
                template);
        assertFalse(UNIT.has("aws_eks_node_group." + group, "remote_access"), group + " has remote_access");
    }

    @Test
    void aGroupIsScaledByOthersOnceItIsThere() {
        String group = "aws_eks_node_group.general";
        assertEquals(2, UNIT.attribute(group, "scaling_config.desired_size").asInt(), group);
        assertEquals(6, UNIT.attribute(group, "scaling_config.max_size").asInt(), group);
        assertEquals(
                "[\"scaling_config[0].desired_size\"]",
                UNIT.attribute(group, "lifecycle.ignore_changes").toString(),
                group);
        assertEquals(
                "{\"effect\":\"NO_SCHEDULE\",\"key\":\"batch\",\"value\":\"true\"}",
                UNIT.attribute("aws_eks_node_group.batch", "taint.0").toString());
    }

    @Test
    void addOnsComeBeforeWhatNeedsThemAndAfterWhatTheyNeed() {
        assertTrue(
                texts(UNIT.attribute("aws_eks_node_group.general", "depends_on"))
                        .containsAll(Set.of("aws_eks_addon.vpc_cni", "aws_eks_addon.kube_proxy")),
                "nodes wait for their network");
        assertEquals(
                Set.of("aws_eks_node_group.batch", "aws_eks_node_group.general", "aws_eks_fargate_profile.reports"),
                texts(UNIT.attribute("aws_eks_addon.coredns", "depends_on")),
                "the cluster's DNS waits for something to run on");
        assertEquals(
                "{\"enableNetworkPolicy\":\"true\"}",
                UNIT.attribute("aws_eks_addon.vpc_cni", "configuration_values").asText());
        assertEquals(
                "{\"computeType\":\"Fargate\"}",
                OPEN.attribute("aws_eks_addon.coredns", "configuration_values").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "vpc_cni, aws-node, AmazonEKS_CNI_Policy",
        "aws_ebs_csi_driver, ebs-csi-controller-sa, service-role/AmazonEBSCSIDriverPolicy"
    })
    void anAddOnThatCallsAwsHasARoleThatNobodyElseCanTakeOn(String addon, String account, String policy) {
        assertEquals(
                "${aws_iam_role." + addon + ".arn}",
                UNIT.attribute("aws_eks_addon." + addon, "service_account_role_arn")
                        .asText());
        JsonNode trust = UNIT.policy("aws_iam_role." + addon, "assume_role_policy")
                .path("Statement")
                .path(0);
        String issuer = "${aws_iam_openid_connect_provider.service_accounts.url}";
        assertEquals(
                "${aws_iam_openid_connect_provider.service_accounts.arn}",
                trust.at("/Principal/Federated").asText(),
                addon);
        assertEquals(
                "{\"" + issuer + ":aud\":\"sts.amazonaws.com\",\"" + issuer
                        + ":sub\":\"system:serviceaccount:kube-system:" + account + "\"}",
                trust.at("/Condition/StringEquals").toString(),
                addon);
        assertEquals(
                "arn:aws:iam::aws:policy/" + policy,
                UNIT.attribute("aws_iam_role_policy_attachment." + addon, "policy_arn")
                        .asText());
    }

    @Test
    void whoMayComeInIsNamed() {
        assertEquals(
                "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
                UNIT.attribute("aws_eks_access_policy_association.ci", "policy_arn")
                        .asText());
        assertEquals(
                "{\"type\":\"cluster\"}",
                UNIT.attribute("aws_eks_access_policy_association.ci", "access_scope")
                        .toString());
        assertEquals(
                TerraformJson.read("{\"type\": \"namespace\", \"namespaces\": [\"orders\"]}"),
                UNIT.attribute("aws_eks_access_policy_association.support", "access_scope"));
    }

    @Test
    void aClusterThatNobodyCouldManageIsRefused() {
        List<String> refused = Synthesized.problems(
                """
        kms:
        network: {cidr: 10.0.0.0/16, zones: [a, b]}
        locked:
          kind: eks-cluster
          version: "1.35"
          node_groups:
            general: {instance_types: [m6i.large]}
        """);
        assertTrue(refused.toString().contains("access_entries"), refused.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: \"1.30\" | use 1.34 or later",
                "control_plane: {public_access_cidrs: [0.0.0.0/0]} | whole Internet",
                "control_plane: {service_ipv4_cidr: 100.64.0.0/16} | is refused by EKS",
                "control_plane: {service_ipv4_cidr: 10.0.0.0/8} | is refused by EKS",
                "control_plane: {client_cidrs: {all: 0.0.0.0/0}} | this allows every address",
                "node_groups: {arm: {instance_types: [m7g.large]}} | use AL2023_ARM_64_STANDARD",
                "node_groups: {few: {instance_types: [m6i.large], size: {min: 3, max: 2}}} | must not be below min, which is 3",
                "node_groups: {} | pods could not run anywhere",
                "addons: {coredns: {}} | pods have no network",
                "access_entries: {a: {principal_arn: \"arn:aws:iam::1:user/a\"}} | principal_arn",
            })
    void whatCannotBeIsSaidInWords(String key, String message) {
        String name = key.substring(0, key.indexOf(':'));
        StringBuilder yaml =
                new StringBuilder("kms:\nnetwork: {cidr: 10.0.0.0/16, zones: [a, b]}\nbad:\n  kind: eks-cluster\n");
        List.of("version: \"1.35\"", "node_groups: {general: {instance_types: [m6i.large]}}").stream()
                .filter(line -> !line.startsWith(name + ":"))
                .forEach(line -> yaml.append("  ").append(line).append('\n'));
        List<String> problems = Synthesized.problems(yaml + "  " + key + "\n");
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(message)), () -> key + ": " + problems);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> found = new TreeSet<>();
        StreamSupport.stream(list.spliterator(), false).forEach(text -> found.add(text.asText()));
        return found;
    }
}
