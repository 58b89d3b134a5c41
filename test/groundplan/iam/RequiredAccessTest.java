package groundplan.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import groundplan.iam.ProviderActions.Phase;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is asked of AWS for a unit, and what the roles of its environment may do. */
class RequiredAccessTest {
    private static final String ACCOUNT = "123456789012";
    private static final JsonNode UNIT = json(
            """
            {"provider": {"aws": [{"region": "eu-west-1"}, {"alias": "near", "region": "us-east-1"}]},
             "resource": {
               "aws_sqs_queue": {"orders": {"name": "shop-dev-orders"}, "far": {"name": "shop-dev-far", "provider": "aws.near"}},
               "aws_iam_role": {"task": {"name": "shop-dev-task", "permissions_boundary": "arn:aws:iam::123456789012:policy/b",
                 "assume_role_policy": "{\\"Statement\\":[{\\"Principal\\":{\\"Service\\":\\"ecs-tasks.amazonaws.com\\"}}]}"}},
               "aws_iam_role_policy": {"task": {"name": "task", "role": "${aws_iam_role.task.name}", "policy": "{}"}},
               "aws_ecs_task_definition": {"main": {"family": "main", "task_role_arn": "${aws_iam_role.task.arn}"}}}}
            """);

    @Test
    void aQueueIsReadByItsNameWhereItIs() {
        assertTrue(
                resources(Phase.READ, "sqs:GetQueueAttributes")
                        .contains("arn:aws:sqs:eu-west-1:" + ACCOUNT + ":shop-dev-orders"),
                "in the region of the provider");
        assertTrue(
                resources(Phase.READ, "sqs:GetQueueAttributes")
                        .contains("arn:aws:sqs:us-east-1:" + ACCOUNT + ":shop-dev-far"),
                "in the region of the aliased provider");
    }

    @Test
    void aPolicyOfARoleIsWrittenToTheRole() {
        assertEquals(
                Set.of("arn:aws:iam::" + ACCOUNT + ":role/shop-dev-task"),
                resources(Phase.CREATE, "iam:PutRolePolicy"));
    }

    @Test
    void aRoleIsMadeWithItsBoundaryAndPassedToTheServiceThatItTrusts() {
        AccessRequest made = requests(Phase.CREATE, "iam:CreateRole").get(0);
        assertEquals(
                List.of("arn:aws:iam::123456789012:policy/b"), made.context().get("iam:permissionsboundary"));
        assertEquals(List.of("us-east-1"), made.context().get("aws:requestedregion"), "IAM is called in one region");
        AccessRequest passed = requests(Phase.CREATE, "iam:PassRole").get(0);
        assertEquals("arn:aws:iam::" + ACCOUNT + ":role/shop-dev-task", passed.resource());
        assertEquals(List.of("ecs-tasks.amazonaws.com"), passed.context().get("iam:passedtoservice"));
    }

