"""Permissions on the running emulator, seen through boto3: who may do what, and what the others are told."""

import base64
import json
import unittest
import urllib.request
from typing import Any

from botocore.exceptions import ClientError
from emulator_process import ACCOUNT, Emulator

OTHER = "222233334444"
ISSUER = "token.actions.githubusercontent.com"


def setUpModule() -> None:
    EnforcementTest.emulator = unittest.enterModuleContext(Emulator("--enforce"))


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions: Any, resources: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def deny(actions: Any, resources: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Deny", "Action": actions, "Resource": resources, **more}


def trust(principal: Any, action: str = "sts:AssumeRole", **more: Any) -> str:
    return policy({"Effect": "Allow", "Principal": principal, "Action": action, **more})


class EnforcementTest(unittest.TestCase):
    """All share one emulator, which each test finds empty."""

    emulator: Emulator

    def setUp(self) -> None:
        request = urllib.request.Request(f"{self.emulator.endpoint}/moto-api/reset", method="POST")
        urllib.request.urlopen(request, timeout=30).close()
        self.root = lambda service, account=ACCOUNT: self.emulator.client(service, account=account)

    def user(self, name: str, *statements: dict[str, Any], account: str = ACCOUNT) -> dict[str, str]:
        """The credentials of a new user with an inline policy."""
        iam = self.root("iam", account)
        iam.create_user(UserName=name)
        if statements:
            iam.put_user_policy(UserName=name, PolicyName="p", PolicyDocument=policy(*statements))
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}

    def role(self, name: str, trusted: str, *statements: dict[str, Any], account: str = ACCOUNT, **more: Any) -> str:
        iam = self.root("iam", account)
        arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trusted, **more)["Role"]["Arn"]
        if statements:
            iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
        return arn

    def assume(self, credentials: dict[str, str], arn: str, **more: Any) -> dict[str, str]:
        sts = self.emulator.client("sts", **credentials)
        return self.keys(sts.assume_role(RoleArn=arn, RoleSessionName="session", **more))

    def keys(self, answer: dict[str, Any]) -> dict[str, str]:
        given = answer["Credentials"]
        return {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }

    def session(self, *statements: dict[str, Any], account: str = ACCOUNT, **more: Any) -> dict[str, str]:
        """The credentials of a session of a new role."""
        user = self.user("somebody", allow("sts:AssumeRole"), account=account)
        arn = self.role("role", trust({"AWS": account}), *statements, account=account)
        return self.assume(user, arn, **more)

    def client(self, service: str, credentials: dict[str, str], region: str = "us-east-1") -> Any:
        return self.emulator.client(service, region=region, **credentials)

    def refused(self, call: Any, **arguments: Any) -> str:
        """The message with which a call is refused."""
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        error = caught.exception.response["Error"]
        self.assertIn(error["Code"], ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "403"), error)
        return error["Message"]


