package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rows 1 to 8: the VPC, its routes, its firewalls. */
final class NetworkRules {
    private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");
    private static final Set<String> PUBLIC_PORTS = Set.of("80", "443");
    private static final List<String> INTERFACE_ENDPOINTS =
            List.of("ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms");

    private NetworkRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(
                    1,
                    "every VPC has a flow log of all traffic",
                    inspection -> inspection.each(
                            "aws_vpc",
                            vpc -> inspection.require(
                                    inspection
                                            .others("aws_flow_log")
                                            .anyMatch(log -> vpc.isNamedBy(log.text("vpc_id"))
                                                    && log.text("traffic_type").equals("ALL")),
                                    vpc,
                                    "has no aws_flow_log with traffic_type ALL"))),
            Rule.everywhere(
                    2,
                    "the default security group is closed",
                    inspection -> inspection.each(
                            "aws_vpc",
                            vpc -> inspection.require(
                                    inspection
                                            .others("aws_default_security_group")
                                            .anyMatch(group -> vpc.isNamedBy(group.text("vpc_id"))
                                                    && !group.body().has("ingress")
                                                    && !group.body().has("egress")),
                                    vpc,
                                    "has no aws_default_security_group without ingress and egress"))),
            Rule.everywhere(
                    3,
                    "no subnet hands out public addresses",
                    inspection -> inspection.each(
                            "aws_subnet",
                            subnet -> inspection.require(
                                    subnet.isFalse("map_public_ip_on_launch"),
                                    subnet,
                                    "has no map_public_ip_on_launch = false"))),
            Rule.everywhere(4, "database subnets have no way to the Internet", NetworkRules::databaseRoutes),
            Rule.everywhere(
                    4,
                    "databases have subnets of their own",
                    inspection -> inspection.each(
                            "aws_vpc",
                            vpc -> inspection.require(
                                    inspection.others("aws_subnet").anyMatch(subnet -> subnet.name()
                                            .startsWith("database")),
                                    vpc,
                                    "has no subnets for databases, so that these are where there is a way out"))),
            Rule.everywhere(
                    4,
                    "private subnets reach out through NAT only",
                    inspection -> inspection.each(
                            "aws_route",
                            route -> inspection.require(
                                    !route.body().has("gateway_id")
                                            || tables(inspection, "public").contains(route.text("route_table_id")),
                                    route,
                                    "leads to the Internet gateway from subnets that are not public"))),
            Rule.everywhere(
                    5, "only a public load balancer is open to the world, on 443 and 80", NetworkRules::openIngress),
            Rule.everywhere(5, "everything else is open to groups, not to address ranges", NetworkRules::ranges),
            Rule.everywhere(6, "nothing may send everything everywhere", NetworkRules::openEgress),
            Rule.everywhere(
                    7,
                    "every firewall rule says what it is for",
                    inspection -> inspection.each(
                            resource -> resource.type()
                                    .matches("aws_security_group|aws_vpc_security_group_(in|e)gress_rule"),
                            resource -> inspection.require(
                                    !resource.text("description").isBlank(), resource, "has no description"))),
            Rule.everywhere(
                    8,
                    "S3 is reached through a gateway endpoint",
                    inspection -> inspection.each(
                            "aws_vpc",
                            vpc -> inspection.require(
                                    endpoint(inspection, vpc, "s3", "Gateway"),
                                    vpc,
                                    "has no gateway endpoint for s3"))),
            Rule.inProd(
                    8,
                    "AWS's services are reached through interface endpoints",
                    inspection -> inspection.each(
                            "aws_vpc",
                            vpc -> INTERFACE_ENDPOINTS.forEach(service -> inspection.require(
                                    endpoint(inspection, vpc, service, "Interface"),
                                    vpc,
                                    "has no interface endpoint for " + service)))));

    private static boolean endpoint(Inspection inspection, Resource vpc, String service, String type) {
        return inspection
                .others("aws_vpc_endpoint")
                .anyMatch(endpoint -> vpc.isNamedBy(endpoint.text("vpc_id"))
                        && endpoint.text("service_name").endsWith("." + service)
                        && endpoint.at("vpc_endpoint_type").asText("Gateway").equals(type));
    }

    private static void databaseRoutes(Inspection inspection) {
        Set<String> tables = tables(inspection, "database");
        inspection.each(
                resource ->
                        resource.type().equals("aws_subnet") && resource.name().startsWith("database"),
                subnet -> {
                    List<Resource> own = inspection
                            .others("aws_route_table_association")
                            .filter(association -> subnet.isNamedBy(association.text("subnet_id")))
                            .toList();
                    inspection.require(own.size() == 1, subnet, "is associated with " + own.size() + " route tables");
                });
        inspection
                .others("aws_route")
                .filter(route -> tables.contains(route.text("route_table_id")))
                .forEach(route ->
                        inspection.require(false, route, "leads out of the database subnets to " + route.body()));
        inspection
                .others("aws_route_table")
                .filter(table -> tables.stream().anyMatch(table::isNamedBy))
                .forEach(table -> inspection.require(
                        !table.body().has("route"), table, "has routes inside, and belongs to database subnets"));
    }

    /** The route tables of a tier's subnets. */
    private static Set<String> tables(Inspection inspection, String tier) {
        Set<String> tables = new HashSet<>();
        inspection
                .others("aws_route_table_association")
                .filter(association -> association.text("subnet_id").startsWith("${aws_subnet." + tier))
                .forEach(association -> tables.add(association.text("route_table_id")));
        return tables;
    }

    private static void ranges(Inspection inspection) {
        inspection.each("aws_vpc_security_group_ingress_rule", rule -> {
            boolean front = Stream.of("aws_lb", "aws_vpc_endpoint")
                    .flatMap(inspection::others)
                    .anyMatch(door -> door.body().toString().contains(groupOf(rule.text("security_group_id"))));
            inspection.require(
                    front || !rule.body().has("cidr_ipv4") && !rule.body().has("cidr_ipv6"),
                    rule,
                    "lets in an address range: name the group of the client");
            // Things that share a group are let in by port, too.
            inspection.require(
                    !rule.text("ip_protocol").equals("-1")
                            && rule.text("from_port").equals(rule.text("to_port")),
                    rule,
                    "lets in on more than one port: name it");
        });
    }

    private static void openIngress(Inspection inspection) {
        inspection.each("aws_vpc_security_group_ingress_rule", rule -> {
            boolean world = WORLD.contains(rule.text("cidr_ipv4")) || WORLD.contains(rule.text("cidr_ipv6"));
            boolean balancer = inspection
                    .others("aws_lb")
                    .filter(lb -> lb.isFalse("internal"))
                    .anyMatch(lb ->
                            lb.at("security_groups").toString().contains(groupOf(rule.text("security_group_id"))));
            boolean web = rule.text("from_port").equals(rule.text("to_port"))
                    && PUBLIC_PORTS.contains(rule.text("from_port"));
            inspection.require(!world || balancer && web, rule, "lets the world in to port " + rule.text("from_port"));
        });
        inspection.each(
                resource -> resource.type().matches("aws_security_group|aws_default_security_group"),
                group -> inspection.require(
                        group.blocks("ingress").stream().noneMatch(NetworkRules::world), group, "lets the world in"));
        inspection.each(
                "aws_security_group_rule",
                rule -> inspection.require(
                        !rule.text("type").equals("ingress") || !world(rule.body()), rule, "lets the world in"));
    }

    private static void openEgress(Inspection inspection) {
        inspection.each(
                "aws_vpc_security_group_egress_rule",
                rule -> inspection.require(
                        !rule.text("ip_protocol").equals("-1"), rule, "has ip_protocol -1: name the ports"));
        inspection.each(
                "aws_security_group",
                group -> inspection.require(
                        group.blocks("egress").stream()
                                .noneMatch(
                                        block -> block.path("protocol").asText().equals("-1")),
                        group,
                        "has egress with protocol -1: name the ports"));
        inspection.each(
                "aws_security_group_rule",
                rule -> inspection.require(
                        !rule.text("type").equals("egress")
                                || !rule.text("protocol").equals("-1"),
                        rule,
                        "has protocol -1: name the ports"));
    }

    /** Two references to one group: without what follows its name. */
    private static String groupOf(String reference) {
        return reference.replaceFirst("\\.[a-z_]+}$", "");
    }

    private static boolean world(JsonNode block) {
        for (String list : List.of("cidr_blocks", "ipv6_cidr_blocks")) {
            for (JsonNode range : block.path(list)) {
                if (WORLD.contains(range.asText())) {
                    return true;
                }
            }
        }
        return false;
    }
}
