package groundplan.pricing;

/** Route 53, service discovery and certificates. */
final class Domains {
    private Domains() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_route53_zone", Domains::zone)
                .metered("aws_service_discovery_private_dns_namespace", Domains::zone)
                .metered(
                        "aws_route53_health_check",
                        (check, usage, bill) -> bill.add("health check", "route53.health_check", 1))
                .partOf("its namespace", "aws_service_discovery_service")
                .partOf("the log group that it writes to", "aws_route53_query_log")
                .partOf(
                        "its zone",
                        "aws_route53_hosted_zone_dnssec",
                        "aws_route53_key_signing_key",
                        "aws_route53_record")
                .free(
                        "aws_acm_certificate",
                        "aws_acm_certificate_validation",
                        "aws_route53_delegation_set",
                        "aws_route53_zone_association",
                        "aws_service_discovery_http_namespace");
    }

    private static void zone(Subject zone, Usage usage, Bill bill) {
        bill.add("hosted zone", "route53.zone", 1);
        boolean inside = zone.resource().type().endsWith("_namespace")
                || !zone.blocks("vpc").isEmpty();
        bill.add(
                "queries",
                "route53.queries_million",
                inside ? 0 : usage.traffic().dnsQueriesMillion());
    }
}
