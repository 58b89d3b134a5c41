package groundplan.ekscluster;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.eks_addon.EksAddon;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.parts.ServiceAccountTrust;
import groundplan.parts.ServiceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The EKS add-ons of the cluster. Those that call AWS have a role of their own, which nodes do not share. */
final class Addons {
    /** Network add-ons are installed before the nodes; the others need nodes or Fargate to run on. */
    private static final Set<String> BEFORE_NODES = Set.of("kube-proxy", "vpc-cni");
    /** The service account and the policy of add-ons that call AWS. */
    private static final Map<String, String[]> CALLERS = Map.of(
            "aws-ebs-csi-driver", new String[] {"ebs-csi-controller-sa", "service-role/AmazonEBSCSIDriverPolicy"},
            "aws-efs-csi-driver", new String[] {"efs-csi-controller-sa", "service-role/AmazonEFSCSIDriverPolicy"},
            "vpc-cni", new String[] {"aws-node", "AmazonEKS_CNI_Policy"});

    private final Unit<?> unit;
    private final String clusterName;
    private final EksClusterSettings settings;
    private final ServiceAccountTrust trust;
    private final List<ITerraformDependable> beforeNodes = new ArrayList<>();

    Addons(Unit<?> unit, String clusterName, EksClusterSettings settings, ServiceAccountTrust trust) {
        this.unit = unit;
        this.clusterName = clusterName;
        this.settings = settings;
        this.trust = trust;
        settings.addons().forEach((name, addon) -> {
            if (BEFORE_NODES.contains(name)) {
                beforeNodes.add(install(name, addon, List.of()));
            }
        });
    }

    /** What nodes depend on. */
    List<ITerraformDependable> beforeNodes() {
        return List.copyOf(beforeNodes);
    }

    /** Installs the others on nodes or Fargate. */
    void installOn(List<ITerraformDependable> runners) {
        settings.addons().forEach((name, addon) -> {
            if (!BEFORE_NODES.contains(name)) {
                install(name, addon, runners);
            }
        });
    }

    private EksAddon install(String name, EksClusterSettings.Addon settings, List<ITerraformDependable> after) {
        return unit.add(TerraformName.of(name), (scope, id) -> {
            EksAddon.Builder addon = EksAddon.Builder.create(scope, id)
                    .clusterName(clusterName)
                    .addonName(name)
                    .dependsOn(after);
            settings.addonVersion().ifPresent(addon::addonVersion);
            if (CALLERS.containsKey(name)) {
                addon.serviceAccountRoleArn(role(name, CALLERS.get(name)));
            }
            configuration(name).ifPresent(addon::configurationValues);
            EksAddon made = addon.build();
            // Not yet in the bindings: manual changes are overwritten.
            made.addOverride("resolve_conflicts_on_create", "OVERWRITE");
            made.addOverride("resolve_conflicts_on_update", "OVERWRITE");
            return made;
        });
    }

    private String role(String addon, String[] caller) {
        return ServiceRole.trusting(
                        unit, TerraformName.of(addon), "Add-on " + addon, trust.of("kube-system", caller[0]))
                .attach(caller[1])
                .arn();
    }

    /**
     * Without these arguments, the network policies of namespaces would not be enforced, or the cluster's DNS could not
     * be scheduled on Fargate.
     */
    private Optional<String> configuration(String name) {
        return switch (name) {
            case "vpc-cni" -> Optional.of("{\"enableNetworkPolicy\":\"true\"}");
            case "coredns" ->
                settings.nodeGroups().isEmpty() ? Optional.of("{\"computeType\":\"Fargate\"}") : Optional.empty();
            default -> Optional.empty();
        };
    }
}
