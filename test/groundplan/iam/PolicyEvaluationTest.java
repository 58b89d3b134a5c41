package groundplan.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.iam.AccessDecision.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Policies are evaluated as the IAM user guide says: "Policy evaluation logic", "Permissions boundaries for IAM entities" and "IAM JSON
 * policy elements". The policies are those of its examples.
 */
class PolicyEvaluationTest {
    /** "Evaluating effective permissions with boundaries": the boundary of the user ShirleyRodriguez. */
    private static final String BOUNDARY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*", "cloudwatch:*", "ec2:*"], "Resource": "*"}]}
            """;

    private static final String CREATE_USER =
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:CreateUser", "Resource": "*"}}
            """;

    @Test
    @DisplayName("a permission is effective if policy and boundary allow it")
    void boundary() {
        Optional<PolicyDocument> boundary = Optional.of(PolicyDocument.of("boundary", BOUNDARY));
        RolePolicies shirley = new RolePolicies("shirley", List.of(PolicyDocument.of("policy", CREATE_USER)), boundary);
        assertEquals(
                "no permissions boundary allows it",
                shirley.decide(request("iam:CreateUser", "*")).reason());
        assertEquals(
                "no identity-based policy allows it",
                shirley.decide(request("s3:GetObject", "*")).reason());
        RolePolicies both = new RolePolicies("both", List.of(PolicyDocument.of("policy", BOUNDARY)), boundary);
        assertEquals(
                Outcome.ALLOWED, both.decide(request("ec2:RunInstances", "*")).outcome());
    }

