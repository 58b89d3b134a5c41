package groundplan.quotas;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.Quota;
import groundplan.kernel.Quotas;
import groundplan.pricing.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts what units use of the quotas of AWS. */
public final class QuotaCounter {
    /** Where quotas that hold for a whole account are requested. */
    private static final String GLOBAL_REGION = "us-east-1";
    /** Lambda keeps so many for functions without reserved ones. */
    private static final double UNRESERVED_EXECUTIONS = 100;

    private static final double CPU_UNITS = 1024;
    /** What a reference counts for in a policy: most of them become an ARN, which is rarely shorter. */
    private static final String SOME_ARN = "a".repeat(64);

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^{}]*+}");
    private static final Pattern SPACE = Pattern.compile("\\s++");

    /** Types of which each resource counts for one, in its region or its account. */
    private static final Map<String, String> ONE_EACH = Map.ofEntries(
            Map.entry("aws_acm_certificate", "acm-certificates"),
            Map.entry("aws_amplify_app", "amplify-apps"),
            Map.entry("aws_cloudfront_cache_policy", "cloudfront-cache-policies"),
            Map.entry("aws_cloudfront_distribution", "cloudfront-distributions"),
            Map.entry("aws_cloudfront_origin_access_control", "cloudfront-origin-access-controls"),
            Map.entry("aws_cloudfront_response_headers_policy", "cloudfront-response-headers-policies"),
            Map.entry("aws_cloudtrail", "trails"),
            Map.entry("aws_cloudwatch_event_rule", "event-rules"),
            Map.entry("aws_cloudwatch_log_resource_policy", "log-resource-policies"),
            Map.entry("aws_cloudwatch_metric_alarm", "cloudwatch-alarms"),
            Map.entry("aws_db_event_subscription", "rds-event-subscriptions"),
            Map.entry("aws_db_instance", "rds-db-instances"),
            Map.entry("aws_db_option_group", "rds-option-groups"),
            Map.entry("aws_db_parameter_group", "rds-parameter-groups"),
            Map.entry("aws_db_subnet_group", "rds-db-subnet-groups"),
            Map.entry("aws_default_security_group", "security-groups"),
            Map.entry("aws_efs_file_system", "efs-file-systems"),
            Map.entry("aws_eip", "vpc-elastic-ips"),
            Map.entry("aws_eks_cluster", "eks-clusters"),
            Map.entry("aws_iam_policy", "iam-managed-policies"),
            Map.entry("aws_iam_role", "iam-roles"),
            Map.entry("aws_internet_gateway", "internet-gateways"),
            Map.entry("aws_kms_key", "kms-keys"),
            Map.entry("aws_lb_target_group", "target-groups"),
            Map.entry("aws_rds_cluster", "rds-db-clusters"),
            Map.entry("aws_rds_cluster_instance", "rds-db-instances"),
            Map.entry("aws_rds_cluster_parameter_group", "rds-db-cluster-parameter-groups"),
            Map.entry("aws_route53_health_check", "health-checks"),
            Map.entry("aws_route53_zone", "hosted-zones"),
            Map.entry("aws_s3_bucket", "s3-buckets"),
            Map.entry("aws_security_group", "security-groups"),
            Map.entry("aws_service_discovery_private_dns_namespace", "cloud-map-namespaces"),
            Map.entry("aws_vpc", "vpcs"));

    /** Types of which each resource counts for one of what an argument refers to. */
    private static final Map<String, List<String>> ONE_OF = Map.ofEntries(
            Map.entry("aws_apigatewayv2_route", List.of("routes-per-http-api", "api_id")),
            Map.entry("aws_cloudwatch_log_metric_filter", List.of("metric-filters-per-log-group", "log_group_name")),
            Map.entry("aws_iam_role_policy_attachment", List.of("managed-policies-per-role", "role")),
            Map.entry("aws_lb_listener", List.of("listeners-per-application-load-balancer", "load_balancer_arn")),
            Map.entry("aws_route_table", List.of("route-tables-per-vpc", "vpc_id")),
            Map.entry("aws_subnet", List.of("subnets-per-vpc", "vpc_id")));

    private final CountedReferences references;
    private final Map<String, QuotaUse> uses = new TreeMap<>();

    private QuotaCounter(List<CountedUnit> units) {
        this.references = new CountedReferences(units);
    }

    /** What the units use, by quota and place. */
    public static List<QuotaUse> count(List<CountedUnit> units) {
        QuotaCounter counter = new QuotaCounter(units);
        units.forEach(unit -> unit.resources().values().forEach(resource -> counter.count(unit, resource)));
        return List.copyOf(counter.uses.values());
    }

    private void count(CountedUnit unit, Resource resource) {
        Optional.ofNullable(ONE_EACH.get(resource.type())).ifPresent(quota -> add(unit, resource, quota, "", 1));
        Optional.ofNullable(ONE_OF.get(resource.type()))
                .ifPresent(quota -> add(unit, resource, quota.get(0), subject(unit, resource, quota.get(1)), 1));
        String itself = unit.path() + " " + resource.address();
        switch (resource.type()) {
            case "aws_acm_certificate" ->
                add(
                        unit,
                        resource,
                        "domain-names-per-acm-certificate",
                        itself,
                        1
                                + resource.attributes()
                                        .path("subject_alternative_names")
                                        .size());
            case "aws_nat_gateway" ->
                references
                        .target(unit, resource.attributes().path("subnet_id"))
                        .ifPresent(subnet -> add(
                                unit,
                                resource,
                                "nat-gateways-per-zone",
                                subnet.resource()
                                        .attributes()
                                        .path("availability_zone")
                                        .asText(),
                                1));
            case "aws_vpc_endpoint" -> endpoint(unit, resource);
            case "aws_network_acl" ->
                add(
                        unit,
                        resource,
                        "network-acl-rules",
                        itself,
                        Math.max(
                                resource.attributes().path("ingress").size(),
                                resource.attributes().path("egress").size()));
            case "aws_vpc_security_group_ingress_rule" -> rule(unit, resource, "inbound");
            case "aws_vpc_security_group_egress_rule" -> rule(unit, resource, "outbound");
            case "aws_lb" -> {
                boolean network = resource.attributes()
                        .path("load_balancer_type")
                        .asText()
                        .equals("network");
                add(unit, resource, network ? "network-load-balancers" : "application-load-balancers", "", 1);
            }
            case "aws_lb_listener_rule" -> ofBalancer(unit, resource, "rules-per-application-load-balancer");
            case "aws_lb_listener_certificate" ->
                ofBalancer(unit, resource, "certificates-per-application-load-balancer");
            case "aws_ecs_service" -> service(unit, resource);
            case "aws_lambda_function" -> function(unit, resource);
            case "aws_elasticache_replication_group" -> cache(unit, resource);
            case "aws_wafv2_web_acl" -> {
                if (resource.attributes().path("scope").asText().equals("REGIONAL")) {
                    add(unit, resource, "regional-web-acls", "", 1);
                }
            }
            case "aws_iam_role" ->
                add(unit, resource, "role-trust-policy-length", itself, length(resource, "assume_role_policy"));
            case "aws_iam_role_policy" ->
                add(
                        unit,
                        resource,
                        "inline-policies-length-per-role",
                        subject(unit, resource, "role"),
                        length(resource, "policy"));
            case "aws_iam_policy" -> add(unit, resource, "managed-policy-length", itself, length(resource, "policy"));
            default -> {}
        }
    }

    private void endpoint(CountedUnit unit, Resource resource) {
        if (resource.attributes().path("vpc_endpoint_type").asText("Gateway").equals("Gateway")) {
            add(unit, resource, "gateway-vpc-endpoints", "", 1);
        } else {
            add(unit, resource, "interface-vpc-endpoints-per-vpc", subject(unit, resource, "vpc_id"), 1);
        }
    }

    private void rule(CountedUnit unit, Resource resource, String direction) {
        add(unit, resource, "security-group-rules", subject(unit, resource, "security_group_id") + " " + direction, 1);
    }

    /** A listener may be another unit's, and so may its load balancer. */
    private void ofBalancer(CountedUnit unit, Resource resource, String quota) {
        String balancer = references
                .target(unit, resource.attributes().path("listener_arn"))
                .map(listener -> references.subject(
                        listener.unit(), listener.resource().attributes().path("load_balancer_arn")))
                .orElseGet(() -> subject(unit, resource, "listener_arn"));
        add(unit, resource, quota, balancer, 1);
    }

    private void service(CountedUnit unit, Resource service) {
        FargateTasks tasks = FargateTasks.of(unit, service);
        references.target(unit, service.attributes().path("task_definition")).ifPresent(task -> {
            double cpus = task.resource().attributes().path("cpu").asDouble() / CPU_UNITS;
            add(unit, service, "fargate-on-demand-vcpus", "", tasks.onDemand() * cpus);
            add(unit, service, "fargate-spot-vcpus", "", tasks.spot() * cpus);
        });
    }

    private void function(CountedUnit unit, Resource function) {
        double reserved =
                function.attributes().path("reserved_concurrent_executions").asDouble(-1);
        if (reserved > 0) {
            add(unit, function, "lambda-concurrent-executions", "", reserved);
        }
    }

    private void cache(CountedUnit unit, Resource group) {
        JsonNode at = group.attributes();
        double nodes = at.has("num_node_groups")
                ? at.path("num_node_groups").asDouble()
                        * (1 + at.path("replicas_per_node_group").asDouble())
                : at.path("num_cache_clusters").asDouble(1);
        add(unit, group, "elasticache-nodes", "", nodes);
    }

    /** IAM does not count white space. */
    private static double length(Resource resource, String policy) {
        String text = resource.attributes().path(policy).asText();
        return SPACE.matcher(REFERENCE.matcher(text).replaceAll(SOME_ARN))
                .replaceAll("")
                .length();
    }

    private String subject(CountedUnit unit, Resource resource, String argument) {
        return references.subject(unit, resource.attributes().path(argument));
    }

    private void add(CountedUnit unit, Resource resource, String name, String subject, double amount) {
        if (amount == 0) {
            return;
        }
        Quota quota = Quotas.of(name);
        String region = quota.global() ? GLOBAL_REGION : resource.region();
        String key = String.join("\n", name, unit.account(), region, subject);
        SortedMap<String, Double> byUnit = uses.computeIfAbsent(
                        key, first -> new QuotaUse(quota, unit.account(), region, subject, new TreeMap<>()))
                .byUnit();
        boolean reservation = name.equals("lambda-concurrent-executions") && byUnit.isEmpty();
        byUnit.merge(unit.path(), amount + (reservation ? UNRESERVED_EXECUTIONS : 0), Double::sum);
    }
}
