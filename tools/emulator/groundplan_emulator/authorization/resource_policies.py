"""The policies of resources: keys, buckets, roles' trust, secrets, topics, queues, repositories, functions and others."""

import json
import re
from collections.abc import Callable
from typing import Any

from groundplan_emulator.authorization import stored
from groundplan_emulator.authorization.evaluation import ResourcePolicy
from groundplan_emulator.authorization.policies import Grant, Policy, Request, parse


def of_resource(request: Request, account: str, region: str) -> ResourcePolicy | None:
    """The policy of the resource of a request; None for one that has none and belongs to the caller's own account."""
    service, _, name = request.action.partition(":")
    find = SERVICES.get(service)
    parts = request.resource.split(":")
    owner = parts[4] if len(parts) > 5 and parts[4].isdigit() else account
    found = find(request, name, owner, region) if find else None
    if found is not None:
        return found
    return ResourcePolicy(None, owner) if owner != account else None


def _policy(document: str | dict[str, Any] | None) -> Policy | None:
    if not document:
        return None
    return parse(document if isinstance(document, str) else json.dumps(document))


def _kms(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    if ":key/" not in request.resource:
        return None
    key = stored.key(owner, region, request.resource)
    if key is None or stored.is_managed_by_aws(key):
        return None
    granted = any(_grants(grant, request, action) for grant in key.grants.values())
    # A key's policy has to allow in any case; that of a grant's is beside it.
    return ResourcePolicy(_policy(key.policy), owner, must_allow=True, also=Grant.CALLER if granted else Grant.NONE)


def _grants(grant: Any, request: Request, action: str) -> bool:
    if action not in grant.operations or grant.grantee_principal not in (request.identity.arn, request.identity.role):
        return False
    for kind, pairs in (grant.constraints or {}).items():
        for name, value in pairs.items():
            if request.context.get(f"kms:EncryptionContext:{name}") != [value]:
                return False
        if kind == "EncryptionContextEquals" and set(request.context.get("kms:EncryptionContextKeys") or []) != set(pairs):
            return False
    return True


def _s3(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    name = request.resource.removeprefix("arn:aws:s3:::").split("/")[0]
    bucket = stored.bucket(name)
    if bucket is None:
        return None
    return ResourcePolicy(_policy(_text(bucket.policy)), stored.bucket_account(name))


def _text(document: Any) -> str | None:
    return document.decode() if isinstance(document, bytes) else document


def _sts(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    if not action.startswith("AssumeRole") and action != "TagSession":
        return None
    role = stored.role(owner, request.resource) if ":role/" in request.resource else None
    trust = _policy(role.assume_role_policy_document) if role else None
    return ResourcePolicy(trust, owner, must_allow=True, kind="role trust policy")


def _secretsmanager(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    secret = stored.secret(owner, region, request.resource) if ":secret:" in request.resource else None
    return ResourcePolicy(_policy(getattr(secret, "policy", None)), owner) if secret else None


def _sns(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    from moto.sns.models import sns_backends

    topic = sns_backends[owner][_region(request, region)].topics.get(request.resource)
    return ResourcePolicy(_policy(topic.policy), owner) if topic else None


def _sqs(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    from moto.sqs.models import sqs_backends

    queue = sqs_backends[owner][_region(request, region)].queues.get(request.resource.rsplit(":", 1)[-1])
    return ResourcePolicy(_policy(queue.policy), owner) if queue else None


def _ecr(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    from moto.ecr.models import ecr_backends

    name = request.resource.partition(":repository/")[2]
    repository = ecr_backends[owner][_region(request, region)].repositories.get(name)
    return ResourcePolicy(_policy(repository.policy), owner) if repository else None


def _lambda(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    from moto.awslambda.models import lambda_backends

    found = re.search(r":function:([^:]+)", request.resource)
    backend = lambda_backends[owner][_region(request, region)]
    function = backend._lambdas.get_function_by_name_or_arn_with_qualifier(found.group(1)) if found and _has(backend, found) else None
    if function is None or not function.policy.statements:
        return None
    return ResourcePolicy(_policy(function.policy.get_policy()["Policy"]), owner)


def _has(backend: Any, found: re.Match[str]) -> bool:
    return any(function.function_name == found.group(1) for function in backend.list_functions())


def _dynamodb(request: Request, action: str, owner: str, region: str) -> ResourcePolicy | None:
    from moto.dynamodb.models import dynamodb_backends

    table = re.sub(r"(:table/[^/]+).*", r"\1", request.resource)
    policy = dynamodb_backends[owner][_region(request, region)].resource_policies.get(table)
    return ResourcePolicy(_policy(policy.policy_doc), owner) if policy else None


def _region(request: Request, region: str) -> str:
    parts = request.resource.split(":")
    return parts[3] if len(parts) > 5 and parts[3] and parts[3] != "*" else region


SERVICES: dict[str, Callable[[Request, str, str, str], ResourcePolicy | None]] = {
    "dynamodb": _dynamodb,
    "ecr": _ecr,
    "kms": _kms,
    "lambda": _lambda,
    "s3": _s3,
    "secretsmanager": _secretsmanager,
    "sns": _sns,
    "sqs": _sqs,
    "sts": _sts,
}
