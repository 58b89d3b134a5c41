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
            Map.entry("aws_ecs_capacity_provider", "a cluster or a service uses it"),
            Map.entry("aws_ecs_cluster", "services are in it"),
            Map.entry("aws_docdb_subnet_group", "a cluster is in it"),
            Map.entry("aws_efs_file_system", "it is mounted"),
            Map.entry("aws_eks_cluster", "node groups or profiles are in it"),
            Map.entry("aws_elasticache_parameter_group", "a cache uses it"),
            Map.entry("aws_cloudfront_function", "a distribution uses it"),
            Map.entry("aws_cloudfront_cache_policy", "a distribution uses it"),
            Map.entry("aws_cloudfront_origin_request_policy", "a distribution uses it"),
            Map.entry("aws_neptune_subnet_group", "a cluster is in it"),
            Map.entry("aws_networkfirewall_firewall_policy", "a firewall uses it"),
            Map.entry("aws_networkfirewall_rule_group", "a policy uses it"),
            Map.entry("aws_rds_cluster_parameter_group", "a cluster uses it"),
            Map.entry("aws_redshift_subnet_group", "a cluster is in it"),
            Map.entry("aws_ec2_transit_gateway", "networks are attached to it"),
            Map.entry("aws_batch_compute_environment", "a queue uses it"),
            Map.entry("aws_wafv2_ip_set", "a rule uses it"),
            Map.entry("aws_wafv2_rule_group", "a web ACL uses it"),
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
        return BY.containsKey(ResourceChange.known(type));
    }

    static Optional<Danger> of(String type, Collection<String> users) {
        return users.isEmpty() || !possible(type)
                ? Optional.empty()
                : Optional.of(new Danger(
                        Danger.Weight.IN_USE,
                        "is destroyed before its users are changed: AWS does not delete it while "
                                + BY.get(ResourceChange.known(type))
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
                        "is destroyed before its users are changed: AWS does not delete it while "
                                + BY.get(ResourceChange.known(type))
                                + ", and Terraform changes "
                                + String.join(", ", users)
                                + " only afterwards; remove it there and apply that first"));
    }
}
