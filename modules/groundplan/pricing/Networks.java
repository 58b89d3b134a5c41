package groundplan.pricing;

/** VPCs: NAT gateways, public addresses, interface endpoints. */
final class Networks {
    private Networks() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_nat_gateway", Networks::nat)
                .metered(
                        "aws_eip",
                        (address, usage, bill) ->
                                bill.add("public IPv4 address", "vpc.ipv4_hour", usage.hoursPerMonth()))
                .metered("aws_vpc_endpoint", Networks::endpoint)
                .partOf("the log group or bucket that it writes to", "aws_flow_log")
                .free(
                        "aws_default_network_acl",
                        "aws_default_route_table",
                        "aws_default_security_group",
                        "aws_eip_association",
                        "aws_internet_gateway",
                        "aws_network_acl",
                        "aws_network_acl_association",
                        "aws_network_acl_rule",
                        "aws_route",
                        "aws_route_table",
                        "aws_route_table_association",
                        "aws_security_group",
                        "aws_subnet",
                        "aws_vpc",
                        "aws_vpc_dhcp_options",
                        "aws_vpc_dhcp_options_association",
                        "aws_vpc_endpoint_policy",
                        "aws_vpc_endpoint_route_table_association",
                        "aws_vpc_security_group_egress_rule",
                        "aws_vpc_security_group_ingress_rule");
    }

    private static void nat(Subject gateway, Usage usage, Bill bill) {
        bill.add("NAT gateway", "nat.hour", usage.hoursPerMonth());
        bill.add("processed data", "nat.gb", usage.traffic().natGb());
    }

    private static void endpoint(Subject endpoint, Usage usage, Bill bill) {
        if (!endpoint.text("vpc_endpoint_type").orElse("Gateway").equals("Interface")) {
            return;
        }
        int zones = endpoint.blocks("subnet_ids").size();
        bill.add("endpoint in " + zones + " zones", "vpc.endpoint_hour", zones * usage.hoursPerMonth());
        bill.add("processed data", "vpc.endpoint_gb", usage.traffic().endpointGb());
    }
}
