package groundplan.ekscluster;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.eks_cluster.EksCluster;
import com.hashicorp.cdktf.providers.aws.eks_cluster.EksClusterEncryptionConfig;
import com.hashicorp.cdktf.providers.aws.eks_cluster.EksClusterEncryptionConfigProvider;
import com.hashicorp.cdktf.providers.aws.eks_cluster.EksClusterKubernetesNetworkConfig;
import com.hashicorp.cdktf.providers.aws.eks_cluster.EksClusterVpcConfig;
import groundplan.kernel.Name;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.parts.Firewall;
import groundplan.parts.LogGroup;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The control plane: the cluster's API with its role, its log group and the security group of its clients. */
final class ControlPlane {
    private static final int HTTPS = 443;
    private static final List<String> LOGS = List.of("api", "audit", "authenticator", "controllerManager", "scheduler");

    private final EksCluster cluster;
    private final LogGroup log;

    ControlPlane(Unit<?> unit, EksClusterSettings settings, NetworkOutputs network, KmsOutputs keys) {
        EksClusterSettings.ControlPlane with = settings.controlPlane();
        String name = unit.context().name(role(unit), Name.CLUSTER);
        this.log = new LogGroup(
                unit, "control_plane", "/aws/eks/" + name + "/cluster", with.logRetentionInDays(), keys.logsKeyArn());
        ServiceRole role = new ServiceRole(
                        unit, "control_plane", "eks.amazonaws.com", "Runs the control plane of " + name)
                .attach("AmazonEKSClusterPolicy")
                .allow(List.of(Statement.allow("Secrets", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt")
                        .on(keys.dataKeyArn())));
        Firewall callers = new Firewall(
                unit, TerraformName.of(role(unit)) + "_api", network.vpcId(), "API of the Kubernetes cluster");
        with.clientCidrs().forEach((client, cidr) -> callers.ingress(TerraformName.of(client), cidr, HTTPS));
        List<ITerraformDependable> first = new ArrayList<>(role.granted());
        first.add(log.resource());
        this.cluster = unit.add("main", (scope, id) -> {
            EksCluster.Builder builder = EksCluster.Builder.create(scope, id)
                    .name(name)
                    .roleArn(role.arn())
                    .version(settings.version())
                    .enabledClusterLogTypes(LOGS)
                    .dependsOn(first)
                    .vpcConfig(door(with, callers.id(), network))
                    .encryptionConfig(EksClusterEncryptionConfig.builder()
                            .resources(List.of("secrets"))
                            .provider(EksClusterEncryptionConfigProvider.builder()
                                    .keyArn(keys.dataKeyArn())
                                    .build())
                            .build())
                    .tags(Map.of("Name", name));
            with.serviceIpv4Cidr()
                    .ifPresent(range -> builder.kubernetesNetworkConfig(EksClusterKubernetesNetworkConfig.builder()
                            .serviceIpv4Cidr(range)
                            .build()));
            if (with.preventDestroy()) {
                builder.lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(true)
                        .build());
            }
            EksCluster made = builder.build();
            // Not yet in the bindings. The creator of the cluster gets no administrator access; access entries grant
            // it.
            made.addOverride(
                    "access_config",
                    Map.of("authentication_mode", "API", "bootstrap_cluster_creator_admin_permissions", false));
            // The add-ons are managed by this unit; those that EKS would install itself would not be in a plan.
            made.addOverride("bootstrap_self_managed_addons", false);
            made.addOverride("upgrade_policy", Map.of("support_type", with.supportType()));
            return made;
        });
    }

    private static EksClusterVpcConfig door(
            EksClusterSettings.ControlPlane with, String groupId, NetworkOutputs network) {
        boolean open = !with.publicAccessCidrs().isEmpty();
        EksClusterVpcConfig.Builder door = EksClusterVpcConfig.builder()
                .subnetIds(List.copyOf(network.privateSubnetIds().values()))
                .securityGroupIds(List.of(groupId))
                .endpointPrivateAccess(true)
                .endpointPublicAccess(open);
        return open ? door.publicAccessCidrs(with.publicAccessCidrs()).build() : door.build();
    }

    /** An environment may have several clusters in separate units: the unit's name distinguishes them. */
    private static String role(Unit<?> unit) {
        String path = unit.context().path().unit();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    EksCluster resource() {
        return cluster;
    }

    String name() {
        return cluster.getName();
    }

    /** The id, which is the name: for what belongs to the cluster and has to be created anew with it. */
    String id() {
        return cluster.getId();
    }

    String arn() {
        return cluster.getArn();
    }

    String endpoint() {
        return cluster.getEndpoint();
    }

    /** As PEM. */
    String certificateAuthority() {
        return "${base64decode(" + cluster.getFqn() + ".certificate_authority[0].data)}";
    }

    /** The OIDC provider of its service accounts. */
    String issuer() {
        return "${" + cluster.getFqn() + ".identity[0].oidc[0].issuer}";
    }

    /** The security group that EKS creates for nodes and pods. */
    String podsGroupId() {
        return "${" + cluster.getFqn() + ".vpc_config[0].cluster_security_group_id}";
    }

    String logGroupName() {
        return log.name();
    }
}
