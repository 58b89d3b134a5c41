"""The evaluation of policies against the worked examples of the IAM user guide, whose pages each test names."""

import json
import unittest
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from groundplan_emulator.authorization.conditions import compile_conditions
from groundplan_emulator.authorization.evaluation import Decision, Permissions, ResourcePolicy, decide
from groundplan_emulator.authorization.policies import Grant, Identity, Policy, Request, parse

TREES = Path(__file__).parents[3] / "terragrunt"
ACCOUNT, OTHER = "111122223333", "444455556666"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/MyRole"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/MyRole/session"
USER = f"arn:aws:iam::{ACCOUNT}:user/MyUser"
OBJECT = "arn:aws:s3:::amzn-s3-demo-bucket/key"


class Keys:
    def __init__(self, keys: dict[str, Any] | None = None) -> None:
        self._keys = {
            key.lower(): value if isinstance(value, list) else [value] for key, value in (keys or {}).items()
        }

    def get(self, key: str) -> list[str] | None:
        return self._keys.get(key.lower())


def document(*statements: dict[str, Any], version: str = "2012-10-17") -> Policy:
    return parse(json.dumps({"Version": version, "Statement": list(statements)}))


def allow(action: Any = "s3:*", resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: Any = "s3:*", resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Deny", "Action": action, "Resource": resource, **more}


def to(principal: Any, **more: Any) -> ResourcePolicy:
    return ResourcePolicy(document(allow(Principal=principal)), ACCOUNT, **more)


NOTHING = document()
ANYTHING = document(allow("*"))
IDENTITIES = {
    "session": Identity(ACCOUNT, SESSION, role=ROLE),
    "user": Identity(ACCOUNT, USER),
    "root": Identity(ACCOUNT, f"arn:aws:iam::{ACCOUNT}:root"),
    "service": Identity("", "", service="s3.amazonaws.com"),
    "foreign": Identity(OTHER, f"arn:aws:iam::{OTHER}:user/Foreign"),
}


class EvaluationTest(unittest.TestCase):
    def decide(
        self,
        who: str,
        resource: ResourcePolicy | None = None,
        identity: Policy = NOTHING,
        boundary: Policy | None = None,
        session: Policy | None = None,
        action: str = "s3:GetObject",
        on: str = OBJECT,
        keys: dict[str, Any] | None = None,
    ) -> Decision:
        sessions = None if session is None else (session,)
        permissions = Permissions((identity,), boundary, sessions, root=who == "root")
        return decide(Request(action, on, Keys(keys), IDENTITIES[who]), permissions, resource)


class WithinAnAccount(EvaluationTest):
    def test_the_kind_of_principal_decides_what_a_resource_policy_overrides(self) -> None:
        """How AWS enforcement code logic evaluates requests: the table of principals, row by row."""
        # caller, the resource policy names, identity, boundary, session policy, allowed
        for who, principal, identity, boundary, session, allowed in (
            ("session", {"AWS": SESSION}, NOTHING, NOTHING, NOTHING, True),
            ("session", {"AWS": ROLE}, NOTHING, ANYTHING, ANYTHING, True),
            ("session", {"AWS": ROLE}, NOTHING, NOTHING, ANYTHING, False),
            ("session", {"AWS": ROLE}, NOTHING, ANYTHING, NOTHING, False),
            ("session", {"AWS": ROLE}, NOTHING, None, None, True),
            ("session", {"AWS": ACCOUNT}, NOTHING, ANYTHING, ANYTHING, False),
            ("session", {"AWS": ACCOUNT}, ANYTHING, ANYTHING, ANYTHING, True),
            ("user", {"AWS": USER}, NOTHING, NOTHING, None, True),
            ("user", {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, NOTHING, None, None, False),
            ("root", {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, NOTHING, None, None, True),
            ("service", {"Service": "s3.amazonaws.com"}, NOTHING, None, None, True),
            ("service", {"Service": "sns.amazonaws.com"}, NOTHING, None, None, False),
        ):
            with self.subTest(who=who, principal=principal, boundary=boundary is ANYTHING, session=session is ANYTHING):
                self.assertEqual(allowed, self.decide(who, to(principal), identity, boundary, session).allowed)

    def test_the_permissions_are_what_identity_policy_and_boundary_both_allow(self) -> None:
        """Permissions boundaries for IAM entities: the user ShirleyRodriguez."""
        boundary = document(allow(["s3:*", "cloudwatch:*", "ec2:*"]))
        creating = document(allow("iam:CreateUser"))
        denied = self.decide("user", identity=creating, boundary=boundary, action="iam:CreateUser", on="*")
        self.assertEqual("because no permissions boundary allows the iam:CreateUser action", denied.reason)
        denied = self.decide("user", identity=NOTHING, boundary=boundary)
        self.assertEqual("because no identity-based policy allows the s3:GetObject action", denied.reason)
        self.assertTrue(self.decide("user", identity=ANYTHING, boundary=boundary).allowed)

    def test_an_explicit_deny_in_any_policy_wins(self) -> None:
        """The difference between explicit and implicit denies; Troubleshoot access denied error messages."""
        no = document(deny())
        for place, message in (
            ({"identity": document(allow(), deny("s3:GetObject"))}, "an identity-based policy"),
            ({"boundary": no}, "a permissions boundary"),
            ({"session": no}, "a session policy"),
            ({"resource": ResourcePolicy(document(deny(Principal="*")), ACCOUNT)}, "a resource-based policy"),
        ):
            with self.subTest(message):
                decision = self.decide("session", **{"identity": ANYTHING, "resource": to({"AWS": SESSION}), **place})
                self.assertEqual(Decision(False, f"with an explicit deny in {message}"), decision)

    def test_carlos_may_save_to_his_own_bucket_and_mary_not_to_production(self) -> None:
        """Policy evaluation for requests within a single account: identity-based and resource-based policies."""
        own = document(allow("s3:*", "arn:aws:s3:::amzn-s3-demo-bucket-carlossalazar/*"))
        decision = self.decide("user", identity=own, action="s3:PutObject", on="arn:aws:s3:::amzn-s3-demo-bucket-carlossalazar/a")
        self.assertTrue(decision.allowed)
        production = to({"AWS": f"arn:aws:iam::{ACCOUNT}:user/Other"})
        self.assertFalse(self.decide("user", production, own, action="s3:PutObject").allowed)

    def test_the_root_user_needs_no_policy_but_a_resource_policy_may_deny_it(self) -> None:
        self.assertTrue(self.decide("root").allowed)
        self.assertFalse(self.decide("root", ResourcePolicy(document(deny(Principal="*")), ACCOUNT)).allowed)

    def test_a_key_s_policy_and_the_trust_of_a_role_must_allow_in_any_case(self) -> None:
        """Key policies in AWS KMS: without the statement for the account, IAM policies give no access."""
        key = ResourcePolicy(document(allow("kms:*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:role/Other"})), ACCOUNT, must_allow=True)
        self.assertFalse(self.decide("session", key, ANYTHING, action="kms:Decrypt").allowed)
        self.assertFalse(self.decide("root", key, ANYTHING, action="kms:Decrypt").allowed)
        delegated = ResourcePolicy(document(allow("kms:*", Principal={"AWS": ACCOUNT})), ACCOUNT, must_allow=True)
        self.assertTrue(self.decide("session", delegated, ANYTHING, action="kms:Decrypt").allowed)
        self.assertFalse(self.decide("session", delegated, NOTHING, action="kms:Decrypt").allowed)
        granted = ResourcePolicy(NOTHING, ACCOUNT, must_allow=True, also=Grant.CALLER)
        self.assertTrue(self.decide("session", granted, NOTHING, action="kms:Decrypt").allowed)


class AcrossAccounts(EvaluationTest):
    def test_both_sides_have_to_allow(self) -> None:
        """Cross-account policy evaluation logic."""
        for principal, identity, allowed in (
            ({"AWS": OTHER}, ANYTHING, True),
            ({"AWS": f"arn:aws:iam::{OTHER}:user/Foreign"}, ANYTHING, True),
            ({"AWS": f"arn:aws:iam::{OTHER}:user/Foreign"}, NOTHING, False),
            ({"AWS": OTHER}, NOTHING, False),
            ({"AWS": ACCOUNT}, ANYTHING, False),
            ("*", ANYTHING, True),
            ("*", NOTHING, False),
        ):
            with self.subTest(principal=principal, allows=identity is ANYTHING):
                self.assertEqual(allowed, self.decide("foreign", to(principal), identity).allowed)
        self.assertFalse(self.decide("foreign", ResourcePolicy(None, ACCOUNT), ANYTHING).allowed)

    def test_not_principal_denies_all_others_and_those_with_a_boundary(self) -> None:
        """AWS JSON policy elements: NotPrincipal; Permissions boundaries for IAM entities."""
        policy = document(deny(NotPrincipal={"AWS": USER}))
        self.assertTrue(self.decide("user", ResourcePolicy(policy, ACCOUNT), ANYTHING).allowed)
        self.assertFalse(self.decide("session", ResourcePolicy(policy, ACCOUNT), ANYTHING).allowed)
        bounded = Identity(ACCOUNT, USER, bounded=True)
        request = Request("s3:GetObject", OBJECT, Keys(), bounded)
        self.assertFalse(decide(request, Permissions((ANYTHING,)), ResourcePolicy(policy, ACCOUNT)).allowed)


class Elements(EvaluationTest):
    def allows(self, policy: Policy, action: str, on: str = "*", keys: dict[str, Any] | None = None) -> bool:
        return self.decide("session", identity=policy, action=action, on=on, keys=keys).allowed

    def test_not_action_is_everything_else(self) -> None:
        """IAM JSON policy elements: NotAction."""
        policy = document({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})
        self.assertTrue(self.allows(policy, "s3:GetObject"))
        self.assertFalse(self.allows(policy, "iam:CreateUser"))
        policy = document(allow("*"), {"Effect": "Deny", "NotAction": ["s3:*"], "Resource": "*"})
        self.assertTrue(self.allows(policy, "s3:GetObject"))
        self.assertFalse(self.allows(policy, "sqs:SendMessage"))

    def test_not_resource_is_everywhere_else(self) -> None:
        """IAM JSON policy elements: NotResource: the HR-only bucket."""
        only = ["arn:aws:s3:::HRBucket/Payroll", "arn:aws:s3:::HRBucket/Payroll/*"]
        policy = document(allow("*"), {"Effect": "Deny", "Action": "s3:*", "NotResource": only})
        self.assertTrue(self.allows(policy, "s3:GetObject", "arn:aws:s3:::HRBucket/Payroll/a"))
        self.assertFalse(self.allows(policy, "s3:GetObject", "arn:aws:s3:::HRBucket/Other"))

    def test_names_of_actions_have_wildcards_and_no_case(self) -> None:
        """IAM JSON policy elements: Action."""
        policy = document(allow(["iam:*AccessKey*", "S3:getobject", "ec2:Describe?pcs"]))
        for action, allowed in (
            ("iam:CreateAccessKey", True),
            ("iam:GetAccessKeyLastUsed", True),
            ("s3:GetObject", True),
            ("ec2:DescribeVpcs", True),
            ("ec2:DescribeVVpcs", False),
            ("s3:GetObjectAcl", False),
        ):
            self.assertEqual(allowed, self.allows(policy, action), action)

    def test_variables_stand_for_values_of_the_request(self) -> None:
        """IAM policy elements: Variables and tags."""
        home = "arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*"
        policy = document(allow("s3:GetObject", home))
        mine, other = "arn:aws:s3:::amzn-s3-demo-bucket/anika/a", "arn:aws:s3:::amzn-s3-demo-bucket/x/a"
        self.assertTrue(self.allows(policy, "s3:GetObject", mine, {"aws:username": "anika"}))
        self.assertFalse(self.allows(policy, "s3:GetObject", other, {"aws:username": "anika"}))
        self.assertFalse(self.allows(policy, "s3:GetObject", other, {"aws:username": "*"}), "a value has no wildcards")
        self.assertFalse(self.allows(policy, "s3:GetObject", mine), "no such key in the request")
        older = document(allow("s3:GetObject", home), version="2008-10-17")
        self.assertFalse(self.allows(older, "s3:GetObject", mine, {"aws:username": "anika"}))
        team = document(allow("s3:GetObject", "arn:aws:s3:::bucket/${aws:PrincipalTag/team, 'company-wide'}/*"))
        self.assertTrue(self.allows(team, "s3:GetObject", "arn:aws:s3:::bucket/company-wide/a"))
        self.assertTrue(self.allows(team, "s3:GetObject", "arn:aws:s3:::bucket/yellow/a", {"aws:PrincipalTag/team": "yellow"}))
        literal = document(allow("s3:GetObject", "arn:aws:s3:::bucket/a${*}b"))
        self.assertTrue(self.allows(literal, "s3:GetObject", "arn:aws:s3:::bucket/a*b"))
        self.assertFalse(self.allows(literal, "s3:GetObject", "arn:aws:s3:::bucket/axb"))


class CommittedPolicies(unittest.TestCase):
    def test_every_policy_of_the_generated_configurations_is_understood(self) -> None:
        """An operator that does not exist, or an element of another form, would be an error."""
        read = 0
        for file in TREES.glob("*/*/*/**/main.tf.json"):
            if ".terragrunt-cache" not in file.parts:
                for text in self.documents(json.loads(file.read_text(encoding="utf-8"))):
                    with self.subTest(file.relative_to(TREES)):
                        self.assertTrue(parse(text).statements)
                    read += 1
        self.assertGreater(read, 300)

    def documents(self, value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for inner in value:
                yield from self.documents(inner)
        elif isinstance(value, str) and value.startswith("{") and '"Statement"' in value:
            yield value


class Conditions(unittest.TestCase):
    """IAM JSON policy elements: Condition operators, and the pages on several keys and values."""

    def holds(self, block: dict[str, Any], keys: dict[str, Any] | None = None) -> bool:
        return compile_conditions(block, True)(Keys(keys))

    def test_each_operator(self) -> None:
        for operator, wanted, equal, unequal in (
            ("StringEquals", "John", "John", "john"),
            ("StringNotEquals", "John", "john", "John"),
            ("StringEqualsIgnoreCase", "john", "John", "Jane"),
            ("StringNotEqualsIgnoreCase", "john", "Jane", "JOHN"),
            ("StringLike", ["a*", "b?"], "b1", "b12"),
            ("StringNotLike", "a*", "b", "ab"),
            ("NumericEquals", "10", "10.0", "11"),
            ("NumericNotEquals", "10", "11", "10"),
            ("NumericLessThan", "10", "9", "10"),
            ("NumericLessThanEquals", "10", "10", "11"),
            ("NumericGreaterThan", "10", "11", "10"),
            ("NumericGreaterThanEquals", "10", "10", "9"),
            ("DateEquals", "2020-01-01T00:00:01Z", "2020-01-01T00:00:01Z", "2020-01-01T00:00:02Z"),
            ("DateNotEquals", "2020-01-01T00:00:01Z", "2020-01-01T00:00:02Z", "2020-01-01T00:00:01Z"),
            ("DateLessThan", "2020-01-01T00:00:01Z", "2019-12-31", "2020-01-02"),
            ("DateLessThanEquals", "2020-01-01T00:00:00Z", "1577836800", "1577836801"),
            ("DateGreaterThan", "2020-01-01T00:00:01Z", "2020-01-02", "2019-12-31"),
            ("DateGreaterThanEquals", "2020-01-01T00:00:01Z", "2020-01-01T00:00:01Z", "2020-01-01T00:00:00Z"),
            ("Bool", "true", "true", "false"),
            ("Bool", False, "false", "true"),
            ("BinaryEquals", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "b3RoZXI="),
            ("IpAddress", "203.0.113.0/24", "203.0.113.15", "203.0.114.1"),
            ("NotIpAddress", "2001:DB8:1234:5678::/64", "2001:db8:1234:5679::1", "2001:db8:1234:5678::1"),
            ("ArnEquals", "arn:aws:sns:*:123456789012:my-*", "arn:aws:sns:eu-west-1:123456789012:my-topic", "arn:aws:sns:a:b:123456789012:my-topic"),
            ("ArnLike", "arn:aws:iam::*:role/*", "arn:aws:iam::123456789012:role/x", "arn:aws:iam::123456789012:user/x"),
            ("ArnNotEquals", "arn:aws:iam::123456789012:user/a", "arn:aws:iam::123456789012:user/b", "arn:aws:iam::123456789012:user/a"),
            ("ArnNotLike", "arn:aws:iam::123456789012:user/*", "arn:aws:iam::123456789012:role/b", "arn:aws:iam::123456789012:user/a"),
        ):  # fmt: skip
            with self.subTest(operator, wanted=wanted):
                self.assertTrue(self.holds({operator: {"k": wanted}}, {"k": equal}))
                self.assertFalse(self.holds({operator: {"k": wanted}}, {"k": unequal}))

    def test_a_key_that_the_request_does_not_have(self) -> None:
        """The condition is false, except for the negated operators, IfExists, Null and ForAllValues."""
        for operator, value, holds in (
            ("StringEquals", "a", False),
            ("StringNotEquals", "a", True),
            ("ArnNotLike", "arn:aws:iam::*:role/*", True),
            ("NotIpAddress", "203.0.113.0/24", True),
            ("Bool", "false", False),
            ("BoolIfExists", "true", True),
            ("StringEqualsIfExists", "a", True),
            ("Null", "true", True),
            ("Null", "false", False),
            ("ForAllValues:StringEquals", "a", True),
            ("ForAnyValue:StringEquals", "a", False),
            ("ForAnyValue:StringNotEquals", "a", False),
        ):
            with self.subTest(operator):
                self.assertEqual(holds, self.holds({operator: {"aws:Absent": value}}))

    def test_the_key_exists_and_null_says_so(self) -> None:
        self.assertFalse(self.holds({"Null": {"aws:TokenIssueTime": "true"}}, {"aws:TokenIssueTime": "1"}))
        self.assertTrue(self.holds({"Null": {"aws:TokenIssueTime": ["false"]}}, {"aws:TokenIssueTime": "1"}))

    def test_operators_and_keys_are_all_required_and_values_are_alternatives(self) -> None:
        """Conditions with multiple context keys or values."""
        block = {
            "StringEquals": {"aws:PrincipalTag/department": ["finance", "hr"], "aws:PrincipalTag/role": "audit"},
            "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:user/*"},
        }
        keys = {
            "aws:PrincipalTag/department": "hr",
            "aws:PrincipalTag/role": "audit",
            "aws:PrincipalArn": "arn:aws:iam::222222222222:user/a",
        }
        self.assertTrue(self.holds(block, keys))
        for key in keys:
            self.assertFalse(self.holds(block, keys | {key: "other"}), key)

    def test_several_values_in_a_request(self) -> None:
        """Single-valued and multivalued context keys: the tables of set operators."""
        wanted = ["key1", "key2"]
        for keys, for_all, for_any in (
            (["key1"], True, True),
            (["key1", "key2"], True, True),
            (["key1", "key3"], False, True),
            (["key3"], False, False),
        ):
            with self.subTest(keys):
                given = {"aws:TagKeys": keys}
                self.assertEqual(for_all, self.holds({"ForAllValues:StringEquals": {"aws:TagKeys": wanted}}, given))
                self.assertEqual(for_any, self.holds({"ForAnyValue:StringEquals": {"aws:TagKeys": wanted}}, given))
        not_any = {"ForAllValues:StringNotEquals": {"aws:TagKeys": wanted}}
        self.assertTrue(self.holds(not_any, {"aws:TagKeys": ["key3"]}))
        self.assertFalse(self.holds(not_any, {"aws:TagKeys": ["key1", "key3"]}))

    def test_names_of_keys_have_no_case_and_values_may_be_variables(self) -> None:
        self.assertTrue(self.holds({"StringEquals": {"AWS:SOURCEaccount": "1"}}, {"aws:SourceAccount": "1"}))
        block = {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}
        self.assertTrue(self.holds(block, {"aws:ResourceTag/team": "a", "aws:PrincipalTag/team": "a"}))
        self.assertFalse(self.holds(block, {"aws:ResourceTag/team": "a", "aws:PrincipalTag/team": "b"}))
        self.assertFalse(self.holds(block, {"aws:ResourceTag/team": "a"}))

    def test_an_operator_that_does_not_exist_is_an_error(self) -> None:
        for operator in ("StringEqual", "ForSomeValues:StringEquals"):
            with self.assertRaises(ValueError):
                compile_conditions({operator: {"k": "v"}}, True)


if __name__ == "__main__":
    unittest.main()
