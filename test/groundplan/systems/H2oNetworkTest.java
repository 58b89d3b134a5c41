package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of H2O's network, and of the bucket for its reports. */
class H2oNetworkTest {
    @ParameterizedTest(name = "{0}: {1} NAT gateways")
    @CsvSource({"dev, 0", "prod, 2"})
    void eachEnvironmentHasTwoTiersInTwoZones(String environment, int gateways) {
        String unit = "h2o/" + environment + "/us-east-1/network";
        assertEquals(Set.of("public_a", "public_b", "private_a", "private_b"), Generated.names(unit, "aws_subnet"));
        Generated.is(unit, "aws_subnet.public_a", "availability_zone", "us-east-1a");
        Generated.is(unit, "aws_subnet.private_b", "availability_zone", "us-east-1b");
        assertEquals(gateways, Generated.names(unit, "aws_nat_gateway").size(), "NAT gateways");
    }

    @Test
    void devReachesThroughEndpointsWhatItsTasksNeed() {
        String unit = "h2o/dev/us-east-1/network";
        assertEquals(
                Set.of("s3", "ecr_api", "ecr_dkr", "logs", "secretsmanager"),
                Generated.names(unit, "aws_vpc_endpoint"));
        Generated.resources(unit, "aws_vpc_endpoint").properties().stream()
                .filter(endpoint ->
                        endpoint.getValue().path("vpc_endpoint_type").asText().equals("Interface"))
                .forEach(endpoint -> assertEquals(
                        "[\"${aws_subnet.private_a.id}\"]",
                        endpoint.getValue().path("subnet_ids").toString(),
                        endpoint.getKey() + " is billed in one zone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void reportsAreKeptInABucketThatAges(String environment) {
        String unit = "h2o/" + environment + "/us-east-1/storage";
        Generated.is(unit, "aws_s3_bucket.pdfs", "bucket", "h2o-" + environment + "-pdfs");
        Generated.is(
                unit,
                "aws_s3_bucket_server_side_encryption_configuration.pdfs",
                "rule.0.apply_server_side_encryption_by_default.sse_algorithm",
                "aws:kms");
        Generated.is(unit, "aws_s3_bucket_lifecycle_configuration.pdfs", "rule.0.transition.0.days", "30");
        Generated.is(
                unit, "aws_s3_bucket_lifecycle_configuration.pdfs", "rule.0.transition.1.storage_class", "GLACIER_IR");
    }
}
