package groundplan.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of a policy that lets somebody do more is an exposure, and one that lets nobody do more is none. */
class PolicyChangesTest {
    /** The reads of an application, as its task role has them, and what is denied to it. */
    private static final String POLICY =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": ["arn:aws:s3:::shop", "arn:aws:s3:::shop/*"]},
              {"Sid": "Pass", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::1:role/shop-*",
               "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}},
              {"Sid": "NoSecrets", "Effect": "Deny", "Action": ["secretsmanager:GetSecretValue", "ssm:GetParameter"], "Resource": "*"},
              {"Sid": "OnlyHere", "Effect": "Deny", "NotAction": "sts:*", "Resource": "*",
               "Condition": {"StringNotEquals": {"aws:RequestedRegion": "us-east-1"}}}]}
            """;

    /** A queue's policy. */
    private static final String RESOURCE_POLICY =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Topic", "Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:us-east-1:1:q",
               "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:us-east-1:1:t"}}},
              {"Sid": "Tls", "Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
            """;

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "another action | \"s3:GetObject\", | \"s3:GetObject\", \"s3:PutObject\", | allows more than before: s3:PutObject on arn:aws:s3:::shop; s3:PutObject on arn:aws:s3:::shop/*",
                "actions of a service | \"s3:GetObject\", | \"s3:*\", | allows more than before: s3:* on arn:aws:s3:::shop; s3:* on arn:aws:s3:::shop/*",
                "a wildcard in an action | \"s3:GetObject\", | \"s3:Get*\", | allows more than before: s3:Get* on arn:aws:s3:::shop; s3:Get* on arn:aws:s3:::shop/*",
                "another resource | \"arn:aws:s3:::shop\", | \"arn:aws:s3:::shop\", \"arn:aws:s3:::payroll/*\", | allows more than before: s3:GetObject on arn:aws:s3:::payroll/*; s3:ListBucket on arn:aws:s3:::payroll/*",
                "a wider resource | arn:aws:s3:::shop/* | arn:aws:s3:::* | allows more than before: s3:GetObject on arn:aws:s3:::*; s3:ListBucket on arn:aws:s3:::*",
                "all resources | [\"arn:aws:s3:::shop\", \"arn:aws:s3:::shop/*\"] | \"*\" | allows more than before: s3:GetObject on *; s3:ListBucket on *",
                "everything | [\"s3:GetObject\", \"s3:ListBucket\"] | \"*\" | allows * on arn:aws:s3:::shop; * on arn:aws:s3:::shop/*",
                "all but some actions | \"Action\": [\"s3:GetObject\", \"s3:ListBucket\"] | \"NotAction\": \"iam:*\" | allows all but iam:* on arn:aws:s3:::shop; all but iam:* on arn:aws:s3:::shop/*",
                "all but some resources | \"Resource\": \"arn:aws:iam::1:role/shop-*\" | \"NotResource\": \"arn:aws:iam::1:role/admin\" | allows more than before: iam:PassRole on all but arn:aws:iam::1:role/admin",
                "roles of others | role/shop-* | role/* | allows more than before: iam:PassRole on arn:aws:iam::1:role/*",
                "no condition | ,\\n   \"Condition\": {\"StringEquals\": {\"iam:PassedToService\": \"ecs-tasks.amazonaws.com\"}} | ~~ | allows under another condition than before: iam:PassRole on arn:aws:iam::1:role/shop-*",
                "a weaker condition | ecs-tasks.amazonaws.com | lambda.amazonaws.com | allows under another condition than before: iam:PassRole on arn:aws:iam::1:role/shop-*",
                "an optional condition | StringEquals\": {\"iam | StringEqualsIfExists\": {\"iam | allows under another condition than before: iam:PassRole on arn:aws:iam::1:role/shop-*",
                "one denial less | , \"ssm:GetParameter\" | ~~ | no longer denies ssm:GetParameter on *",
                "a narrower denial | \"ssm:GetParameter\"], \"Resource\": \"*\" | \"ssm:GetParameter\"], \"Resource\": \"arn:aws:ssm:us-east-1:1:parameter/a\" | no longer denies secretsmanager:GetSecretValue on *; ssm:GetParameter on *",
                "an allow of a denial | \"NoSecrets\", \"Effect\": \"Deny\" | \"NoSecrets\", \"Effect\": \"Allow\" | allows more than before: secretsmanager:GetSecretValue on *; ssm:GetParameter on *",
                "more excepted of a denial | \"NotAction\": \"sts:*\" | \"NotAction\": [\"sts:*\", \"ec2:*\"] | no longer denies all but sts:* on *",
                "another region | \"us-east-1\" | [\"us-east-1\", \"eu-west-1\"] | no longer denies all but sts:* on *"
            })
    void aRoleMayDoMore(String what, String from, String to, String danger) {
        assertEquals(
                danger,
                exposures("aws_iam_role_policy", POLICY, changed(POLICY, from, to))
                        .get(0));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "everybody, for one topic | {\"Service\": \"sns.amazonaws.com\"} | \"*\" | allows more than before: sqs:SendMessage on arn:aws:sqs:us-east-1:1:q by *",
                "another account | {\"Service\": \"sns.amazonaws.com\"} | {\"AWS\": \"arn:aws:iam::2:root\"} | allows more than before: sqs:SendMessage on arn:aws:sqs:us-east-1:1:q by arn:aws:iam::2:root",
                "all but one | \"Principal\": {\"Service\": \"sns.amazonaws.com\"} | \"NotPrincipal\": {\"AWS\": \"arn:aws:iam::2:root\"} | allows more than before: sqs:SendMessage on arn:aws:sqs:us-east-1:1:q by all but arn:aws:iam::2:root",
                "any topic | sns:us-east-1:1:t | sns:*:*:* | allows under another condition than before: sqs:SendMessage on arn:aws:sqs:us-east-1:1:q by sns.amazonaws.com",
                "without TLS | \"Tls\", \"Effect\": \"Deny\", \"Principal\": \"*\" | \"Tls\", \"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"1\"} | no longer denies sqs:* on * by *"
            })
    void aResourceIsOpenToMore(String what, String from, String to, String danger) {
        assertEquals(
                danger,
                exposures("aws_sqs_queue_policy", RESOURCE_POLICY, changed(RESOURCE_POLICY, from, to))
                        .get(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "less | \"s3:GetObject\",  | ~~",
                "another name of a statement | \"Sid\": \"Read\" | \"Sid\": \"Reads\"",
                "another order | \"s3:GetObject\", \"s3:ListBucket\" | \"s3:ListBucket\", \"s3:GetObject\"",
                "another denial | , \"ssm:GetParameter\" | , \"ssm:GetParameter\", \"ssm:GetParameters\"",
                "a narrower resource | shop/* | shop/public/*",
                "a new condition | \"Sid\": \"Read\" | \"Sid\": \"Read\", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"true\"}}"
            })
    void nobodyMayDoMore(String what, String from, String to) {
        assertEquals(List.of(), exposures("aws_iam_role_policy", POLICY, changed(POLICY, from, to)));
    }

    @Test
    void aRoleLosesItsBoundary() {
        ObjectNode before =
                JsonNodeFactory.instance.objectNode().put("permissions_boundary", "arn:aws:iam::1:policy/b");
        ObjectNode after = JsonNodeFactory.instance.objectNode().putNull("permissions_boundary");
        assertEquals(
                List.of("has no permissions boundary any more"),
                Dangers.of(new ResourceChange("aws_iam_role", ResourceChange.Does.UPDATE, before, after)).stream()
                        .map(Danger::what)
                        .toList());
        assertEquals(
                List.of(), Dangers.of(new ResourceChange("aws_iam_role", ResourceChange.Does.UPDATE, before, before)));
    }

    private static String changed(String policy, String from, String to) {
        String text = from.replace("\\n", "\n");
        assertEquals(true, policy.contains(text), () -> "the policy has no " + text);
        return policy.replace(text, to);
    }

    private static List<String> exposures(String type, String before, String after) {
        return Dangers.of(new ResourceChange(type, ResourceChange.Does.UPDATE, policy(before), policy(after))).stream()
                .filter(danger -> danger.weight() == Danger.Weight.EXPOSURE)
                .map(Danger::what)
                .toList();
    }

    private static ObjectNode policy(String text) {
        return JsonNodeFactory.instance.objectNode().put("policy", text);
    }
}