class Callers(EnforcementTest):
    def test_the_root_of_an_account_may_do_everything_in_it(self) -> None:
        self.root("ec2").create_vpc(CidrBlock="10.0.0.0/16")
        self.root("s3").create_bucket(Bucket="bucket")

    def test_a_session_may_do_what_its_role_may_and_is_told_what_it_may_not(self) -> None:
        session = self.session(allow("ec2:DescribeVpcs"))
        self.client("ec2", session).describe_vpcs()
        message = self.refused(self.client("sqs", session).create_queue, QueueName="q")
        self.assertEqual(
            f"User: arn:aws:sts::{ACCOUNT}:assumed-role/role/session is not authorized to perform: sqs:CreateQueue on resource: "
            f"arn:aws:sqs:us-east-1:{ACCOUNT}:q because no identity-based policy allows the sqs:CreateQueue action",
            message,
        )

    def test_an_explicit_deny_is_named(self) -> None:
        session = self.session(allow("*"), deny("dynamodb:*"))
        message = self.refused(self.client("dynamodb", session).list_tables)
        self.assertTrue(message.endswith("with an explicit deny in an identity-based policy"), message)

    def test_a_user_has_its_groups_policies(self) -> None:
        user = self.user("u")
        ec2 = self.client("ec2", user)
        self.refused(ec2.describe_vpcs)
        iam = self.root("iam")
        iam.create_group(GroupName="g")
        iam.put_group_policy(GroupName="g", PolicyName="p", PolicyDocument=policy(allow("ec2:*")))
        iam.add_user_to_group(GroupName="g", UserName="u")
        ec2.describe_vpcs()

    def test_an_attached_policy_of_aws_counts_and_a_later_version_replaces_an_earlier(self) -> None:
        session = self.session()
        iam, sqs = self.root("iam"), self.client("sqs", session)
        iam.attach_role_policy(RoleName="role", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
        sqs.list_queues()
        self.refused(sqs.create_queue, QueueName="q")
        arn = iam.create_policy(PolicyName="own", PolicyDocument=policy(allow("sns:ListTopics")))["Policy"]["Arn"]
        iam.attach_role_policy(RoleName="role", PolicyArn=arn)
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=policy(allow("sqs:*")), SetAsDefault=True)
        sqs.create_queue(QueueName="q")

    def test_unknown_and_wrong_credentials_are_refused(self) -> None:
        session = self.session(allow("*"))
        for credentials in (
            {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "x"},
            session | {"aws_session_token": "another"},
        ):
            with self.assertRaises(ClientError) as caught:
                self.client("sts", credentials).get_caller_identity() and None
                self.client("ec2", credentials).describe_vpcs()
            self.assertIn(caught.exception.response["Error"]["Code"], ("AuthFailure", "InvalidClientTokenId"))

    def test_a_request_that_breaks_a_constraint_is_not_valid(self) -> None:
        session = self.session(allow("*"))
        for service, call in (
            ("iam", lambda client: client.create_role(RoleName="a b", AssumeRolePolicyDocument="{}")),
            ("backup", lambda client: client.create_backup_vault(BackupVaultName="v")),
        ):
            with self.assertRaises(ClientError) as caught:
                call(self.client(service, session))
            error = caught.exception.response["Error"]
            self.assertIn(error["Code"], ("ValidationError", "ValidationException"))
            self.assertIn("Member must satisfy regular expression pattern", error["Message"])

    def test_who_one_is_may_always_be_asked(self) -> None:
        session = self.session(deny("*"))
        self.assertEqual(ACCOUNT, self.client("sts", session).get_caller_identity()["Account"])

    def test_the_session_policy_and_the_boundary_limit(self) -> None:
        session = self.session(allow("*"), Policy=policy(allow("sqs:*")))
        self.client("sqs", session).list_queues()
        message = self.refused(self.client("sns", session).list_topics)
        self.assertTrue(message.endswith("because no session policy allows the sns:ListTopics action"), message)
        iam = self.root("iam")
        arn = iam.create_policy(PolicyName="boundary", PolicyDocument=policy(allow("sns:*")))["Policy"]["Arn"]
        iam.put_role_permissions_boundary(RoleName="role", PermissionsBoundary=arn)
        message = self.refused(self.client("sqs", session).list_queues)
        self.assertTrue(message.endswith("because no permissions boundary allows the sqs:ListQueues action"), message)


