package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.FullSynthesis;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the texts of three systems say of their zones, certificates, repositories and web application firewalls. */
class DomainsAndImagesTest {
    private static final List<String> OHI_SERVICES = List.of(
            "api",
            "blnk-api",
            "blnk-worker",
            "clickhouse",
            "graphql",
            "otel-collector",
            "provider-api",
            "reindexer",
            "signoz-frontend",
            "signoz-query",
            "sse");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ohi/prod, ohealth-ng.com",
        "ohi/staging, staging.ohealth-ng.com",
        "ohi/dev, dev.ohealth-ng.com",
        "health-platform/prod, health.example.com",
        "health-platform/staging, staging.health.example.com",
        "health-platform/dev, dev.health.example.com",
        "h2o/prod, h2o.example.com",
        "h2o/dev, dev.h2o.example.com"
    })
    void eachEnvironmentHasAZone(String environment, String zone) {
        Generated.is(environment + "/_global/dns", "aws_route53_zone.main", "name", zone);
    }

    @ParameterizedTest(name = "{0} delegates {1}")
    @CsvSource({
        "ohi, dev, dev.ohealth-ng.com",
        "ohi, staging, staging.ohealth-ng.com",
        "health-platform, dev, dev.health.example.com",
        "health-platform, staging, staging.health.example.com",
        "h2o, dev, dev.h2o.example.com"
    })
    void theZoneOfProductionDelegatesToThoseOfTheOtherEnvironments(String system, String environment, String zone) {
        String unit = system + "/prod/_global/dns";
        String address = "aws_route53_record.delegation_" + environment;
        Generated.is(unit, address, "name", zone);
        Generated.is(unit, address, "type", "NS");
        Generated.is(
                unit,
                address,
                "records",
                "${split(\",\", \"${data.terraform_remote_state." + environment + "_dns.outputs.name_servers}\")}");
        assertEquals(
                environment + "/_global/dns/terraform.tfstate",
                FullSynthesis.unit(unit)
                        .json()
                        .at("/data/terraform_remote_state/" + environment + "_dns/config/key")
                        .asText());
    }

    @ParameterizedTest(name = "ohi/{0}")
    @CsvSource({"prod, ohealth-ng.com", "staging, staging.ohealth-ng.com", "dev, dev.ohealth-ng.com"})
    void ohiHasTwoWildcardCertificatesAndOneProof(String environment, String zone) {
        for (String region : List.of("eu-west-1", "us-east-1")) {
            String unit = "ohi/" + environment + "/" + region + "/certificate";
            Generated.is(unit, "aws_acm_certificate.main", "domain_name", "*." + zone);
            Generated.is(unit, "aws_acm_certificate.main", "validation_method", "DNS");
        }
        assertEquals(
                1,
                Generated.names("ohi/" + environment + "/eu-west-1/certificate", "aws_route53_record")
                        .size());
        assertEquals(Set.of(), Generated.names("ohi/" + environment + "/us-east-1/certificate", "aws_route53_record"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "health-platform/prod, health.example.com",
        "health-platform/staging, staging.health.example.com",
        "health-platform/dev, dev.health.example.com",
        "h2o/prod, h2o.example.com",
        "h2o/dev, dev.h2o.example.com"
    })
    void aCertificateNamesTheDistributionAndWhatStandsBehindIt(String environment, String zone) {
        String unit = environment + "/us-east-1/certificate";
        Generated.is(unit, "aws_acm_certificate.main", "domain_name", zone);
        Generated.is(unit, "aws_acm_certificate.main", "subject_alternative_names.0", "origin." + zone);
    }

    @ParameterizedTest(name = "ohi/{0}")
    @ValueSource(strings = {"prod", "staging", "dev"})
    void ohiHasElevenRepositories(String environment) {
        String unit = "ohi/" + environment + "/eu-west-1/ecr";
        OHI_SERVICES.forEach(service -> Generated.is(
                unit, "aws_ecr_repository." + service.replace('-', '_'), "name", "ohi-" + environment + "-" + service));
        assertEquals(11, Generated.names(unit, "aws_ecr_repository").size(), "repositories of " + unit);
        keepsTenFixedAndScanned(unit, OHI_SERVICES);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "health-platform/prod, frontend",
        "health-platform/prod, backend",
        "health-platform/dev, frontend",
        "health-platform/staging, backend",
        "h2o/prod, backend",
        "h2o/dev, backend"
    })
    void imagesHaveARepositoryInEachEnvironment(String environment, String repository) {
        String unit = environment + "/us-east-1/ecr";
        Generated.is(
                unit, "aws_ecr_repository." + repository, "name", environment.replace('/', '-') + "-" + repository);
        keepsTenFixedAndScanned(unit, List.of(repository));
    }

    @Test
    @DisplayName(
            "rows 16 and 62: production's load balancers and distributions have a web ACL each, staging's balancers too")
    void firewallsStandWhereStrangersCall() {
        for (String region : List.of(
                "ohi/prod/eu-west-1",
                "ohi/staging/eu-west-1",
                "health-platform/prod/us-east-1",
                "health-platform/staging/us-east-1",
                "h2o/prod/us-east-1")) {
            Generated.is(region + "/waf", "aws_wafv2_web_acl.main", "scope", "REGIONAL");
        }
        for (String system : List.of("ohi", "health-platform", "h2o")) {
            Generated.is(system + "/prod/us-east-1/waf-edge", "aws_wafv2_web_acl.main", "scope", "CLOUDFRONT");
        }
        List<String> dev = FullSynthesis.documents().stream()
                .map(document -> document.unit().path().toString())
                .filter(path -> path.matches("(ohi|health-platform|h2o)/dev/[^/]+/waf.*"))
                .toList();
        assertEquals(List.of(), dev, "dev does without, to save money");
    }

    private static void keepsTenFixedAndScanned(String unit, List<String> repositories) {
        for (String repository : repositories) {
            String name = repository.replace('-', '_');
            Generated.is(unit, "aws_ecr_repository." + name, "image_tag_mutability", "IMMUTABLE");
            Generated.is(unit, "aws_ecr_repository." + name, "image_scanning_configuration.scan_on_push", "true");
            assertEquals(
                    10,
                    FullSynthesis.unit(unit)
                            .policy("aws_ecr_lifecycle_policy." + name, "policy")
                            .at("/rules/1/selection/countNumber")
                            .asInt(),
                    unit + " keeps images of " + repository);
        }
    }
}
