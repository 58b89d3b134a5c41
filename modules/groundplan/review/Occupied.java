package groundplan.review;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What AWS does not delete while something is in it, or uses it. */
final class Occupied {
    /** What has to leave first. */
    private static final Map<String, String> BY = Map.ofEntries(
            Map.entry("aws_acm_certificate", "a listener or a distribution uses it"),
            Map.entry("aws_cloudfront_origin_access_control", "a distribution uses it"),
            Map.entry("aws_cloudfront_response_headers_policy", "a distribution uses it"),
            Map.entry("aws_db_parameter_group", "a database uses it"),
            Map.entry("aws_db_subnet_group", "a database is in it"),
            Map.entry("aws_ecs_cluster", "services are in it"),
            Map.entry("aws_efs_file_system", "it is mounted"),
            Map.entry("aws_elasticache_subnet_group", "a cache is in it"),
            Map.entry("aws_iam_policy", "roles have it"),
            Map.entry("aws_internet_gateway", "public addresses are behind it"),
            Map.entry("aws_lb_target_group", "a listener leads to it"),
            Map.entry("aws_route53_zone", "it has records"),
            Map.entry("aws_security_group", "network interfaces are in it, or rules name it"),
            Map.entry("aws_service_discovery_private_dns_namespace", "services are in it"),
            Map.entry("aws_subnet", "network interfaces are in it"),
            Map.entry("aws_vpc", "anything is in it"),
            Map.entry("aws_wafv2_web_acl", "something is behind it"));

    private Occupied() {}

    static boolean possible(String type) {
        return BY.containsKey(type);
    }

    static Optional<Danger> of(String type, Collection<String> users) {
        return users.isEmpty() || !possible(type)
                ? Optional.empty()
                : Optional.of(new Danger(
                        Danger.Weight.IN_USE,
                        "goes before what uses it: AWS keeps it while " + BY.get(type) + ", and "
                                + String.join(", ", users)
                                + (users.size() == 1 ? " is applied later" : " are applied later")
                                + "; put a second one beside it, move to that, then take this one away"));
    }

    static Optional<Danger> inside(String type, Collection<String> users) {
        return users.isEmpty() || !possible(type)
                ? Optional.empty()
                : Optional.of(new Danger(
                        Danger.Weight.IN_USE,
                        "goes before what uses it: AWS keeps it while " + BY.get(type) + ", and Terraform changes "
                                + String.join(", ", users)
                                + " only when this is gone; take it out there and apply that first"));
    }
}