class Roles(EnforcementTest):
    def test_the_root_user_assumes_no_role(self) -> None:
        arn = self.role("role", trust({"AWS": ACCOUNT}))
        self.refused(self.root("sts").assume_role, RoleArn=arn, RoleSessionName="session")

    def test_across_accounts_the_trust_and_the_caller_s_own_policies_must_both_allow(self) -> None:
        arn = self.role("role", trust({"AWS": f"arn:aws:iam::{OTHER}:root"}), account=ACCOUNT)
        without = self.user("without", account=OTHER)
        with_it = self.user("with", allow("sts:AssumeRole", arn), account=OTHER)
        message = self.refused(self.client("sts", without).assume_role, RoleArn=arn, RoleSessionName="session")
        self.assertIn("because no identity-based policy allows the sts:AssumeRole action", message)
        self.assume(with_it, arn)
        own = self.user("own", allow("sts:AssumeRole"))
        message = self.refused(self.client("sts", own).assume_role, RoleArn=arn, RoleSessionName="session")
        self.assertIn("because no role trust policy allows the sts:AssumeRole action", message)

    def test_an_external_id_is_asked_for(self) -> None:
        condition = {"StringEquals": {"sts:ExternalId": "id"}}
        arn = self.role("role", trust({"AWS": ACCOUNT}, Condition=condition))
        user = self.user("u", allow("sts:AssumeRole"))
        self.refused(self.client("sts", user).assume_role, RoleArn=arn, RoleSessionName="session")
        self.assume(user, arn, ExternalId="id")

    def test_a_web_identity_is_trusted_by_audience_and_subject(self) -> None:
        provider = self.root("iam").create_open_id_connect_provider(
            Url=f"https://{ISSUER}", ClientIDList=["sts.amazonaws.com"], ThumbprintList=["f" * 40]
        )["OpenIDConnectProviderArn"]
        condition = {"StringEquals": {f"{ISSUER}:aud": "sts.amazonaws.com", f"{ISSUER}:sub": "repo:o/r:environment:dev"}}
        arn = self.role(
            "deploy", trust({"Federated": provider}, "sts:AssumeRoleWithWebIdentity", Condition=condition), allow("sqs:*")
        )
        sts = self.emulator.client("sts", aws_access_key_id="", aws_secret_access_key="")

        def assume(subject: str) -> dict[str, Any]:
            claims = {"iss": f"https://{ISSUER}", "aud": "sts.amazonaws.com", "sub": subject}
            token = f"h.{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}.s"
            return sts.assume_role_with_web_identity(RoleArn=arn, RoleSessionName="session", WebIdentityToken=token)

        message = self.refused(assume, subject="repo:o/r:environment:prod")
        self.assertEqual("Not authorized to perform sts:AssumeRoleWithWebIdentity", message)
        self.client("sqs", self.keys(assume("repo:o/r:environment:dev"))).list_queues()

    def test_a_role_is_passed_only_to_the_services_that_the_caller_may_pass_it_to(self) -> None:
        arn = self.role("task", trust({"Service": "ecs-tasks.amazonaws.com"}))
        passing = allow("iam:PassRole", arn, Condition={"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}})
        ecs = self.client("ecs", self.session(allow("ecs:*"), passing))
        task = {"family": "f", "executionRoleArn": arn, "containerDefinitions": [{"name": "c", "image": "i", "memory": 512}]}
        message = self.refused(ecs.register_task_definition, **task)
        self.assertIn(f"is not authorized to perform: iam:PassRole on resource: {arn}", message)
        passing["Condition"]["StringEquals"]["iam:PassedToService"] = "ecs-tasks.amazonaws.com"
        self.root("iam").put_role_policy(RoleName="role", PolicyName="p", PolicyDocument=policy(allow("ecs:*"), passing))
        ecs.register_task_definition(**task)

    def test_a_role_is_created_only_with_the_boundary_that_is_asked_for(self) -> None:
        boundary = self.root("iam").create_policy(PolicyName="b", PolicyDocument=policy(allow("*")))["Policy"]["Arn"]
        other = self.root("iam").create_policy(PolicyName="c", PolicyDocument=policy(allow("*")))["Policy"]["Arn"]
        condition = {"StringEquals": {"iam:PermissionsBoundary": boundary}}
        session = self.session(allow(["iam:CreateRole", "iam:PutRolePolicy"], Condition=condition))
        iam = self.client("iam", session)
        new = {"RoleName": "new", "AssumeRolePolicyDocument": trust({"Service": "ec2.amazonaws.com"})}
        self.refused(iam.create_role, **new)
        self.refused(iam.create_role, **new, PermissionsBoundary=other)
        iam.create_role(**new, PermissionsBoundary=boundary)
        iam.put_role_policy(RoleName="new", PolicyName="p", PolicyDocument=policy(allow("*")))
        self.refused(iam.put_role_policy, RoleName="role", PolicyName="q", PolicyDocument=policy(allow("*")))


class Resources(EnforcementTest):
    def test_a_key_s_policy_has_to_leave_it_to_iam(self) -> None:
        own = {"Sid": "root", "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}
        open_key = self.root("kms").create_key(Policy=policy(own))["KeyMetadata"]["KeyId"]
        closed = dict(own, Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"})
        closed_key = self.root("kms").create_key(Policy=policy(closed))["KeyMetadata"]["KeyId"]
        kms = self.client("kms", self.session(allow("kms:*")))
        kms.encrypt(KeyId=open_key, Plaintext=b"p")
        message = self.refused(kms.encrypt, KeyId=closed_key, Plaintext=b"p")
        self.assertTrue(message.endswith("because no resource-based policy allows the kms:Encrypt action"), message)

    def test_a_grant_of_a_key_is_enough(self) -> None:
        closed = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:CreateGrant", "Resource": "*"}
        key = self.root("kms").create_key(Policy=policy(closed))["KeyMetadata"]["KeyId"]
        session = self.session()
        grant = {"KeyId": key, "GranteePrincipal": f"arn:aws:iam::{ACCOUNT}:role/role", "Operations": ["Encrypt"]}
        self.root("kms").create_grant(**grant)
        kms = self.client("kms", session)
        kms.encrypt(KeyId=key, Plaintext=b"p")
        self.refused(kms.generate_data_key, KeyId=key, KeySpec="AES_256")

    def test_a_bucket_policy_denies_even_the_root_user_and_allows_other_accounts(self) -> None:
        s3 = self.root("s3")
        s3.create_bucket(Bucket="bucket")
        reader = {"Effect": "Allow", "Principal": {"AWS": OTHER}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}
        nobody = {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::bucket/*"}
        plain = deny("s3:*", ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"], Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}})
        s3.put_object(Bucket="bucket", Key="key", Body=b"b")
        s3.put_bucket_policy(Bucket="bucket", Policy=policy(reader, nobody, plain))
        message = self.refused(s3.delete_object, Bucket="bucket", Key="key")
        self.assertTrue(message.endswith("with an explicit deny in a resource-based policy"), message)
        other = self.client("s3", self.user("u", allow("s3:*"), account=OTHER))
        other.get_object(Bucket="bucket", Key="key")
        self.refused(other.put_object, Bucket="bucket", Key="key", Body=b"b")
        without = self.client("s3", self.user("without", account=OTHER))
        self.refused(without.get_object, Bucket="bucket", Key="key")

    def test_only_those_who_may_list_a_bucket_learn_that_an_object_is_missing(self) -> None:
        self.root("s3").create_bucket(Bucket="bucket")
        session = self.session(allow("s3:GetObject"))
        s3 = self.client("s3", session)
        self.assertIn("s3:ListBucket", self.refused(s3.get_object, Bucket="bucket", Key="none"))
        self.root("iam").put_role_policy(RoleName="role", PolicyName="q", PolicyDocument=policy(allow("s3:ListBucket")))
        with self.assertRaises(s3.exceptions.NoSuchKey):
            s3.get_object(Bucket="bucket", Key="none")

    def test_reading_what_a_key_encrypts_needs_the_key(self) -> None:
        key = self.root("kms").create_key()["KeyMetadata"]["Arn"]
        secret = self.root("secretsmanager").create_secret(Name="s", SecretString="v", KmsKeyId=key)["ARN"]
        self.root("ssm").put_parameter(Name="/p", Value="v", Type="SecureString", KeyId=key)
        self.root("s3").create_bucket(Bucket="bucket")
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
        self.root("s3").put_bucket_encryption(Bucket="bucket", ServerSideEncryptionConfiguration={"Rules": [rule]})
        self.root("s3").put_object(Bucket="bucket", Key="k", Body=b"b")
        session = self.session(allow(["secretsmanager:*", "ssm:*", "s3:*"]))
        reads = (
            (self.client("secretsmanager", session).get_secret_value, {"SecretId": "s"}, "secretsmanager"),
            (self.client("ssm", session).get_parameter, {"Name": "/p", "WithDecryption": True}, "ssm"),
            (self.client("s3", session).get_object, {"Bucket": "bucket", "Key": "k"}, "s3"),
        )
        for read, arguments, service in reads:
            with self.subTest(service):
                message = self.refused(read, **arguments)
                self.assertIn(f"is not authorized to perform: kms:Decrypt on resource: {key}", message)
        self.client("ssm", session).get_parameter(Name="/p")
        for read, arguments, service in reads:
            via = {"StringEquals": {"kms:ViaService": f"{service}.us-east-1.amazonaws.com"}}
            document = policy(allow("kms:Decrypt", key, Condition=via))
            self.root("iam").put_role_policy(RoleName="role", PolicyName="q", PolicyDocument=document)
            read(**arguments)
        self.assertTrue(secret)

    def test_policies_of_secrets_topics_queues_repositories_and_functions_count(self) -> None:
        role = f"arn:aws:iam::{ACCOUNT}:role/role"
        session = self.session()
        self.root("secretsmanager").create_secret(Name="s", SecretString="v")
        topic = self.root("sns").create_topic(Name="t")["TopicArn"]
        queue = self.root("sqs").create_queue(QueueName="q")["QueueUrl"]
        self.root("ecr").create_repository(repositoryName="a/r")

        def document(action: str, resource: str = "*") -> str:
            return policy({"Effect": "Allow", "Principal": {"AWS": role}, "Action": action, "Resource": resource})

        queue_arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:q"
        images = json.loads(document("ecr:ListImages"))
        del images["Statement"][0]["Resource"]
        for call, arguments, open_it in (
            (self.client("secretsmanager", session).get_secret_value, {"SecretId": "s"},
             lambda: self.root("secretsmanager").put_resource_policy(SecretId="s", ResourcePolicy=document("secretsmanager:GetSecretValue"))),
            (self.client("sns", session).publish, {"TopicArn": topic, "Message": "m"},
             lambda: self.root("sns").set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=document("sns:Publish", topic))),
            (self.client("sqs", session).send_message, {"QueueUrl": queue, "MessageBody": "m"},
             lambda: self.root("sqs").set_queue_attributes(QueueUrl=queue, Attributes={"Policy": document("sqs:SendMessage", queue_arn)})),
            (self.client("ecr", session).list_images, {"repositoryName": "a/r"},
             lambda: self.root("ecr").set_repository_policy(repositoryName="a/r", policyText=json.dumps(images))),
        ):  # fmt: skip
            self.refused(call, **arguments)
            open_it()
            call(**arguments)

    def test_tagging_what_is_created_needs_its_own_permission(self) -> None:
        session = self.session(allow("ec2:CreateVpc"))
        tags = [{"ResourceType": "vpc", "Tags": [{"Key": "a", "Value": "b"}]}]
        ec2 = self.client("ec2", session)
        ec2.create_vpc(CidrBlock="10.0.0.0/16")
        message = self.refused(ec2.create_vpc, CidrBlock="10.0.0.0/16", TagSpecifications=tags)
        self.assertIn("ec2:CreateTags", message)
        tagging = allow("ec2:CreateTags", Condition={"StringEquals": {"ec2:CreateAction": "CreateVpc", "aws:RequestTag/a": "b"}})
        self.root("iam").put_role_policy(RoleName="role", PolicyName="q", PolicyDocument=policy(tagging))
        ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tags)


if __name__ == "__main__":
    unittest.main()
