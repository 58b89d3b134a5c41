package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.FullSynthesis;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ohi's text says of its frontend, its groups, its limits and its state, held against what is generated. */
class OhiEdgeTest {
    private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");

    @ParameterizedTest(name = "{0} at {1}, kept for {2} s")
    @CsvSource({
        "dev, www.dev.ohealth-ng.com, 300",
        "staging, www.staging.ohealth-ng.com, 3600",
        "prod, www.ohealth-ng.com, 86400"
    })
    void theFrontendHasItsNameAndItsTimes(String environment, String name, String seconds) {
        String unit = "ohi/" + environment + "/_global/frontend";
        assertEquals(1, Generated.names(unit, "aws_cloudfront_distribution").size(), "distributions of " + unit);
        Generated.is(unit, "aws_cloudfront_distribution.main", "aliases.0", name);
        Generated.is(unit, "aws_route53_record." + name.replaceAll("[.-]", "_"), "type", "A");
        Generated.is(unit, "aws_cloudfront_cache_policy.pages", "default_ttl", seconds);
        Generated.is(
                unit, "aws_cloudfront_distribution.main", "custom_error_response.0.response_page_path", "/index.html");
        for (String bucket : List.of("hosting", "backup")) {
            Generated.is(unit, "aws_s3_bucket." + bucket, "provider", "aws.eu_west_1");
            Generated.is(unit, "aws_s3_bucket_versioning." + bucket, "versioning_configuration.status", "Enabled");
        }
        Generated.is(
                unit,
                "aws_cloudfront_distribution.main",
                "logging_config.bucket",
                "ohi-" + environment + "-frontend-logs.s3.amazonaws.com");
    }

    @ParameterizedTest(name = "{0}: {1} for {2} min")
    @CsvSource({"db_cpu_warning, 70, 5", "redis_node_1_memory_warning, 80, 5", "redis_blnk_node_1_memory_warning, 80, 5"
    })
    void alarmsTellWhenTheTextAddsReplicasAndShards(String alarm, double threshold, int minutes) {
        ENVIRONMENTS.forEach(environment -> Generated.alarm(watch(environment), alarm, threshold, minutes));
    }

    @Test
    void productionIsToldBeforeItsLastTaskGoes() {
        for (String service : List.of("api", "graphql", "sse", "provider_api")) {
            Generated.alarm(watch("prod"), "ecs_" + service + "_healthy_targets_warning", 2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    @DisplayName("the text's six security groups, beside those that only functions and endpoints have")
    void thereAreSixSecurityGroupsOfServicesAndStores(String environment) {
        Set<String> groups = new TreeSet<>();
        FullSynthesis.documents().stream()
                .map(document -> document.unit().path().toString())
                .filter(path -> path.startsWith("ohi/" + environment + "/"))
                .forEach(path -> groups.addAll(Generated.names(path, "aws_security_group")));
        groups.removeAll(Set.of("endpoints", "secrets_rotation"));
        assertEquals(Set.of("load_balancer", "services", "db", "redis", "redis_blnk", "clickhouse_data"), groups);
    }

    @Test
    void requestsToTheLoadBalancerAreLogged() {
        ENVIRONMENTS.forEach(environment ->
                Generated.is("ohi/" + environment + "/eu-west-1/ecs", "aws_lb.main", "access_logs.enabled", "true"));
    }

    @ParameterizedTest(name = "{0}.{1} is {2}")
    @CsvSource({
        "aws_s3_bucket.state, bucket, ohi-terraform-state",
        "aws_dynamodb_table.locks, name, ohi-terraform-locks",
        "aws_s3_bucket_versioning.state, versioning_configuration.status, Enabled"
    })
    void theStateIsKeptWithItsVersions(String address, String attribute, String value) {
        Generated.is("ohi/prod/_global/state", address, attribute, value);
    }

    private static String watch(String environment) {
        return "ohi/" + environment + "/eu-west-1/observability";
    }
}
