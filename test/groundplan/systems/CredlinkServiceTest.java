package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CredLink's text says of its service and of the way to it, held against what is generated. */
class CredlinkServiceTest {
    @ParameterizedTest(name = "{0} {1} {2} {3} is {4}")
    @CsvSource({
        "prod, us-east-1/ecs, aws_ecs_service.sign, desired_count, 2",
        "prod, us-east-1/ecs, aws_ecs_task_definition.sign, cpu, 256",
        "prod, us-east-1/ecs, aws_ecs_task_definition.sign, memory, 512",
        "prod, us-east-1/ecs, aws_ecs_service.sign, capacity_provider_strategy.0.capacity_provider, FARGATE",
        "dev, us-east-1/ecs, aws_ecs_service.sign, capacity_provider_strategy.0.capacity_provider, FARGATE_SPOT",
        "prod, us-east-1/ecs, aws_lb_listener.https, protocol, HTTPS",
        "prod, us-east-1/certificate, aws_acm_certificate.main, validation_method, DNS",
        "prod, us-east-1/ecr, aws_ecr_repository.sign, image_tag_mutability, IMMUTABLE",
        "dev, us-east-1/ecs, aws_cloudwatch_log_group.sign, retention_in_days, 14",
        "staging, us-east-1/ecs, aws_cloudwatch_log_group.sign, retention_in_days, 30",
        "prod, us-east-1/ecs, aws_cloudwatch_log_group.sign, retention_in_days, 365",
        "prod, us-east-1/waf, aws_wafv2_web_acl.main, rule.0.name, blocked-countries",
        "prod, us-east-1/waf, aws_wafv2_web_acl.main, rule.1.name, rate-limit"
    })
    void theTextsFigureIsGenerated(String environment, String unit, String address, String attribute, String value) {
        assertEquals(
                value,
                unit(environment, unit).attribute(address, attribute).asText(),
                environment + " " + unit + " " + address + "." + attribute);
    }

    @Test
    void listenersAreHttpsOnly() {
        for (String environment : new String[] {"dev", "staging", "prod"}) {
            UnitJson ecs = unit(environment, "us-east-1/ecs");
            ecs.addresses().stream()
                    .filter(address -> address.startsWith("aws_lb_listener."))
                    .forEach(address -> assertEquals(
                            "HTTPS", ecs.attribute(address, "protocol").asText(), environment + " " + address));
            assertFalse(ecs.addresses().contains("aws_lb_listener.http"), environment);
        }
    }

    @Test
    void theServiceReachesItsDatabaseItsCacheAndItsProofs() {
        UnitJson ecs = unit("prod", "us-east-1/ecs");
        assertTrue(ecs.addresses().contains("aws_vpc_security_group_ingress_rule.sign_to_rds"));
        assertTrue(ecs.addresses().contains("aws_vpc_security_group_ingress_rule.sign_to_elasticache"));
        String policy = ecs.policy("aws_iam_role_policy.sign_task", "policy").toString();
        assertTrue(policy.contains("bucket_arns.proofs}/*"), policy);
    }

    private static UnitJson unit(String environment, String unit) {
        String path = "credlink/" + environment + "/" + unit;
        UnitDocument found = FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no unit " + path));
        return new UnitJson(unit, found.json());
    }
}
