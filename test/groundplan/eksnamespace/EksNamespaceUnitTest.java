package groundplan.eksnamespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.KubernetesExample;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EksNamespaceUnitTest {
    private static final String CLUSTER = "${data.terraform_remote_state.compute_eks_cluster.outputs.";
    private static final UnitJson ORDERS = KubernetesExample.ENVIRONMENT.unit("kubernetes/orders");
    private static final UnitJson JOBS = KubernetesExample.ENVIRONMENT.unit("kubernetes/jobs");

    @Test
    void theProviderSignsInToTheClusterThatIsRead() {
        JsonNode provider = ORDERS.json().path("provider").path("kubernetes").path(0);
        assertEquals(CLUSTER + "endpoint}", provider.path("host").asText());
        assertEquals(
                CLUSTER + "certificate_authority}",
                provider.path("cluster_ca_certificate").asText());
        assertEquals(
                "[\"eks\",\"get-token\",\"--output\",\"json\",\"--region\",\"us-east-1\",\"--cluster-name\",\""
                        + CLUSTER + "cluster_name}\"]",
                provider.path("exec").path("args").toString());
        assertEquals(
                "hashicorp/kubernetes",
                ORDERS.json()
                        .at("/terraform/required_providers/kubernetes/source")
                        .asText());
        assertEquals(
                "hashicorp/aws",
                ORDERS.json().at("/terraform/required_providers/aws/source").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "enforce", "warn"})
    void podsMustBeSafeAsTheSettingsSay(String mode) {
        String label = "pod-security.kubernetes.io/" + mode;
        assertEquals("restricted", labels(ORDERS).path(label).asText(), "orders: " + label);
        assertEquals("baseline", labels(JOBS).path(label).asText(), "jobs: " + label);
    }

    @Test
    void theNameIsTheUnitsUnlessItIsGiven() {
        assertEquals(
                "orders",
                ORDERS.attribute("kubernetes_namespace.main", "metadata.name").asText());
        assertEquals(
                "nightly-jobs",
                JOBS.attribute("kubernetes_namespace.main", "metadata.name").asText());
    }

    @Test
    void whatPodsTakeIsBounded() {
        JsonNode hard = JOBS.attribute("kubernetes_resource_quota.main", "spec.hard");
        assertEquals("10", hard.path("pods").asText(), "pods");
        assertEquals("8Gi", hard.path("requests.memory").asText(), "requests.memory");
        assertEquals("0", hard.path("services.loadbalancers").asText(), "services.loadbalancers");
        assertEquals(
                "500m",
                JOBS.attribute("kubernetes_limit_range.main", "spec.limit.0.default.cpu")
                        .asText());
    }

    @Test
    void nothingIsAllowedThatIsNotSaid() {
        JsonNode deny = ORDERS.attribute("kubernetes_network_policy.default_deny", "spec");
        assertEquals("{\"pod_selector\":{},\"policy_types\":[\"Egress\",\"Ingress\"]}", deny.toString());
        assertEquals(
                "10.0.8.0/22",
                ORDERS.attribute("kubernetes_network_policy.allow_database", "spec.egress.0.to.0.ip_block.cidr")
                        .asText());
        assertEquals(
                "ingress",
                ORDERS.attribute(
                                "kubernetes_network_policy.allow_namespaces",
                                "spec.ingress.0.from.0.namespace_selector.match_labels")
                        .path("kubernetes.io/metadata.name")
                        .asText());
        assertFalse(
                JOBS.addresses().contains("kubernetes_network_policy.allow_namespaces"), "jobs lets no namespace in");
    }

    @Test
    void aServiceAccountsRoleIsForThatAccountAlone() {
        JsonNode token = ORDERS.policy("aws_iam_role.api", "assume_role_policy")
                .path("Statement")
                .path(0);
        assertEquals("sts:AssumeRoleWithWebIdentity", token.path("Action").asText());
        assertEquals(
                "system:serviceaccount:orders:api",
                token.at("/Condition/StringEquals")
                        .path(CLUSTER + "oidc_provider_url}:sub")
                        .asText());
        assertEquals(
                "${aws_iam_role.api.arn}",
                ORDERS.attribute("kubernetes_service_account.api", "metadata.annotations")
                        .path("eks.amazonaws.com/role-arn")
                        .asText());
        JsonNode agent = ORDERS.policy("aws_iam_role.worker", "assume_role_policy")
                .path("Statement")
                .path(0);
        assertEquals("pods.eks.amazonaws.com", agent.at("/Principal/Service").asText());
        assertEquals(
                CLUSTER + "cluster_arn}",
                agent.path("Condition").path("ArnEquals").path("aws:SourceArn").asText());
        assertEquals(
                "${aws_iam_role.worker.arn}",
                ORDERS.attribute("aws_eks_pod_identity_association.worker", "role_arn")
                        .asText());
    }

    @Test
    void whoMayDoNothingHasNoRoleAndNobodyATokenThatHeDidNotAskFor() {
        assertFalse(ORDERS.addresses().contains("aws_iam_role.idle"), "aws_iam_role.idle");
        List.of(
                        "kubernetes_default_service_account.main",
                        "kubernetes_service_account.api",
                        "kubernetes_service_account.idle")
                .forEach(account -> assertFalse(
                        ORDERS.attribute(account, "automount_service_account_token")
                                .asBoolean(true),
                        account));
    }

    @Test
    void fargateRunsThePodsOfANamespaceThatSaysSo() {
        String profile = "aws_eks_fargate_profile.nightly_jobs";
        assertEquals(
                "nightly-jobs", JOBS.attribute(profile, "selector.0.namespace").asText(), profile);
        assertEquals("small", JOBS.attribute(profile, "selector.0.labels.size").asText(), profile);
        assertEquals(
                "eks-fargate-pods.amazonaws.com",
                JOBS.policy("aws_iam_role.fargate", "assume_role_policy")
                        .at("/Statement/0/Principal/Service")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: kube-system | this namespace is reserved by Kubernetes",
                "quota: {requests_cpu_cores: 9} | must not be less than the requests, 9",
                "container_defaults: {request_memory_mib: 1024} | must not be less than the request, 1024",
                "service_accounts: {a: {allow: {All: {actions: ['s3:*'], resources: ['arn:aws:s3:::b/*']}}}} | actions",
                "service_accounts: {a: {allow: {All: {actions: ['s3:GetObject'], resources: ['*']}}}} | resources",
            })
    void whatCannotBeIsSaidInWords(String key, String message) {
        List<String> problems = Synthesized.problems(KubernetesExample.UNITS
                + "bad:\n  kind: eks-namespace\n  cluster: compute/eks-cluster\n  " + key + "\n");
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(message)), () -> key + ": " + problems);
    }

    @Test
    void fargateHasNoAgentForPodIdentities() {
        List<String> problems = Synthesized.problems(KubernetesExample.UNITS
                + "bad:\n  kind: eks-namespace\n  cluster: compute/eks-cluster\n  fargate: {}\n"
                + "  service_accounts: {a: {sign_in: pod_identity}}\n");
        assertTrue(problems.toString().contains("use web_identity"), problems.toString());
    }

    private static JsonNode labels(UnitJson unit) {
        return unit.attribute("kubernetes_namespace.main", "metadata.labels");
    }
}
