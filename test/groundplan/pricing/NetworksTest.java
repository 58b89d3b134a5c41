package groundplan.pricing;

import org.junit.jupiter.api.Test;

/** Ways in and out: gateways, endpoints, balancers, distributions, zones. */
class NetworksTest {
    @Test
    void aNatGatewayIsPaidByTheHourAndByTheGbAndItsAddressToo() {
        String nat =
                """
        "aws_nat_gateway": {"a": {"allocation_id": "${aws_eip.a.id}"}}, "aws_eip": {"a": {"domain": "vpc"}}
        """;
        Example.of(nat).costs("aws_nat_gateway.a", "NAT gateway: 730 hour = 32.85", "processed data: 100 GB = 4.50");
        Example.of(nat).costs("aws_eip.a", "public IPv4 address: 730 address-hour = 3.65");
        Example.in("eu-west-1", nat)
                .costs("aws_nat_gateway.a", "NAT gateway: 730 hour = 35.04", "processed data: 100 GB = 4.80");
    }

    @Test
    void anInterfaceEndpointIsPaidInEveryZoneAndAGatewayEndpointNowhere() {
        Example endpoints = Example.of(
                """
        "aws_vpc_endpoint": {
          "logs": {"vpc_endpoint_type": "Interface", "subnet_ids": ["${aws_subnet.a.id}", "${aws_subnet.b.id}"]},
          "s3": {"vpc_endpoint_type": "Gateway", "route_table_ids": ["${aws_route_table.a.id}"]}}
        """);
        endpoints.costs(
                "aws_vpc_endpoint.logs", "endpoint in 2 zones: 1460 zone-hour = 14.60", "processed data: 20 GB = 0.20");
        endpoints.costs("aws_vpc_endpoint.s3");
    }

    @Test
    void aBalancerHasAPublicAddressInEachOfItsSubnets() {
        Example balancers = Example.of(
                """
        "aws_lb": {
          "open": {"load_balancer_type": "application", "internal": false,
            "subnets": ["${data.a}", "${data.b}", "${data.c}"]},
          "inside": {"internal": true, "subnets": ["${data.a}", "${data.b}"]},
          "network": {"load_balancer_type": "network", "internal": true, "subnets": ["${data.a}"]},
          "other": {"load_balancer_type": "gateway", "subnets": []}}
        """);
        balancers.costs(
                "aws_lb.open",
                "application load balancer: 730 hour = 16.43",
                "capacity units: 1460 LCU-hour = 11.68",
                "public IPv4 address in each zone: 2190 address-hour = 10.95",
                "data to the Internet: 300 GB = 27.00");
        balancers.costs(
                "aws_lb.inside",
                "application load balancer: 730 hour = 16.43",
                "capacity units: 1460 LCU-hour = 11.68");
        balancers.costs(
                "aws_lb.network", "network load balancer: 730 hour = 16.43", "capacity units: 1460 NLCU-hour = 8.76");
        balancers.doesNotKnow("aws_lb.other", "load_balancer_type is gateway, for which the table has no price");
    }

    @Test
    void aDistributionIsPaidByWhatItDelivers() {
        Example site = Example.of(
                """
        "aws_cloudfront_distribution": {"site": {"default_cache_behavior":
          {"function_association": [{"function_arn": "${aws_cloudfront_function.rewrite.arn}"}]}}},
        "aws_cloudfront_function": {"rewrite": {}, "unused": {}}
        """);
        site.costs(
                "aws_cloudfront_distribution.site",
                "data to viewers: 1000 GB = 85.00",
                "HTTPS requests: 8 million requests = 8.00");
        site.when(Example.usage("desired", "africa_middle_east"))
                .costs(
                        "aws_cloudfront_distribution.site",
                        "data to viewers: 1000 GB = 110.00",
                        "HTTPS requests: 8 million requests = 9.60");
        site.costs("aws_cloudfront_function.rewrite", "invocations: 8 million invocations = 0.80");
        site.costs("aws_cloudfront_function.unused");
    }

    @Test
    void aHostedAppIsPaidByBuildsFilesAndData() {
        Example.of("\"aws_amplify_app\": {\"web\": {}}")
                .costs(
                        "aws_amplify_app.web",
                        "builds: 100 minute = 1.00",
                        "hosted files: 2 GB-month = 0.05",
                        "data to viewers: 40 GB = 6.00");
    }

    @Test
    void queriesArePaidInPublicZonesOnly() {
        Example zones = Example.of(
                """
        "aws_route53_zone": {"public": {"name": "a.example"}, "inside": {"name": "a.inside", "vpc": [{"vpc_id": "x"}]}},
        "aws_service_discovery_private_dns_namespace": {"services": {"name": "services.inside"}}
        """);
        zones.costs("aws_route53_zone.public", "hosted zone: 1 zone-month = 0.50", "queries: 5 million queries = 2.00");
        zones.costs("aws_route53_zone.inside", "hosted zone: 1 zone-month = 0.50");
        zones.costs("aws_service_discovery_private_dns_namespace.services", "hosted zone: 1 zone-month = 0.50");
    }

    @Test
    void aWebAclIsPaidByRuleAndRequest() {
        Example.of(
                        """
        "aws_wafv2_web_acl": {"main": {"rule": [{"name": "limit"}, {"name": "managed"}, {"name": "bots", "statement":
          {"managed_rule_group_statement": {"name": "AWSManagedRulesBotControlRuleSet"}}}]}}
        """)
                .costs(
                        "aws_wafv2_web_acl.main",
                        "web ACL: 1 ACL-month = 5.00",
                        "rules: 3 rule-month = 3.00",
                        "requests: 4 million requests = 2.40",
                        "Bot Control: 1 ACL-month = 10.00");
    }
}
