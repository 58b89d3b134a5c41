"""Lets a request through, or answers it as AWS answers a caller that may not make it."""

import sys
from typing import Any

from werkzeug import Response

from groundplan_emulator.authorization import denials, sessions, stored
from groundplan_emulator.authorization.callers import Caller, UnknownCaller, caller
from groundplan_emulator.authorization.context import RequestContext
from groundplan_emulator.authorization.evaluation import ALLOWED, Decision, Permissions, decide
from groundplan_emulator.authorization.needs import Need, needs
from groundplan_emulator.authorization.policies import Identity, Request
from groundplan_emulator.authorization.resource_policies import of_resource
from groundplan_emulator.request_constraints import message, violations
from groundplan_emulator.request_decoding import Call, decode, signing_name


class Authorizer:
    def check(self, environ: dict[str, Any]) -> Response | None:
        """The refusal of a request; None if its caller may make it, or if it is not for AWS."""
        call = decode(environ)
        if call is None:
            if signing_name(environ):
                raise ValueError(f"no operation of {signing_name(environ)} is at {environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
            return None
        if call.model.auth_type == "none" and call.service.name != "sts":
            return None
        if not call.decoded:
            raise ValueError(f"the parameters of {call.service.name}.{call.operation} are in a form that is not decoded")
        try:
            who = _web_identity(call) if not call.signed and call.service.name == "sts" else caller(call)
        except UnknownCaller as unknown:
            return denials.unknown_caller(call, unknown.kind)
        call.account = who.identity.account or stored.bucket_account(call.parameters.get("Bucket", ""))
        for need in needs(call):
            decision = self.decide(call, who, need)
            if not decision.allowed:
                return _refusal(call, who, need, decision)
        wrong = violations(call)
        if wrong:
            print(f"invalid: {call.service.name}.{call.operation} {message(wrong)}", file=sys.stderr, flush=True)
            return denials.invalid(call, message(wrong))
        return self._of_missing_object(call, who)

    def decide(self, call: Call, who: Caller, need: Need) -> Decision:
        """Whether a caller may do one thing that its call needs."""
        if who.permissions.root and need.action == "sts:AssumeRole":
            return Decision(False, "because roles may not be assumed by root accounts")
        context = RequestContext(call, who, need.resource, need.keys)
        request = Request(need.action, need.resource, context, who.identity)
        policy = of_resource(request, call.account, call.region)
        if call.service.name == "s3" and need.action in ("s3:DeleteBucketPolicy", "s3:PutBucketPolicy", "s3:GetBucketPolicy"):
            # Nobody can lock the root user of the owner out of a bucket's policy.
            if who.permissions.root and policy is not None and policy.account == who.identity.account:
                return ALLOWED
        return decide(request, who.permissions, policy)

    def _of_missing_object(self, call: Call, who: Caller) -> Response | None:
        """S3 tells only those who may list a bucket that it has no such object."""
        if call.service.name != "s3" or call.operation not in ("GetObject", "HeadObject"):
            return None
        bucket = stored.bucket(call.parameters["Bucket"])
        if bucket is None or call.parameters.get("Key") in bucket.keys:
            return None
        need = Need("s3:ListBucket", f"arn:aws:s3:::{call.parameters['Bucket']}")
        decision = self.decide(call, who, need)
        return None if decision.allowed else _refusal(call, who, need, decision)


def _web_identity(call: Call) -> Caller:
    claims = sessions.claims(call.parameters.get("WebIdentityToken") or "")
    account = (call.parameters.get("RoleArn") or "::::").split(":")[4]
    provider = f"arn:aws:iam::{account}:oidc-provider/{claims.get('iss', '').removeprefix('https://')}"
    known = any(entry.arn == provider for entry in stored.iam(account).open_id_providers.values())
    return Caller(Identity(account=account, arn="", federated=provider if known else "unknown"), Permissions())


def _refusal(call: Call, who: Caller, need: Need, decision: Decision) -> Response:
    # In the emulator's log: a test that fails shows which call it was.
    print(f"denied: {who.identity.arn or 'anonymous'} {need.action} {need.resource} {decision.reason}", file=sys.stderr, flush=True)
    if call.operation.startswith("AssumeRoleWith"):
        return denials.refused_identity(call)
    return denials.denied(call, who.identity.arn or "anonymous", need.action, need.resource, decision.reason)


def patch() -> None:
    """moto's own look at bucket policies, which knows no conditions, would be a second opinion."""
    from moto.iam.access_control import PermissionResult
    from moto.s3.models import FakeBucket

    FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL
