package groundplan.network;

import com.hashicorp.cdktf.providers.aws.default_security_group.DefaultSecurityGroup;
import com.hashicorp.cdktf.providers.aws.internet_gateway.InternetGateway;
import com.hashicorp.cdktf.providers.aws.route.Route;
import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.route_table_association.RouteTableAssociation;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.parts.EncryptionKey;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** The VPC, its subnets in two or three tiers, their routes, NAT gateways and endpoints, and the flow log. */
public final class NetworkUnit extends Unit<NetworkOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<NetworkSettings, NetworkOutputs> KIND = new Kind<>(
            "network",
            Scope.REGIONAL,
            "VPC, subnets in tiers, NAT, endpoints, flow log",
            NetworkSettings.class,
            NetworkOutputs::of,
            (app, context, settings, wiring) -> new NetworkUnit(
                    app, context, settings, wiring, wiring.outputs(context.path(), KmsOutputs.class, settings.kms())));

    private final NetworkSettings settings;
    private final Vpc vpc;
    private final Map<Tier, Map<String, Subnet>> subnets = new EnumMap<>(Tier.class);
    private final NatGateways nat;
    private final Endpoints endpoints;

    public NetworkUnit(Construct app, UnitContext context, NetworkSettings settings, Wiring wiring, KmsOutputs keys) {
        super(app, context, wiring);
        this.settings = settings;
        this.vpc = add("main", (scope, id) -> Vpc.Builder.create(scope, id)
                .cidrBlock(settings.cidr())
                .enableDnsSupport(true)
                .enableDnsHostnames(true)
                .tags(named("vpc"))
                .build());
        add("main", (scope, id) -> DefaultSecurityGroup.Builder.create(scope, id)
                .vpcId(vpc.getId())
                .tags(named("closed"))
                .build());
        for (Tier tier : settings.subnets().tiers()) {
            subnets.put(tier, new LinkedHashMap<>());
            settings.zones().forEach(zone -> subnets.get(tier).put(zone, subnet(tier, zone)));
        }
        InternetGateway gateway = add("main", (scope, id) -> InternetGateway.Builder.create(scope, id)
                .vpcId(vpc.getId())
                .tags(named("internet"))
                .build());
        publicRoutes(gateway);
        Map<String, RouteTable> privateRoutes = privateRoutes();
        Map<String, RouteTable> inside = new TreeMap<>();
        privateRoutes.forEach((zone, table) -> inside.put("private_" + zone, table));
        if (settings.subnets().databaseTier()) {
            inside.put("database", databaseRoutes());
        }
        this.nat = new NatGateways(this, settings, subnets.get(Tier.PUBLIC), privateRoutes, gateway);
        this.endpoints = new Endpoints(this, settings, vpc, subnets.get(Tier.PRIVATE), inside);
        if (settings.subnets().tieredAcls()) {
            subnets.forEach((tier, byZone) -> new TierAcl(this, settings, vpc, tier, byZone.values()));
        }
        if (settings.flowLogs().enabled()) {
            new FlowLog(
                    this,
                    vpc,
                    settings.flowLogs().retentionInDays(),
                    settings.flowLogs().ownKey()
                            ? new EncryptionKey(
                                            this,
                                            "flow_log",
                                            "Flow log of the network",
                                            30,
                                            365,
                                            List.of(EncryptionKey.logs(context)))
                                    .arn()
                            : keys.logsKeyArn());
        }
    }

    @Override
    public NetworkOutputs outputs() {
        return new NetworkOutputs(
                vpc.getId(),
                vpc.getCidrBlock(),
                ids(Tier.PUBLIC),
                ids(Tier.PRIVATE),
                ids(settings.subnets().dataTier()),
                nat.ids(),
                endpoints.interfaceIds());
    }

    private Map<String, String> ids(Tier tier) {
        Map<String, String> ids = new LinkedHashMap<>();
        subnets.get(tier).forEach((zone, subnet) -> ids.put(zone, subnet.getId()));
        return ids;
    }

    private Subnet subnet(Tier tier, String zone) {
        return add(tier.key() + "_" + zone, (scope, id) -> Subnet.Builder.create(scope, id)
                .vpcId(vpc.getId())
                .cidrBlock(settings.subnet(tier, zone).toString())
                .availabilityZone(context().region() + zone)
                // Load balancers and NAT gateways have public addresses of their own: nothing else in the tier
                // should get one.
                .mapPublicIpOnLaunch(false)
                .tags(named(tier.key() + "-" + zone))
                .build());
    }

    private void publicRoutes(InternetGateway gateway) {
        RouteTable table = routeTable("public");
        add("public_internet", (scope, id) -> Route.Builder.create(scope, id)
                .routeTableId(table.getId())
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId(gateway.getId())
                .build());
        subnets.get(Tier.PUBLIC).forEach((zone, subnet) -> associate("public_" + zone, subnet, table));
    }

    /** One route table per zone, so that each can use a NAT gateway of its own. */
    private Map<String, RouteTable> privateRoutes() {
        Map<String, RouteTable> tables = new TreeMap<>();
        settings.zones().forEach(zone -> {
            RouteTable table = routeTable("private_" + zone);
            tables.put(zone, table);
            associate("private_" + zone, subnets.get(Tier.PRIVATE).get(zone), table);
        });
        return tables;
    }

    private RouteTable databaseRoutes() {
        RouteTable table = routeTable("database");
        subnets.get(Tier.DATABASE).forEach((zone, subnet) -> associate("database_" + zone, subnet, table));
        return table;
    }

    private RouteTable routeTable(String name) {
        return add(name, (scope, id) -> RouteTable.Builder.create(scope, id)
                .vpcId(vpc.getId())
                .tags(named(name.replace('_', '-')))
                .build());
    }

    private void associate(String name, Subnet subnet, RouteTable table) {
        add(name, (scope, id) -> RouteTableAssociation.Builder.create(scope, id)
                .subnetId(subnet.getId())
                .routeTableId(table.getId())
                .build());
    }

    Map<String, String> named(String role) {
        return Map.of("Name", context().name(role));
    }
}