    @Test
    void aServiceLinkedRoleIsPassedToo() {
        JsonNode unit = json(
                """
                {"provider": {"aws": {"region": "eu-west-1"}}, "resource": {"aws_config_configuration_recorder": {
                  "main": {"role_arn": "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"}}}}
                """);
        AccessRequest passed = RequiredAccess.of(unit, ACCOUNT, EnumSet.of(Phase.CREATE)).stream()
                .map(RequiredAccess::request)
                .filter(one -> one.action().equals("iam:PassRole"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "arn:aws:iam::" + ACCOUNT + ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
                passed.resource());
        assertEquals(List.of("config.amazonaws.com"), passed.context().get("iam:passedtoservice"));
    }

    /** A role of a service has another path than those of an environment, to which their grants do not apply. */
    @Test
    void aServiceLinkedRoleIsTaggedAndReadAtItsPath() {
        JsonNode unit = json(
                """
                {"provider": {"aws": {"region": "eu-west-1"}}, "resource": {"aws_iam_service_linked_role": {
                  "config": {"aws_service_name": "config.amazonaws.com"}}}}
                """);
        assertEquals(
                Set.of(
                        "iam:CreateServiceLinkedRole arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/*",
                        "iam:GetRole arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/*",
                        "iam:TagRole arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/*"),
                RequiredAccess.of(unit, ACCOUNT, EnumSet.of(Phase.CREATE)).stream()
                        .map(one -> one.request().action() + " " + one.request().resource())
                        .collect(Collectors.toSet()));
    }

    /** Many actions on buckets may be on access points too, which nothing here is. */
    @Test
    void aBucketIsNoAccessPoint() {
        JsonNode unit = json(
                """
                {"provider": {"aws": {"region": "eu-west-1"}}, "resource": {"aws_s3_bucket": {"logs": {"bucket": "shop-logs"}}}}
                """);
        assertEquals(
                Set.of("arn:aws:s3:::shop-logs"),
                RequiredAccess.of(unit, ACCOUNT, EnumSet.of(Phase.READ)).stream()
                        .map(RequiredAccess::request)
                        .filter(one ->
                                Set.of("s3:GetBucketAcl", "s3:ListBucket").contains(one.action()))
                        .map(AccessRequest::resource)
                        .collect(Collectors.toSet()));
    }

    @Test
    void aSecureStringIsDecryptedWhenItIsRead() {
        JsonNode unit = json(
                """
                {"provider": {"aws": {"region": "eu-west-1"}}, "resource": {"aws_ssm_parameter": {
                  "token": {"name": "/a", "type": "SecureString"}, "level": {"name": "/b", "type": "String"}}}}
                """);
        List<RequiredAccess> decryptions = RequiredAccess.of(unit, ACCOUNT, EnumSet.of(Phase.READ)).stream()
                .filter(one -> one.request().action().equals("kms:Decrypt"))
                .toList();
        assertEquals(
                List.of("aws_ssm_parameter.token"),
                decryptions.stream().map(RequiredAccess::address).toList());
        assertEquals(
                List.of("ssm.eu-west-1.amazonaws.com"),
                decryptions.get(0).request().context().get("kms:viaservice"));
    }

    @Test
    void policiesOfARoleAreFoundWhereverTheyAre() {
        Map<String, RolePolicies> roles = EnvironmentRoles.of(
                List.of(
                        json(
                                """
                {"resource": {
                  "aws_iam_policy": {"boundary": {"name": "shop-dev-boundary",
                    "policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"sqs:*\\",\\"ec2:Describe*\\"],\\"Resource\\":\\"*\\"}]}"}},
                  "aws_iam_role": {
                    "plan": {"name": "shop-dev-plan", "permissions_boundary": "${aws_iam_policy.boundary.arn}"},
                    "other": {"name": "shop-dev-other"}},
                  "aws_iam_role_policy_attachment": {"plan": {
                    "role": "${aws_iam_role.plan.name}", "policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}},
                  "aws_iam_role_policy": {"plan": {"name": "plan", "role": "${aws_iam_role.plan.name}",
                    "policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"sqs:SendMessage\\",\\"Resource\\":\\"*\\"}]}"}}}}
                """)));
        RolePolicies plan = roles.get("shop-dev-plan");
        assertEquals("", reason(plan, "sqs:GetQueueAttributes"), "by AWS's own policy");
        assertEquals("", reason(plan, "sqs:SendMessage"), "by the inline policy");
        assertEquals("no identity-based policy allows it", reason(plan, "sqs:DeleteQueue"));
        assertEquals("no permissions boundary allows it", reason(plan, "s3:ListAllMyBuckets"));
        assertEquals("no identity-based policy allows it", reason(roles.get("shop-dev-other"), "sqs:SendMessage"));
    }

    private static String reason(RolePolicies role, String action) {
        return role.decide(new AccessRequest(action, "*", Map.of())).reason();
    }

    private static Set<String> resources(Phase phase, String action) {
        return requests(phase, action).stream().map(AccessRequest::resource).collect(Collectors.toSet());
    }

    private static List<AccessRequest> requests(Phase phase, String action) {
        return RequiredAccess.of(UNIT, ACCOUNT, EnumSet.of(phase)).stream()
                .map(RequiredAccess::request)
                .filter(request -> request.action().equals(action))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