    /** "Example: denying access to all but one bucket", as the guide combines an allow with a deny on what is not the bucket. */
    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::reports/2020.csv, ALLOWED",
        "s3:GetObject, arn:aws:s3:::payroll/2020.csv, REFUSED",
        "S3:getobject, arn:aws:s3:::reports/2020.csv, ALLOWED",
        "s3:GetObject, arn:aws:s3:::*, UNDECIDED",
        "ec2:RunInstances, *, REFUSED"
    })
    void anExplicitDenyWins(String action, String resource, Outcome outcome) {
        RolePolicies role = role(
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "AllReports", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
                  {"Sid": "OnlyReports", "Effect": "Deny", "Action": "s3:*",
                   "NotResource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"]}]}
                """);
        assertEquals(outcome, role.decide(request(action, resource)).outcome());
    }

    @Test
    void aDenyIsNamed() {
        RolePolicies role = role(
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "*", "Resource": "*"},
                  {"Sid": "NoSecrets", "Effect": "Deny", "Action": "secretsmanager:GetSecretValue", "Resource": "arn:aws:secretsmanager:*"}]}
                """);
        assertEquals(
                "explicit deny in policy p, statement NoSecrets",
                role.decide(request(
                                "secretsmanager:GetSecretValue",
                                "arn:aws:secretsmanager:us-east-1:123456789012:secret:*"))
                        .reason());
    }

    /** "IAM JSON policy elements: NotAction": all of S3's services except to delete a bucket. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"s3:DeleteBucket, REFUSED", "s3:PutObject, ALLOWED", "iam:CreateRole, ALLOWED"})
    void notAction(String action, Outcome outcome) {
        RolePolicies role = role(
                """
                {"Statement": [{"Effect": "Allow", "NotAction": "s3:DeleteBucket", "Resource": "*"}]}
                """);
        assertEquals(outcome, role.decide(request(action, "*")).outcome());
    }

    /** The operators, as "IAM JSON policy elements: Condition operators" has them; a blank value is a key that the request lacks. */
    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource({
        "StringEquals, us-east-1, us-east-1, ALLOWED",
        "StringEquals, us-east-1, US-EAST-1, REFUSED",
        "StringEquals, us-east-1, '', REFUSED",
        "StringEquals, us-east-1, ?, UNDECIDED",
        "StringEqualsIgnoreCase, us-east-1, US-EAST-1, ALLOWED",
        "StringNotEquals, us-east-1, eu-west-1, ALLOWED",
        "StringNotEquals, us-east-1, us-east-1, REFUSED",
        "StringNotEquals, us-east-1, '', ALLOWED",
        "StringEqualsIfExists, us-east-1, '', ALLOWED",
        "StringEqualsIfExists, us-east-1, eu-west-1, REFUSED",
        "StringLike, us-*, us-east-1, ALLOWED",
        "StringLike, us-?, us-east-1, REFUSED",
        "StringNotLike, us-*, us-east-1, REFUSED",
        "ArnLike, arn:aws:iam::*:role/a-*, arn:aws:iam::123456789012:role/a-b, ALLOWED",
        "ArnNotEquals, arn:aws:iam::*:role/a-*, arn:aws:iam::123456789012:role/a-b, REFUSED",
        "Bool, true, true, ALLOWED",
        "Bool, true, false, REFUSED",
        "Null, true, '', ALLOWED",
        "Null, true, x, REFUSED",
        "Null, false, x, ALLOWED",
        "ForAllValues:StringEquals, a b, a, ALLOWED",
        "ForAllValues:StringEquals, a b, a c, REFUSED",
        "ForAllValues:StringEquals, a b, '', ALLOWED",
        "ForAnyValue:StringEquals, a b, a c, ALLOWED",
        "ForAnyValue:StringEquals, a b, c d, REFUSED",
        "ForAnyValue:StringEquals, a b, '', REFUSED"
    })
    void conditions(String operator, String wanted, String given, Outcome outcome) {
        RolePolicies role =
                role("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\":"
                        + " {\"" + operator + "\": {\"aws:Key\": [\"" + wanted.replace(" ", "\", \"") + "\"]}}}]}");
        Map<String, List<String>> context = new TreeMap<>();
        if (!given.equals("?")) {
            context.put("aws:key", given.isEmpty() ? List.of() : Arrays.asList(given.split(" ")));
        }
        assertEquals(
                outcome,
                role.decide(new AccessRequest("ec2:RunInstances", "*", context)).outcome());
    }

    /** What is known of a resource: {@code *} in a request is any text, and in a policy a wildcard. */
    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "arn:aws:iam::1:role/shop-dev-*, arn:aws:iam::1:role/shop-dev-task, ALLOWED",
        "arn:aws:iam::1:role/shop-dev-*, arn:aws:iam::1:role/shop-prod-task, REFUSED",
        "arn:aws:iam::1:role/shop-dev-*, arn:aws:iam::1:role/*, UNDECIDED",
        "arn:aws:iam::1:role/shop-dev-*, arn:aws:iam::1:role/shop-dev-*, ALLOWED",
        "arn:aws:iam::1:role/shop-dev-*, arn:aws:iam::1:user/*, REFUSED",
        "arn:aws:iam::1:role/shop-???-task, arn:aws:iam::1:role/shop-dev-task, ALLOWED",
        "arn:aws:iam::1:role/shop-???-task, arn:aws:iam::1:role/shop-prod-task, REFUSED",
        "arn:aws:iam::1:role/a*b*c, arn:aws:iam::1:role/axxbyybc, ALLOWED",
        "arn:aws:iam::1:role/a*b*c, arn:aws:iam::1:role/*x, REFUSED",
        "arn:aws:iam::1:role/${var.name}, arn:aws:iam::1:role/a, ALLOWED"
    })
    void resources(String pattern, String resource, Outcome outcome) {
        RolePolicies role = role(
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"iam:*\", \"Resource\": \"" + pattern + "\"}]}");
        assertEquals(outcome, role.decide(request("iam:GetRole", resource)).outcome());
    }

    private static RolePolicies role(String policy) {
        return new RolePolicies("role", List.of(PolicyDocument.of("policy p", policy)), Optional.empty());
    }

    private static AccessRequest request(String action, String resource) {
        return new AccessRequest(action, resource, Map.of());
    }
}
