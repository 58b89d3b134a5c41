package groundplan.eksnamespace;

import com.hashicorp.cdktf.TerraformResource;
import groundplan.ekscluster.EksClusterOutputs;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.network.NetworkOutputs;
import groundplan.parts.ClusterSignIn;
import groundplan.parts.FargateRunner;
import groundplan.parts.PlainResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** A namespace that allows only what its settings say. */
public final class EksNamespaceUnit extends Unit<EksNamespaceOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<EksNamespaceSettings, EksNamespaceOutputs> KIND = new Kind<>(
            "eks-namespace",
            Scope.REGIONAL,
            "namespace of a Kubernetes cluster, with quota, network policies and service accounts",
            EksNamespaceSettings.class,
            EksNamespaceOutputs::of,
            (app, context, settings, wiring) -> new EksNamespaceUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(context.path(), EksClusterOutputs.class, settings.cluster()),
                    wiring.outputs(
                            context.path(),
                            NetworkOutputs.class,
                            settings.fargate().map(EksNamespaceSettings.Fargate::network))));

    private final EksClusterOutputs cluster;
    private final String namespace;
    private final ServiceAccounts accounts;

    public EksNamespaceUnit(
            Construct app,
            UnitContext context,
            EksNamespaceSettings settings,
            Wiring wiring,
            EksClusterOutputs cluster,
            Optional<NetworkOutputs> network) {
        super(app, context, wiring);
        this.cluster = cluster;
        uses(new ClusterSignIn(context, cluster.clusterName(), cluster.endpoint(), cluster.certificateAuthority())
                .kubernetes());
        String name = settings.name().orElseGet(() -> context.path().unit().replaceFirst("^.*/", ""));
        TerraformResource made = PlainResource.of(
                this,
                "kubernetes_namespace",
                "main",
                Map.of("metadata", Map.of("name", name, "labels", labels(settings.podSecurity()))));
        this.namespace = PlainResource.attribute(made, "metadata[0].name");
        quota(settings.quota());
        containerDefaults(settings.containerDefaults());
        new NetworkPolicies(this, namespace, settings.networkPolicy());
        this.accounts = new ServiceAccounts(this, namespace, name, settings.serviceAccounts(), cluster);
        settings.fargate().ifPresent(fargate -> new FargateRunner(
                        this,
                        cluster.clusterName(),
                        network.orElseThrow().privateSubnetIds().values())
                .run(name, List.of(name), fargate.labels()));
    }

    @Override
    public EksNamespaceOutputs outputs() {
        return new EksNamespaceOutputs(
                namespace,
                cluster.clusterName(),
                cluster.endpoint(),
                cluster.certificateAuthority(),
                accounts.roleArns());
    }

    private Map<String, String> labels(String level) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                "app.kubernetes.io/managed-by",
                "terraform",
                "app.kubernetes.io/part-of",
                context().path().system()));
        for (String mode : List.of("audit", "enforce", "warn")) {
            labels.put("pod-security.kubernetes.io/" + mode, level);
        }
        return labels;
    }

    private void quota(EksNamespaceSettings.Quota quota) {
        Map<String, String> hard = new TreeMap<>(Map.of(
                "requests.cpu", Integer.toString(quota.requestsCpuCores()),
                "requests.memory", quota.requestsMemoryGib() + "Gi",
                "limits.cpu", Integer.toString(quota.limitsCpuCores()),
                "limits.memory", quota.limitsMemoryGib() + "Gi",
                "pods", Integer.toString(quota.pods()),
                "services.loadbalancers", Integer.toString(quota.loadBalancers()),
                "services.nodeports", "0"));
        PlainResource.of(
                this,
                "kubernetes_resource_quota",
                "main",
                Map.of("metadata", Map.of("name", "quota", "namespace", namespace), "spec", Map.of("hard", hard)));
    }

    private void containerDefaults(EksNamespaceSettings.ContainerDefaults defaults) {
        PlainResource.of(
                this,
                "kubernetes_limit_range",
                "main",
                Map.of(
                        "metadata", Map.of("name", "container-defaults", "namespace", namespace),
                        "spec",
                                Map.of(
                                        "limit",
                                        List.of(Map.of(
                                                "type",
                                                "Container",
                                                "default",
                                                Map.of(
                                                        "cpu",
                                                        defaults.limitCpuMillicores() + "m",
                                                        "memory",
                                                        defaults.limitMemoryMib() + "Mi"),
                                                "default_request",
                                                Map.of(
                                                        "cpu",
                                                        defaults.requestCpuMillicores() + "m",
                                                        "memory",
                                                        defaults.requestMemoryMib() + "Mi"))))));
    }
}
