package groundplan.controls;

import java.util.List;

/** Mistakes in networks, load balancers and their firewall. */
final class NetworkBreaks {
  private static final String NETWORK = "credlink/prod/us-east-1/network";
  private static final String ECS = "credlink/prod/us-east-1/ecs";
  private static final String WAF = "credlink/prod/us-east-1/waf";
  private static final String IN = "aws_vpc_security_group_ingress_rule.";
  private static final String OUT = "aws_vpc_security_group_egress_rule.";

  private NetworkBreaks() {}

  static final List<Break> ALL = List.of(
      Break.without(NETWORK, "flow log removed", "aws_flow_log.main"),
      Break.set(NETWORK, "flow log of rejected traffic only", "aws_flow_log.main", "traffic_type", "\"REJECT\""),
      Break.without(NETWORK, "default security group left open", "aws_default_security_group.main"),
      Break.set(NETWORK, "default security group with ingress", "aws_default_security_group.main", "ingress",
          "[{\"from_port\": 0, \"to_port\": 0, \"protocol\": \"-1\", \"self\": true}]"),
      Break.set(NETWORK, "public subnet hands out public addresses", "aws_subnet.public_a", "map_public_ip_on_launch",
          "true"),
      Break.with(NETWORK, "database subnets reach the Internet", "aws_route.database_nat",
          "{\"destination_cidr_block\": \"0.0.0.0/0\", \"nat_gateway_id\": \"${aws_nat_gateway.public_a.id}\","
              + " \"route_table_id\": \"${aws_route_table.database.id}\"}"),
      Break.rewrite(NETWORK, "private subnets behind the Internet gateway", "aws_route.private_a_nat",
          "\"nat_gateway_id\":\"${aws_nat_gateway.public_a.id}\"", "\"gateway_id\":\"${aws_internet_gateway.main.id}\""),
      Break.without(NETWORK, "gateway endpoint for S3 removed", "aws_vpc_endpoint.s3"),
      Break.without(NETWORK, "interface endpoint for secrets removed", "aws_vpc_endpoint.secretsmanager"),
      Break.without(NETWORK, "database subnet on the VPC's main route table", "aws_route_table_association.database_a"),
      Break.with(ECS, "database open to the world", IN + "sign_to_rds",
          "{\"cidr_ipv4\": \"0.0.0.0/0\", \"from_port\": 5432, \"to_port\": 5432, \"ip_protocol\": \"tcp\","
              + " \"description\": \"sign to rds\","
              + " \"security_group_id\": \"${data.terraform_remote_state.rds.outputs.group}\"}"),
      Break.with(ECS, "cache open to the whole network", IN + "sign_to_elasticache",
          "{\"cidr_ipv4\": \"10.0.0.0/16\", \"from_port\": 6379, \"to_port\": 6379, \"ip_protocol\": \"tcp\","
              + " \"description\": \"vpc\","
              + " \"security_group_id\": \"${data.terraform_remote_state.elasticache.outputs.group}\"}"),
      Break.with(ECS, "tasks open to the world over IPv6", IN + "load_balancer_to_sign",
          "{\"cidr_ipv6\": \"::/0\", \"from_port\": 3001, \"to_port\": 3001, \"ip_protocol\": \"tcp\","
              + " \"description\": \"anyone\", \"security_group_id\": \"${aws_security_group.sign.id}\"}"),
      Break.set(ECS, "load balancer open on SSH", IN + "load_balancer_from_internet", "from_port", "22"),
      Break.rewrite(ECS, "load balancer open on every port", IN + "load_balancer_from_internet", "\"from_port\":443",
          "\"from_port\":0"),
      Break.set(ECS, "tasks send everything everywhere", OUT + "sign_to_https", "ip_protocol", "\"-1\""),
      Break.drop(ECS, "firewall rule without a description", OUT + "sign_to_https", "description"),
      Break.set(ECS, "TLS policy of 2016", "aws_lb_listener.https", "ssl_policy", "\"ELBSecurityPolicy-2016-08\""),
      Break.set(ECS, "TLS policy of 2017", "aws_lb_listener.https", "ssl_policy", "\"ELBSecurityPolicy-TLS-1-2-2017-01\""),
      Break.rewrite(ECS, "plain HTTP on port 80", "aws_lb_listener.https", "\"HTTPS\"", "\"HTTP\""),
      Break.set(ECS, "load balancer accepts invalid headers", "aws_lb.main", "drop_invalid_header_fields", "false"),
      Break.set(ECS, "load balancer only watches request smuggling", "aws_lb.main", "desync_mitigation_mode", "\"monitor\""),
      Break.set(ECS, "load balancer without access logs", "aws_lb.main", "access_logs.enabled", "false"),
      Break.set(ECS, "load balancer without deletion protection", "aws_lb.main", "enable_deletion_protection", "false"),
      Break.set(ECS, "load balancer in one zone", "aws_lb.main", "subnets", "[\"${var.network_public_subnet_ids.a}\"]"),
      Break.without(ECS, "load balancer without a web ACL", "aws_wafv2_web_acl_association.main"),
      Break.rewrite(WAF, "no rule against known bad inputs", "aws_wafv2_web_acl.main",
          "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesLinuxRuleSet"),
      Break.rewrite(WAF, "no rule against too many requests", "aws_wafv2_web_acl.main", "rate_based_statement",
          "not_statement"),
      Break.rewrite(WAF, "rules count and do not block", "aws_wafv2_web_acl.main", "\"override_action\":{\"none\":{}}",
          "\"override_action\":{\"count\":{}}"),
      Break.rewrite(WAF, "rules without metrics", "aws_wafv2_web_acl.main", "\"cloudwatch_metrics_enabled\":true",
          "\"cloudwatch_metrics_enabled\":false"),
      Break.without(WAF, "web ACL without logs", "aws_wafv2_web_acl_logging_configuration.main"));
}
