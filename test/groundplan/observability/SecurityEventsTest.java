package groundplan.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the audit trail, the account's baseline and the repositories have to tell. */
class SecurityEventsTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      network: {cidr: 10.0.0.0/16, zones: [a, b]}
      cloudtrail: {}
      account: {}
      ecr:
        repositories: {sign: {}, api: {}}
      parameters:
        parameters:
          pagerduty_routing_key: {description: Key of the integration.}
      observability:
        watch: {security: {trail: cloudtrail, account: account}, repositories: [ecr]}
        dashboard: [security]
        notifications:
          critical:
            pagerduty: {parameter: pagerduty_routing_key, parameters: parameters, network: network}
      """);
    private static final UnitJson UNIT = ENV.unit("observability");
    private static final UnitJson OWN = Synthesized.of(
                    """
      kms: {}
      cloudtrail: {}
      little:
        kind: account
        guardduty: {enabled: false}
        access_analyzer: false
      own:
        kind: observability
        watch: {security: {trail: cloudtrail, account: little}}
        dashboard: [cost]
        alarms:
          trail:
            access: {unauthorized_calls: {critical: 100, minutes: 60}}
            network: {vpc_changes: {}}
          events: {failed_controls: none}
      """)
            .unit("own");

    @Test
    @DisplayName(
            "row 90: each matter of the audit trail has a filter on its log group and an alarm on what comes of it")
    void theTrailIsWatched() {
        Set<String> matters = new TreeSet<>();
        UNIT.addresses().stream()
                .filter(address -> address.startsWith("aws_cloudwatch_log_metric_filter."))
                .forEach(address -> {
                    matters.add(address.replaceFirst(".*\\.trail_", ""));
                    assertEquals(
                            "${data.terraform_remote_state.cloudtrail.outputs.log_group_name}",
                            UNIT.attribute(address, "log_group_name").asText(),
                            address);
                    String metric = UNIT.attribute(address, "metric_transformation.name")
                            .asText();
                    List<String> alarms = UNIT.addresses().stream()
                            .filter(other -> other.startsWith("aws_cloudwatch_metric_alarm.")
                                    && UNIT.resource(other)
                                            .path("metric_name")
                                            .asText()
                                            .equals(metric))
                            .toList();
                    assertEquals(1, alarms.size(), address + " has the alarms " + alarms);
                    assertEquals(
                            "shop/dev",
                            UNIT.attribute(alarms.get(0), "namespace").asText());
                    assertEquals(
                            "Sum", UNIT.attribute(alarms.get(0), "statistic").asText());
                    assertFalse(UNIT.has(alarms.get(0), "ok_actions"), "that it no longer happens settles nothing");
                });
        assertEquals(
                Set.of(
                        "root_use",
                        "without_mfa",
                        "failures",
                        "unauthorized_calls",
                        "permission_changes",
                        "bucket_policy_changes",
                        "trail_changes",
                        "config_changes",
                        "key_deletions",
                        "security_group_changes",
                        "network_acl_changes",
                        "gateway_changes",
                        "route_changes",
                        "vpc_changes"),
                matters);
    }

    @Test
    @DisplayName("row 90: a pattern names the calls of CIS, and has the length that CloudWatch takes")
    void patterns() {
        for (String address : UNIT.addresses()) {
            if (address.startsWith("aws_cloudwatch_log_metric_filter.")) {
                String pattern = UNIT.attribute(address, "pattern").asText();
                assertTrue(pattern.length() <= 1024, address + " has a pattern of " + pattern.length() + " characters");
                assertTrue(pattern.startsWith("{") && pattern.endsWith("}"), address + " pattern " + pattern);
            }
        }
        says("root_use", "$.userIdentity.type = \"Root\"", "$.userIdentity.invokedBy NOT EXISTS");
        says("without_mfa", "ConsoleLogin", "$.additionalEventData.MFAUsed != \"Yes\"");
        says("failures", "$.errorMessage = \"Failed authentication\"");
        says("unauthorized_calls", "*UnauthorizedOperation", "AccessDenied*");
        says(
                "permission_changes",
                "iam.amazonaws.com",
                "PutRolePolicy",
                "AttachUserPolicy",
                "CreatePolicyVersion",
                "UpdateAssumeRolePolicy");
        says("bucket_policy_changes", "s3.amazonaws.com", "PutBucketPolicy", "DeleteBucketPolicy");
        says("trail_changes", "cloudtrail.amazonaws.com", "StopLogging", "DeleteTrail", "UpdateTrail");
        says("config_changes", "config.amazonaws.com", "StopConfigurationRecorder", "DeleteDeliveryChannel");
        says("key_deletions", "kms.amazonaws.com", "DisableKey", "ScheduleKeyDeletion");
        says("security_group_changes", "ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", "DeleteSecurityGroup");
        says("network_acl_changes", "ReplaceNetworkAclEntry");
        says("gateway_changes", "AttachInternetGateway", "DeleteCustomerGateway");
        says("route_changes", "ReplaceRoute", "DeleteRouteTable");
        says("vpc_changes", "CreateVpcPeeringConnection", "DeleteVpc");
    }

    @Test
    void thresholdsOfTheTrailAreSettings() {
        assertEquals(
                100,
                OWN.attribute("aws_cloudwatch_metric_alarm.trail_unauthorized_calls_critical", "threshold")
                        .asInt());
        assertEquals(
                3600,
                OWN.attribute("aws_cloudwatch_metric_alarm.trail_unauthorized_calls_critical", "period")
                        .asInt());
        for (String off : List.of(
                "aws_cloudwatch_log_metric_filter.trail_vpc_changes",
                "aws_cloudwatch_metric_alarm.trail_unauthorized_calls_warning")) {
            assertFalse(OWN.addresses().contains(off), off + " is switched off");
        }
    }

    @Test
    @DisplayName("what GuardDuty, Security Hub and Access Analyzer find is told, each where it is on")
    void findingsAreTold() {
        ObjectNode threat = UNIT.policy("aws_cloudwatch_event_rule.threat", "event_pattern");
        assertEquals("aws.guardduty", threat.at("/source/0").asText());
        assertEquals("[\">=\",4]", threat.at("/detail/severity/0/numeric").toString());
        assertEquals(
                "${aws_sns_topic.critical.arn}",
                UNIT.attribute("aws_cloudwatch_event_target.threat", "arn").asText());
        ObjectNode control = UNIT.policy("aws_cloudwatch_event_rule.failed_control", "event_pattern");
        assertEquals(
                "[\"FAILED\"]", control.at("/detail/findings/Compliance/Status").toString());
        assertEquals(
                "[\"CRITICAL\",\"HIGH\"]",
                control.at("/detail/findings/Severity/Label").toString());
        assertEquals(
                "aws.access-analyzer",
                UNIT.policy("aws_cloudwatch_event_rule.external_access", "event_pattern")
                        .at("/source/0")
                        .asText());
        assertEquals(
                List.of(),
                OWN.addresses().stream()
                        .filter(address -> address.startsWith("aws_cloudwatch_event_rule."))
                        .toList(),
                "rules on what is off");
    }

    @Test
    @DisplayName("an image with critical vulnerabilities is told, of the watched repositories only")
    void vulnerableImagesAreTold() {
        ObjectNode pattern = UNIT.policy("aws_cloudwatch_event_rule.vulnerable_image", "event_pattern");
        assertEquals(
                "[\"${data.terraform_remote_state.ecr.outputs.repository_arns.api}\","
                        + "\"${data.terraform_remote_state.ecr.outputs.repository_arns.sign}\"]",
                pattern.path("resources").toString());
        assertEquals(
                "[\">\",0]",
                pattern.at("/detail/finding-severity-counts/CRITICAL/0/numeric").toString());
    }

    @Test
    @DisplayName("EventBridge may tell those topics that it has something for, and no other")
    void topicsLetEventBridgeIn() {
        assertTrue(letsEventBridgeIn(UNIT, "critical"), "threats are for the critical topic");
        assertTrue(letsEventBridgeIn(UNIT, "warning"), "failed controls are for the warning topic");
        assertFalse(letsEventBridgeIn(OWN, "critical"), "nothing is for the critical topic");
    }

    @Test
    @DisplayName("PagerDuty's key may be a parameter, which the function alone may read and decrypt")
    void pagerdutysKeyMayBeAParameter() {
        String arn = "${data.terraform_remote_state.parameters.outputs.parameter_arns.pagerduty_routing_key}";
        assertEquals(
                arn,
                UNIT.attribute("aws_lambda_function.pagerduty_critical", "environment.variables.PARAMETER_ARN")
                        .asText());
        List<JsonNode> read = new ArrayList<>();
        UNIT.policy("aws_iam_role_policy.pagerduty_critical", "policy")
                .path("Statement")
                .forEach(statement -> {
                    if (List.of("ReadKey", "DecryptKey")
                            .contains(statement.path("Sid").asText())) {
                        read.add(statement);
                    }
                });
        assertEquals("ssm:GetParameter", read.get(0).path("Action").asText());
        assertEquals(arn, read.get(0).path("Resource").asText());
        assertEquals(
                "ssm.us-east-1.amazonaws.com",
                read.get(1).at("/Condition/StringEquals/kms:ViaService").asText());
    }

    @Test
    @DisplayName(
            "the function that tells PagerDuty may run in a network, from which it may send to port 443 and nothing else")
    void pagerdutyMayBeToldFromANetwork() {
        assertEquals(
                "[\"${aws_security_group.pagerduty_critical.id}\"]",
                UNIT.attribute("aws_lambda_function.pagerduty_critical", "vpc_config.security_group_ids")
                        .toString());
        assertEquals(
                "[\"${data.terraform_remote_state.network.outputs.private_subnet_ids.a}\","
                        + "\"${data.terraform_remote_state.network.outputs.private_subnet_ids.b}\"]",
                UNIT.attribute("aws_lambda_function.pagerduty_critical", "vpc_config.subnet_ids")
                        .toString());
        assertEquals(
                List.of("aws_vpc_security_group_egress_rule.pagerduty_critical_to_pagerduty"),
                UNIT.addresses().stream()
                        .filter(address -> address.startsWith("aws_vpc_security_group_"))
                        .toList());
        assertEquals(
                443,
                UNIT.attribute("aws_vpc_security_group_egress_rule.pagerduty_critical_to_pagerduty", "to_port")
                        .asInt());
    }

    @Test
    void pagerdutyIsNotToldFromANetworkWithoutAWayOut() {
        List<String> refused = Synthesized.problems(
                """
        kms: {}
        network:
          cidr: 10.0.0.0/16
          zones: [a, b]
          nat_gateways: none
          interface_endpoints: [ecr.api, ecr.dkr, logs]
        parameters:
          parameters:
            key: {description: Key of the integration.}
        observability:
          notifications:
            critical:
              pagerduty: {parameter: key, parameters: parameters, network: network}
        """);
        assertTrue(refused.toString().contains("remove network"), refused.toString());
    }

    @Test
    @DisplayName("the dashboard shows the audit trail's matters")
    void theDashboardShowsTheTrail() {
        String body = UNIT.attribute("aws_cloudwatch_dashboard.main", "dashboard_body")
                .asText();
        assertTrue(body.contains("trail_root_use") && body.contains("uses of the root user"), body);
    }

    private static void says(String matter, String... words) {
        String pattern = UNIT.attribute("aws_cloudwatch_log_metric_filter.trail_" + matter, "pattern")
                .asText();
        for (String word : words) {
            assertTrue(pattern.contains(word), matter + " does not look for " + word + ": " + pattern);
        }
    }

    private static boolean letsEventBridgeIn(UnitJson unit, String topic) {
        return unit.attribute("aws_sns_topic_policy." + topic, "policy")
                .asText()
                .contains("\"events.amazonaws.com\"");
    }
}
