"""Which actions on which resources a call needs, for calls as botocore writes them."""

import unittest
from typing import Any

from groundplan_emulator.authorization.needs import needs
from groundplan_emulator.authorization.reference import action
from groundplan_emulator.request_constraints import violations
from groundplan_emulator.request_decoding import decode
from test_request_decoding import SERVICES, SESSION, sample, written

ACCOUNT, REGION = "111122223333", "eu-west-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/r"

# Of the operations, those that are newer than the reference, or that it does not list: nobody here uses them.
WITHOUT_ACTION = 0.03


def needed(service: str, operation: str, parameters: dict[str, Any]) -> list[tuple[str, str]]:
    call = decode(written(service, operation, parameters))
    call.account = ACCOUNT
    return [(need.action, need.resource) for need in needs(call)]


class Needs(unittest.TestCase):
    def test_what_common_calls_need(self) -> None:
        """The resources are those of AWS's own messages, and of the pages of the service authorization reference."""
        own = f"{REGION}:{ACCOUNT}"
        for service, operation, parameters, expected in (
            ("s3", "ListObjectsV2", {"Bucket": "b"}, [("s3:ListBucket", "arn:aws:s3:::b")]),
            ("s3", "HeadBucket", {"Bucket": "b"}, [("s3:ListBucket", "arn:aws:s3:::b")]),
            ("s3", "GetObject", {"Bucket": "b", "Key": "a/k"}, [("s3:GetObject", "arn:aws:s3:::b/a/k")]),
            ("s3", "GetObject", {"Bucket": "b", "Key": "k", "VersionId": "1"}, [("s3:GetObjectVersion", "arn:aws:s3:::b/k")]),
            ("s3", "PutObject", {"Bucket": "b", "Key": "k", "Tagging": "a=b"},
             [("s3:PutObject", "arn:aws:s3:::b/k"), ("s3:PutObjectTagging", "arn:aws:s3:::b/k")]),
            ("s3", "CopyObject", {"Bucket": "b", "Key": "k", "CopySource": "a/j"},
             [("s3:PutObject", "arn:aws:s3:::b/k"), ("s3:GetObject", "arn:aws:s3:::a/j")]),
            ("s3", "GetBucketEncryption", {"Bucket": "b"}, [("s3:GetEncryptionConfiguration", "arn:aws:s3:::b")]),
            ("s3", "DeleteBucketLifecycle", {"Bucket": "b"}, [("s3:PutLifecycleConfiguration", "arn:aws:s3:::b")]),
            ("s3", "PutBucketReplication", {"Bucket": "b", "ReplicationConfiguration": {"Role": ROLE, "Rules": []}},
             [("s3:PutReplicationConfiguration", "arn:aws:s3:::b"), ("iam:PassRole", ROLE)]),
            ("s3control", "PutPublicAccessBlock", {"AccountId": ACCOUNT, "PublicAccessBlockConfiguration": {}}, [("s3:PutAccountPublicAccessBlock", "*")]),
            ("dynamodb", "GetItem", {"TableName": "t", "Key": {}}, [("dynamodb:GetItem", f"arn:aws:dynamodb:{own}:table/t")]),
            ("lambda", "Invoke", {"FunctionName": "f"}, [("lambda:InvokeFunction", f"arn:aws:lambda:{own}:function:f")]),
            ("lambda", "Invoke", {"FunctionName": "f", "Qualifier": "live"}, [("lambda:InvokeFunction", f"arn:aws:lambda:{own}:function:f:live")]),
            ("iam", "CreateRole", {"RoleName": "n", "Path": "/p/", "AssumeRolePolicyDocument": "{}"}, [("iam:CreateRole", f"arn:aws:iam::{ACCOUNT}:role/p/n")]),
            ("iam", "CreateRole", {"RoleName": "n", "AssumeRolePolicyDocument": "{}", "Tags": [{"Key": "a", "Value": "b"}]},
             [("iam:CreateRole", f"arn:aws:iam::{ACCOUNT}:role/n"), ("iam:TagRole", f"arn:aws:iam::{ACCOUNT}:role/n")]),
            ("iam", "AttachRolePolicy", {"RoleName": "n", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}, [("iam:AttachRolePolicy", f"arn:aws:iam::{ACCOUNT}:role/n")]),
            ("iam", "CreatePolicyVersion", {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/p", "PolicyDocument": "{}"}, [("iam:CreatePolicyVersion", f"arn:aws:iam::{ACCOUNT}:policy/p")]),
            ("iam", "CreateServiceLinkedRole", {"AWSServiceName": "ecs.amazonaws.com"}, [("iam:CreateServiceLinkedRole", f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/ecs.amazonaws.com/*")]),
            ("ec2", "CreateSubnet", {"VpcId": "vpc-1"}, [("ec2:CreateSubnet", f"arn:aws:ec2:{own}:vpc/vpc-1"), ("ec2:CreateSubnet", f"arn:aws:ec2:{own}:subnet/*")]),
            ("ec2", "DescribeVpcs", {}, [("ec2:DescribeVpcs", "*")]),
            ("ecs", "UpdateService", {"cluster": "c", "service": "s"}, [("ecs:UpdateService", f"arn:aws:ecs:{own}:service/c/s")]),
            ("ecs", "RegisterTaskDefinition", {"family": "f", "containerDefinitions": [], "taskRoleArn": ROLE},
             [("ecs:RegisterTaskDefinition", f"arn:aws:ecs:{own}:task-definition/f:*"), ("iam:PassRole", ROLE)]),
            ("ecr", "PutImage", {"repositoryName": "a/r", "imageManifest": "{}"}, [("ecr:PutImage", f"arn:aws:ecr:{own}:repository/a/r")]),
            ("ecr", "GetAuthorizationToken", {}, [("ecr:GetAuthorizationToken", "*")]),
            ("rds", "CreateDBInstance", {"DBInstanceIdentifier": "d", "DBInstanceClass": "c", "Engine": "e"}, [("rds:CreateDBInstance", f"arn:aws:rds:{own}:db:d")]),
            ("elasticache", "CreateReplicationGroup", {"ReplicationGroupId": "g", "ReplicationGroupDescription": "d"}, [("elasticache:CreateReplicationGroup", f"arn:aws:elasticache:{own}:replicationgroup:g")]),
            ("secretsmanager", "GetSecretValue", {"SecretId": f"arn:aws:secretsmanager:{own}:secret:s-AbCdEf"}, [("secretsmanager:GetSecretValue", f"arn:aws:secretsmanager:{own}:secret:s-AbCdEf")]),
            ("secretsmanager", "CreateSecret", {"Name": "a/s"}, [("secretsmanager:CreateSecret", f"arn:aws:secretsmanager:{own}:secret:a/s-AAAAAA")]),
            ("ssm", "GetParameter", {"Name": "/a/p"}, [("ssm:GetParameter", f"arn:aws:ssm:{own}:parameter/a/p")]),
            ("kms", "CreateKey", {}, [("kms:CreateKey", "*")]),
            ("kms", "Decrypt", {"CiphertextBlob": b"c", "KeyId": "1"}, [("kms:Decrypt", f"arn:aws:kms:{own}:key/1")]),
            ("cloudtrail", "StopLogging", {"Name": "t"}, [("cloudtrail:StopLogging", f"arn:aws:cloudtrail:{own}:trail/t")]),
            ("cloudwatch", "PutMetricAlarm", {"AlarmName": "a", "EvaluationPeriods": 1, "ComparisonOperator": "c"}, [("cloudwatch:PutMetricAlarm", f"arn:aws:cloudwatch:{own}:alarm:a")]),
            ("logs", "CreateLogGroup", {"logGroupName": "/a/g"}, [("logs:CreateLogGroup", f"arn:aws:logs:{own}:log-group:/a/g:log-stream:")]),
            ("events", "PutRule", {"Name": "n"}, [("events:PutRule", f"arn:aws:events:{own}:rule/n")]),
            ("sns", "Publish", {"TopicArn": f"arn:aws:sns:{own}:t", "Message": "m"}, [("sns:Publish", f"arn:aws:sns:{own}:t")]),
            ("sqs", "SendMessage", {"QueueUrl": f"http://h/{ACCOUNT}/q", "MessageBody": "m"}, [("sqs:SendMessage", f"arn:aws:sqs:{own}:q")]),
            ("budgets", "DescribeBudget", {"AccountId": ACCOUNT, "BudgetName": "b"}, [("budgets:ViewBudget", f"arn:aws:budgets::{ACCOUNT}:budget/b")]),
            ("apigatewayv2", "GetStage", {"ApiId": "a", "StageName": "s"}, [("apigateway:GET", f"arn:aws:apigateway:{REGION}::/apis/a/stages/s")]),
            ("codedeploy", "CreateDeployment", {"applicationName": "a", "deploymentGroupName": "g"}, [("codedeploy:CreateDeployment", f"arn:aws:codedeploy:{own}:deploymentgroup:a/g")]),
            ("sts", "GetCallerIdentity", {}, []),
        ):  # fmt: skip
            with self.subTest(f"{service}.{operation}", parameters=parameters):
                self.assertEqual(sorted(expected), sorted(needed(service, operation, parameters)))

    def test_nearly_every_operation_of_the_services_in_use_has_an_action(self) -> None:
        unknown, known = [], 0
        for service in SERVICES.split():
            model = SESSION.get_service_model(service)
            for operation in model.operation_names:
                shape = model.operation_model(operation).input_shape
                if model.operation_model(operation).deprecated:
                    continue
                for name, _ in needed(service, operation, sample(shape) if shape else {}):
                    if action(*name.split(":", 1)) is None:
                        unknown.append(f"{service}.{operation}: {name}")
                    else:
                        known += 1
        self.assertGreater(known, 2000)
        self.assertLess(len(set(unknown)) / known, WITHOUT_ACTION, unknown)


class Constraints(unittest.TestCase):
    def broken(self, service: str, operation: str, parameters: dict[str, Any]) -> list[str]:
        return violations(decode(written(service, operation, parameters)))

    def test_each_constraint_of_the_models(self) -> None:
        role = {"RoleName": "r", "AssumeRolePolicyDocument": "{}"}
        self.assertEqual([], self.broken("iam", "CreateRole", role))
        for service, operation, parameters, text in (
            ("iam", "CreateRole", {**role, "RoleName": "r" * 65}, "Member must have length less than or equal to 64"),
            ("iam", "CreateRole", {**role, "RoleName": "a b"}, r"Member must satisfy regular expression pattern: [\w+=,.@-]+"),
            ("iam", "CreateRole", {**role, "MaxSessionDuration": 60}, "Member must have value greater than or equal to 3600"),
            ("iam", "CreateRole", {"RoleName": "r"}, "Value at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must not be null"),
            ("ecs", "CreateService", {"serviceName": "s", "launchType": "MOON"}, "Member must satisfy enum value set: [EC2, FARGATE, EXTERNAL"),
            ("lambda", "CreateFunction", {"FunctionName": "f", "Role": ROLE, "Code": {}, "MemorySize": 64}, "Member must have value greater than or equal to 128"),
            ("kms", "CreateAlias", {"AliasName": "alias/a", "TargetKeyId": ""}, "Member must have length greater than or equal to 1"),
        ):  # fmt: skip
            with self.subTest(text):
                self.assertTrue(any(text in found for found in self.broken(service, operation, parameters)), parameters)

    def test_what_the_models_allow_is_not_refused(self) -> None:
        for service, operation, parameters in (
            ("lambda", "TagResource", {"Resource": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:f", "Tags": {"a": "ä 1"}}),
            ("amplify", "CreateApp", {"name": "n", "tags": {"Name-of/it": "b 1"}}),
            ("secretsmanager", "CreateSecret", {"Name": "a/b", "ClientRequestToken": "x" * 32}),
        ):
            self.assertEqual([], self.broken(service, operation, parameters))


if __name__ == "__main__":
    unittest.main()
