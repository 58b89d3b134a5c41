package groundplan.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.kernel.Shape;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificateUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      dns:
        zone_name: example.com
      certificate:
        domain_name: www.example.com
        subject_alternative_names: [api.example.com]
        dns: dns
      elsewhere:
        kind: certificate
        domain_name: www.example.net
      numbered:
        kind: certificate
        domain_name: 1.example.com
        dns: dns
      wildcard:
        kind: certificate
        domain_name: "*.example.com"
        allow_wildcards: true
        dns: dns
      second:
        kind: certificate
        domain_name: "*.example.com"
        allow_wildcards: true
        dns: dns
        validated_by: wildcard
      """);
    private static final UnitJson CERTIFICATE = ENV.unit("certificate");

    @Test
    @DisplayName("row 65: exact names, DNS validation, its successor first")
    void theCertificateIsForExactNames() {
        assertEquals(
                "www.example.com",
                CERTIFICATE.attribute("aws_acm_certificate.main", "domain_name").asText());
        assertEquals(
                "api.example.com",
                CERTIFICATE
                        .attribute("aws_acm_certificate.main", "subject_alternative_names.0")
                        .asText());
        assertEquals(
                "DNS",
                CERTIFICATE
                        .attribute("aws_acm_certificate.main", "validation_method")
                        .asText());
        assertEquals(
                "RSA_2048",
                CERTIFICATE
                        .attribute("aws_acm_certificate.main", "key_algorithm")
                        .asText());
        assertTrue(CERTIFICATE
                .attribute("aws_acm_certificate.main", "lifecycle.create_before_destroy")
                .asBoolean());
    }

    /** Terraform refuses a resource whose name begins with a digit. */
    @Test
    void theRecordOfANumberedDomainHasANameThatTerraformAccepts() {
        assertTrue(ENV.unit("numbered")
                .attribute("aws_route53_record._1_example_com", "name")
                .asText()
                .contains("1.example.com"));
    }

    @Test
    void eachNameHasItsRecordInTheZone() {
        for (String name : List.of("www.example.com", "api.example.com")) {
            String address = "aws_route53_record." + name.replace('.', '_');
            assertEquals(
                    "${data.terraform_remote_state.dns.outputs.zone_id}",
                    CERTIFICATE.attribute(address, "zone_id").asText());
            assertTrue(
                    CERTIFICATE.attribute(address, "name").asText().contains("o.domain_name == \"" + name + "\""),
                    address + " name is not that of " + name + ": " + CERTIFICATE.attribute(address, "name"));
            assertTrue(CERTIFICATE.attribute(address, "allow_overwrite").asBoolean(), address + " allow_overwrite");
        }
        assertEquals(
                2,
                CERTIFICATE
                        .attribute("aws_acm_certificate_validation.main", "validation_record_fqdns")
                        .size());
    }

    @Test
    void readersWaitForTheValidation() {
        assertEquals(
                "${aws_acm_certificate_validation.main.certificate_arn}",
                CERTIFICATE.json().at("/output/certificate_arn/value").asText());
    }

    @Test
    void withoutAZoneTheRecordsToEnterArePublished() {
        UnitJson elsewhere = ENV.unit("elsewhere");
        assertEquals(Set.of("aws_acm_certificate.main", "aws_acm_certificate_validation.main"), elsewhere.addresses());
        assertFalse(elsewhere.has("aws_acm_certificate_validation.main", "validation_record_fqdns"));
        assertTrue(
                elsewhere.json().at("/output/validation_records/value").asText().contains("resource_record_value"));
    }

    @Test
    void aNameOfAllHostsHasARecordAndATagThatAwsTakes() {
        UnitJson wildcard = ENV.unit("wildcard");
        assertTrue(
                wildcard.addresses().contains("aws_route53_record.wildcard_example_com"),
                wildcard.addresses()::toString);
        assertEquals(
                "wildcard.example.com",
                wildcard.attribute("aws_acm_certificate.main", "tags.Name").asText());
    }

    @Test
    void aCertificateOfTheSameNamesLeavesTheRecordsToTheOtherAndComparesThem() {
        UnitJson second = ENV.unit("second");
        assertEquals(Set.of("aws_acm_certificate.main", "aws_acm_certificate_validation.main"), second.addresses());
        assertEquals(
                "${[for record in jsondecode(\"${data.terraform_remote_state.wildcard.outputs.validation_records}\") :"
                        + " record.name]}",
                second.attribute("aws_acm_certificate_validation.main", "validation_record_fqdns")
                        .asText());
        assertEquals(
                "${aws_acm_certificate_validation.main.certificate_arn}",
                second.json().at("/output/certificate_arn/value").asText());
    }

    @Test
    void theStandInForTheRecordsIsAListThatAPlanCanRead() throws Exception {
        assertEquals(
                "CNAME",
                new ObjectMapper()
                        .readTree(Shape.VALIDATION_RECORDS.mock())
                        .at("/0/type")
                        .asText());
    }

    @Test
    @DisplayName("row 65: a wildcard is a choice")
    void wildcardsAreAskedFor() {
        List<String> problems = Synthesized.problems("certificate:\n  domain_name: '*.example.com'\n");
        assertTrue(
                problems.toString().contains("list the hosts individually, or set allow_wildcards: true"),
                problems.toString());
        assertEquals(
                List.of(),
                Synthesized.problems(
                        """
        certificate:
          domain_name: example.com
          subject_alternative_names: ["*.example.com"]
          allow_wildcards: true
        """));
    }
}
