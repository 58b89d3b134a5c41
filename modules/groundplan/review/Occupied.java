package groundplan.review;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Resources that AWS does not delete while they are in use. */
final class Occupied {
    /** What uses a resource of each type. */
    private static final Map<String, String> BY = Map.ofEntries(
            Map.entry("aws_acm_certificate", "a listener or a distribution uses it"),
            Map.entry("aws_cloudfront_origin_access_control", "a distribution uses it"),
            Map.entry("aws_cloudfront_response_headers_policy", "a distribution uses it"),
            Map.entry("aws_db_parameter_group", "a database uses it"),
            Map.entry("aws_db_subnet_group", "a database is in it"),
            Map.entry("aws_ecs_cluster", "services are in it"),
            Map.entry("aws_efs_file_system", "it is mounted"),
            Map.entry("aws_elasticache_subnet_group", "a cache is in it"),
            Map.entry("aws_iam_policy", "it is attached to roles"),
            Map.entry("aws_internet_gateway", "public addresses are behind it"),
            Map.entry("aws_lb_target_group", "a listener forwards to it"),
            Map.entry("aws_route53_zone", "it has records"),
            Map.entry("aws_security_group", "network interfaces are in it, or rules refer to it"),
            Map.entry("aws_service_discovery_private_dns_namespace", "services are in it"),
            Map.entry("aws_subnet", "network interfaces are in it"),
            Map.entry("aws_vpc", "there are resources in it"),
            Map.entry("aws_wafv2_web_acl", "it is associated with resources"));

    private Occupied() {}

    static boolean possible(String type) {
        return BY.containsKey(type);
    }

    static Optional<Danger> of(String type, Collection<String> users) {
        return users.isEmpty() || !possible(type)
                ? Optional.empty()
                : Optional.of(new Danger(
                        Danger.Weight.IN_USE,
                        "is destroyed before its users are changed: AWS does not delete it while " + BY.get(type)
                                + ", and "
                                + String.join(", ", users)
                                + (users.size() == 1 ? " is applied later" : " are applied later")
                                + "; add a second one, move its users to that, then remove this one"));
    }

    static Optional<Danger> inside(String type, Collection<String> users) {
        return users.isEmpty() || !possible(type)
                ? Optional.empty()
                : Optional.of(new Danger(
                        Danger.Weight.IN_USE,
                        "is destroyed before its users are changed: AWS does not delete it while " + BY.get(type)
                                + ", and Terraform changes "
                                + String.join(", ", users)
                                + " only afterwards; remove it there and apply that first"));
    }
}
