package groundplan.controls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** Mistakes in networks and their firewalls. */
final class NetworkBreaks {
    private static final String EVERYBODY = "[{\"rule_no\": 10, \"action\": \"allow\", \"protocol\": \"tcp\","
            + " \"cidr_block\": \"0.0.0.0/0\", \"from_port\": %1$d, \"to_port\": %1$d}]";
    private static final String SUBNET = "aws_subnet";
    private static final String ENDPOINT = "aws_vpc_endpoint";
    private static final String ACL = "aws_network_acl";
    private static final String IN = "aws_vpc_security_group_ingress_rule";
    private static final String OUT = "aws_vpc_security_group_egress_rule";
    /** The rule for everybody on the load balancer. */
    private static final String FRONT = "load_balancer_from_internet";

    private NetworkBreaks() {}

    static final List<Break> ALL = List.of(
            Break.without("flow log removed", "aws_flow_log").offends("CKV2_AWS_11"),
            Break.set("flow log of rejected traffic only", "aws_flow_log", "traffic_type", "\"REJECT\""),
            Break.without("default security group left open", "aws_default_security_group")
                    .offends("CKV2_AWS_12"),
            Break.set(
                            "default security group with ingress",
                            "aws_default_security_group",
                            "ingress",
                            "[{\"from_port\": 0, \"to_port\": 0, \"protocol\": \"-1\", \"self\": true}]")
                    .offends("CKV2_AWS_12"),
            Break.set(
                            "default security group with egress",
                            "aws_default_security_group",
                            "egress",
                            "[{\"from_port\": 0, \"to_port\": 0, \"protocol\": \"-1\", \"cidr_blocks\": [\"0.0.0.0/0\"]}]")
                    .offends("CKV2_AWS_12"),
            Break.set("public subnet hands out public addresses", SUBNET, "map_public_ip_on_launch", "true")
                    .named("public_.*"),
            Break.set("private subnet hands out public addresses", SUBNET, "map_public_ip_on_launch", "true")
                    .named("private_.*"),
            Break.with(
                            "database subnets reach the Internet",
                            "aws_route_table",
                            "aws_route",
                            "{\"destination_cidr_block\": \"0.0.0.0/0\", \"nat_gateway_id\": \"${aws_nat_gateway.public_a.id}\","
                                    + " \"route_table_id\": \"${aws_route_table.%s.id}\"}")
                    .named("database"),
            Break.change("private subnets behind the Internet gateway", "aws_route", spot -> {
                        spot.body().remove("nat_gateway_id");
                        spot.body().put("gateway_id", "${aws_internet_gateway.main.id}");
                    })
                    .named("private_.*"),
            Break.without("gateway endpoint for S3 removed", ENDPOINT).named("s3"),
            Break.without("interface endpoint for secrets removed", ENDPOINT).named("secretsmanager"),
            Break.without("interface endpoint for keys removed", ENDPOINT).named("kms"),
            Break.without("interface endpoint for images removed", ENDPOINT).named("ecr_dkr"),
            Break.without("database subnet on the VPC's main route table", "aws_route_table_association")
                    .named("database_.*"),
            Break.set("network ACL open on SSH", ACL, "ingress", EVERYBODY.formatted(22))
                    .named("public"),
            Break.set("network ACL open on remote desktop", ACL, "ingress", EVERYBODY.formatted(3389))
                    .named("private"),
            Break.set("network ACL of databases open to the world", ACL, "ingress", EVERYBODY.formatted(5432))
                    .named("database"),
            Break.without("database subnets behind the default network ACL", ACL)
                    .named("database"),
            open("another unit's database or cache open to the world", "cidr_ipv4", "0.0.0.0/0")
                    .where(NetworkBreaks::isElsewhere),
            open("another unit's database or cache open to the whole network", "cidr_ipv4", "10.0.0.0/8")
                    .where(NetworkBreaks::isElsewhere),
            open("tasks open to the world over IPv6", "cidr_ipv6", "::/0").named("load_balancer_to_.*"),
            Break.set("tasks open to each other on every port", IN, "ip_protocol", "\"-1\"")
                    .named("(\\w+)_to_\\1_\\d+"),
            Break.set("tasks open to the load balancer on many ports", IN, "to_port", "9000")
                    .named("load_balancer_to_.*"),
            Break.set("load balancer open on SSH", IN, "from_port", "22")
                    .named(FRONT)
                    .offends("CKV_AWS_24"),
            Break.change("load balancer open on remote desktop", IN, spot -> spot.body()
                            .put("from_port", 3389)
                            .put("to_port", 3389))
                    .named(FRONT)
                    .offends("CKV_AWS_25"),
            Break.set("load balancer open on every port", IN, "from_port", "0")
                    .named(FRONT)
                    .offends("CKV_AWS_24"),
            Break.change("load balancer open with every protocol", IN, spot -> {
                        spot.body().put("ip_protocol", "-1");
                        spot.body().remove(List.of("from_port", "to_port"));
                    })
                    .named(FRONT)
                    .offends("CKV_AWS_277"),
            Break.set("tasks send everything everywhere", OUT, "ip_protocol", "\"-1\"")
                    .named(".*_to_https"),
            Break.drop("outgoing firewall rule without a description", OUT, "description"),
            Break.drop("incoming firewall rule without a description", IN, "description"),
            Break.drop("security group without a description", "aws_security_group", "description"),
            Break.set("TLS policy of 2016", "aws_lb_listener", "ssl_policy", "\"ELBSecurityPolicy-2016-08\"")
                    .named("https")
                    .offends("CKV_AWS_103"),
            Break.set("TLS policy of 2017", "aws_lb_listener", "ssl_policy", "\"ELBSecurityPolicy-TLS-1-2-2017-01\"")
                    .named("https"),
            Break.set("plain HTTP instead of HTTPS", "aws_lb_listener", "protocol", "\"HTTP\"")
                    .named("https")
                    .offends("CKV_AWS_103", "CKV2_AWS_20"),
            Break.set(
                            "plain HTTP answered on port 80",
                            "aws_lb_listener",
                            "default_action",
                            "[{\"type\": \"fixed-response\","
                                    + " \"fixed_response\": {\"content_type\": \"text/plain\", \"status_code\": \"200\"}}]")
                    .named("http")
                    .offends("CKV2_AWS_20"),
            Break.set("load balancer accepts invalid headers", "aws_lb", "drop_invalid_header_fields", "false"),
            Break.set(
                    "load balancer only watches request smuggling", "aws_lb", "desync_mitigation_mode", "\"monitor\""),
            Break.set("load balancer without access logs", "aws_lb", "access_logs.enabled", "false"),
            Break.set("load balancer without deletion protection", "aws_lb", "enable_deletion_protection", "false"),
            Break.change("load balancer in one zone", "aws_lb", spot -> {
                ArrayNode subnets = (ArrayNode) spot.body().path("subnets");
                while (subnets.size() > 1) {
                    subnets.remove(1);
                }
            }),
            Break.without("load balancer without a web ACL", "aws_wafv2_web_acl_association"));

    private static Break open(String what, String argument, String range) {
        return Break.change(what, IN, spot -> {
            spot.body().remove("referenced_security_group_id");
            spot.body().put(argument, range);
        });
    }

    /** Whether a rule opens the group of something in another unit. */
    private static boolean isElsewhere(Break.Spot spot) {
        return spot.body().path("security_group_id").asText().startsWith("${data.");
    }
}
