package groundplan.ekscluster;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResource;
import groundplan.kernel.AddressSpace;
import groundplan.kernel.Cidr;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.offers.InstanceTypes;
import groundplan.parts.FargateRunner;
import groundplan.parts.PlainResource;
import groundplan.parts.ServiceAccountTrust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A Kubernetes cluster with private API access by default, with node groups or Fargate; access is granted by access
 * entries only.
 */
public final class EksClusterUnit extends Unit<EksClusterOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<EksClusterSettings, EksClusterOutputs> KIND = new Kind<>(
                    "eks-cluster",
                    Scope.REGIONAL,
                    "Kubernetes cluster with its nodes, add-ons and access entries",
                    EksClusterSettings.class,
                    EksClusterOutputs::of,
                    (app, context, settings, wiring) -> new EksClusterUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(context.path(), NetworkOutputs.class, settings.network()),
                            wiring.outputs(context.path(), KmsOutputs.class, settings.kms())))
            .checking((context, settings, wiring, check) -> {
                wiring.outputs(context.path(), NetworkOutputs.class, settings.network())
                        .checkReach("network", List.of("ec2", "ecr.api", "ecr.dkr", "eks", "sts"), check);
                settings.controlPlane().serviceIpv4Cidr().ifPresent(services -> wiring.settings(
                                AddressSpace.class, settings.network())
                        .filter(network -> Cidr.parse(network.cidr()).overlaps(Cidr.parse(services)))
                        .ifPresent(network -> check.problem(
                                "control_plane.service_ipv4_cidr",
                                services + " overlaps " + network.cidr() + " of the network, which EKS refuses")));
                AccessEntries.check(context, settings.accessEntries(), check);
                settings.nodeGroups().forEach((name, group) -> group.instanceTypes().stream()
                        .flatMap(type -> InstanceTypes.problem(type, context.region()).stream())
                        .forEach(problem -> check.problem("node_groups." + name + ".instance_types", problem)));
            });

    private final ControlPlane controlPlane;
    private final ServiceAccountTrust accounts;

    public EksClusterUnit(
            Construct app,
            UnitContext context,
            EksClusterSettings settings,
            Wiring wiring,
            NetworkOutputs network,
            KmsOutputs keys) {
        super(app, context, wiring);
        this.controlPlane = new ControlPlane(this, settings, network, keys);
        // IAM determines the thumbprint itself; the bindings' class would require one.
        TerraformResource provider = PlainResource.of(
                this,
                "aws_iam_openid_connect_provider",
                "service_accounts",
                Map.of("url", controlPlane.issuer(), "client_id_list", List.of("sts.amazonaws.com")));
        this.accounts = new ServiceAccountTrust(
                PlainResource.attribute(provider, "arn"), PlainResource.attribute(provider, "url"));
        new AccessEntries(this, controlPlane.id(), settings.accessEntries());
        Addons addons = new Addons(this, controlPlane.id(), settings, accounts);
        List<ITerraformDependable> runners = new ArrayList<>();
        if (!settings.nodeGroups().isEmpty()) {
            NodeGroups groups = new NodeGroups(
                    this, controlPlane, network.privateSubnetIds().values(), keys.dataKeyArn());
            // Nodes are not ready before they have a network.
            settings.nodeGroups().forEach((name, group) -> runners.add(groups.add(name, group, addons.beforeNodes())));
        }
        if (!settings.fargateProfiles().isEmpty()) {
            FargateRunner fargate = new FargateRunner(
                    this, controlPlane.id(), network.privateSubnetIds().values());
            settings.fargateProfiles()
                    .forEach((name, profile) -> runners.add(fargate.run(name, profile.namespaces(), profile.labels())));
        }
        addons.installOn(runners);
    }

    @Override
    public EksClusterOutputs outputs() {
        return new EksClusterOutputs(
                controlPlane.name(),
                controlPlane.arn(),
                controlPlane.endpoint(),
                controlPlane.certificateAuthority(),
                accounts.providerArn(),
                accounts.providerUrl(),
                controlPlane.podsGroupId(),
                controlPlane.logGroupName());
    }
}
