package groundplan.systems;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the text says of the Health Platform's distribution, caches and state, held against what is generated. */
class HealthPlatformEdgeTest {
    @ParameterizedTest(name = "{0}: {1} at {2} for {3} min")
    @CsvSource({
        "prod, redis_shard_1_node_1_engine_cpu_warning, 80, 5", "prod, redis_shard_1_node_2_memory_warning, 80, 5",
        "staging, redis_shard_1_node_1_memory_warning, 80, 5", "staging, ecs_backend_cpu_warning, 80, 5",
        "staging, ecs_frontend_disk_warning, 85, 5", "staging, database_free_storage_warning, 15, 5",
        "dev, ecs_backend_memory_warning, 80, 5", "dev, ecs_latency_average_warning, 1, 5",
        "dev, database_connection_share_warning, 80, 5", "prod, database_reader_lag_warning, 60, 5"
    })
    void cachesReplicaAndTheOtherEnvironmentsAreWatchedLikeProduction(
            String environment, String alarm, double threshold, int minutes) {
        Generated.alarm("health-platform/" + environment + "/us-east-1/observability", alarm, threshold, minutes);
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({"dev, dev.health.example.com", "staging, staging.health.example.com", "prod, health.example.com"})
    void theDistributionStandsBeforeTheLoadBalancer(String environment, String name) {
        String unit = "health-platform/" + environment + "/_global/cdn";
        Generated.is(unit, "aws_cloudfront_distribution.main", "aliases.0", name);
        Generated.is(unit, "aws_cloudfront_distribution.main", "origin.0.domain_name", "origin." + name);
        Generated.is(unit, "aws_cloudfront_distribution.main", "ordered_cache_behavior.0.path_pattern", "/api*");
        Generated.is(unit, "aws_cloudfront_cache_policy.pages", "default_ttl", "60");
        Generated.is(unit, "aws_cloudfront_cache_policy.static", "default_ttl", "86400");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "aws_s3_bucket.state, health-platform-terraform-state",
        "aws_dynamodb_table.locks, health-platform-terraform-locks"
    })
    void theStateHasABucketAndATableOfItsOwn(String address, String name) {
        Generated.is(
                "health-platform/prod/_global/state", address, address.startsWith("aws_s3") ? "bucket" : "name", name);
    }
}
