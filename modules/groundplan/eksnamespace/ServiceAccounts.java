package groundplan.eksnamespace;

import groundplan.ekscluster.EksClusterOutputs;
import groundplan.eksnamespace.EksNamespaceSettings.ServiceAccount;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.parts.PlainResource;
import groundplan.parts.ServiceAccountTrust;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The service accounts of pods, each with an IAM role of its own if it has permissions in AWS. */
final class ServiceAccounts {
    private final Unit<?> unit;
    private final String namespace;
    private final EksClusterOutputs cluster;
    private final Map<String, String> roleArns = new TreeMap<>();

    /**
     * @param namespace a reference to it
     * @param namespaceName its name: a role may be created before it
     */
    ServiceAccounts(
            Unit<?> unit,
            String namespace,
            String namespaceName,
            Map<String, ServiceAccount> settings,
            EksClusterOutputs cluster) {
        this.unit = unit;
        this.namespace = namespace;
        this.cluster = cluster;
        // Pods without a service account use this one: it gets no permissions, and not even a token.
        PlainResource.of(
                unit,
                "kubernetes_default_service_account",
                "main",
                Map.of("metadata", Map.of("namespace", namespace), "automount_service_account_token", false));
        settings.forEach((name, account) -> account(name, namespaceName, account));
    }

    Map<String, String> roleArns() {
        return roleArns;
    }

    private void account(String name, String namespaceName, ServiceAccount account) {
        String key = TerraformName.of(name);
        boolean byToken = account.signIn().equals("web_identity");
        Map<String, Object> metadata = new TreeMap<>(Map.of("name", name, "namespace", namespace));
        if (!account.allow().isEmpty()) {
            Statement trust = byToken
                    ? new ServiceAccountTrust(cluster.oidcProviderArn(), cluster.oidcProviderUrl())
                            .of(namespaceName, name)
                    : byAgent();
            ServiceRole role = ServiceRole.trusting(unit, key, "Pods of service account " + name, trust)
                    .allow(statements(account));
            roleArns.put(name, role.arn());
            if (byToken) {
                metadata.put("annotations", Map.of("eks.amazonaws.com/role-arn", role.arn()));
            } else {
                PlainResource.of(
                        unit,
                        "aws_eks_pod_identity_association",
                        key,
                        Map.of(
                                "cluster_name",
                                cluster.clusterName(),
                                "namespace",
                                namespace,
                                "service_account",
                                name,
                                "role_arn",
                                role.arn()));
            }
        }
        PlainResource.of(
                unit,
                "kubernetes_service_account",
                key,
                Map.of("metadata", metadata, "automount_service_account_token", false));
    }

    private Statement byAgent() {
        return Statement.allow("Assume", "sts:AssumeRole", "sts:TagSession")
                .service("pods.eks.amazonaws.com")
                .sourceAccount(unit.context().accountId())
                .when("ArnEquals", "aws:SourceArn", cluster.clusterArn());
    }

    private static List<Statement> statements(ServiceAccount account) {
        return account.allow().entrySet().stream()
                .map(grant -> Statement.allow(
                                grant.getKey(), grant.getValue().actions().toArray(String[]::new))
                        .on(grant.getValue().resources()))
                .toList();
    }
}
