package groundplan.systems;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What H2O's text says of its distribution, slow queries and state, held against what is generated. */
class H2oEdgeTest {
    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void queriesAreSlowAfterFiveMinutesOfThem(String environment) {
        Generated.alarm("h2o/" + environment + "/us-east-1/observability", "database_query_time_warning", 1, 5);
    }

    @ParameterizedTest(name = "{0} {1}.{2} is {3}")
    @CsvSource({
        "prod/_global/state, aws_s3_bucket.state, bucket, h2o-terraform-state",
        "prod/_global/state, aws_s3_bucket_versioning.state, versioning_configuration.status, Enabled",
        "prod/_global/state, aws_dynamodb_table.locks, name, terraform-locks",
        "prod/_global/cdn, aws_cloudfront_distribution.main, aliases.0, h2o.example.com",
        "dev/_global/cdn, aws_cloudfront_distribution.main, aliases.0, dev.h2o.example.com",
        "prod/_global/cdn, aws_cloudfront_distribution.main, ordered_cache_behavior.0.path_pattern, /api/*",
        "prod/_global/cdn, aws_cloudfront_distribution.main, origin.0.custom_origin_config.origin_read_timeout, 60",
        "prod/_global/cdn, aws_cloudfront_cache_policy.pages, default_ttl, 60",
        "prod/_global/cdn, aws_cloudfront_cache_policy.static, default_ttl, 86400"
    })
    void theTextsFigureIsGenerated(String unit, String address, String attribute, String value) {
        Generated.is("h2o/" + unit, address, attribute, value);
    }
}
