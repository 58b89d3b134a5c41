"""The resources of calls whose parameters do not tell the ARN: a path, an id or an alias has to be looked up."""

import re
from collections.abc import Callable
from typing import Any

from groundplan_emulator.authorization import stored
from groundplan_emulator.request_decoding import Call

# A secret's ARN ends with six characters that AWS chooses before it looks at policies.
NEW_SECRET = "AAAAAA"


def resources(call: Call, action: str) -> list[str] | None:
    """The ARNs; None where the parameters tell them."""
    find = SERVICES.get(action.partition(":")[0])
    return find(call, action) if find else None


def _s3(call: Call, action: str) -> list[str] | None:
    name = call.parameters.get("Bucket")
    if call.service.name != "s3" or not name:
        return None
    bucket = f"arn:aws:s3:::{name}"
    of_objects = re.search(r"Object|MultipartUploadParts|AbortMultipart", action) and "BucketObjectLock" not in action
    if not of_objects:
        return [bucket]
    deleted = (call.parameters.get("Delete") or {}).get("Objects")
    keys = [entry["Key"] for entry in deleted] if deleted else [call.parameters.get("Key") or "*"]
    return [f"{bucket}/{key}" for key in keys]


def _iam(call: Call, action: str) -> list[str] | None:
    given = call.parameters
    root = f"arn:aws:iam::{call.account}:"
    path = given.get("Path") or "/"
    if action == "iam:CreateServiceLinkedRole":
        return [f"{root}role/aws-service-role/{given.get('AWSServiceName')}/*"]
    if action == "iam:CreateOpenIDConnectProvider":
        return [f"{root}oidc-provider/{re.sub('^https://', '', given.get('Url', ''))}"]
    if "PolicyArn" in given and re.search(r":\w+(Policy|PolicyVersion|PolicyVersions|DefaultPolicyVersion|PolicyTags|EntitiesForPolicy)$", action):
        attaching = re.search(r":(Attach|Detach)(Role|User|Group)Policy$", action)
        if not attaching:
            return [given["PolicyArn"]]
    for parameter, kind, stored_in in (
        ("InstanceProfileName", "instance-profile", "instance_profiles"),
        ("RoleName", "role", "roles"),
        ("UserName", "user", "users"),
        ("GroupName", "group", "groups"),
    ):
        # A user is added to a group, a role to an instance profile: the resource is the latter.
        if parameter == "UserName" and "GroupName" in given:
            continue
        if parameter in given and (parameter != "RoleName" or "InstanceProfileName" not in given):
            found = [one for one in getattr(stored.iam(call.account), stored_in).values() if one.name == given[parameter]]
            return [found[0].arn if found and not action.startswith(f"iam:Create{kind.title()}") else f"{root}{kind}{path}{given[parameter]}"]
    if action == "iam:CreatePolicy":
        return [f"{root}policy{path}{given.get('PolicyName')}"]
    if re.search(r":(Get|Create|List|Update|Delete)?(User|AccessKeys?|LoginProfile|UserTags)$", action) and "UserName" not in given:
        return [call_user] if (call_user := _own_user(call)) else ["*"]
    return None


def _own_user(call: Call) -> str:
    user = stored.user_of_key(call.access_key)
    return user.arn if user else ""


def _kms(call: Call, action: str) -> list[str] | None:
    given = call.parameters
    if call.service.name != "kms":
        return None
    identifier = given.get("KeyId") or given.get("TargetKeyId") or given.get("SourceKeyId")
    found = []
    if action in ("kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"):
        found.append(f"arn:aws:kms:{call.region}:{call.account}:{given.get('AliasName')}")
        if action == "kms:DeleteAlias":
            identifier = given.get("AliasName")
    if identifier:
        key = stored.key(call.account, call.region, identifier)
        if key is not None:
            found.append(key.arn)
        elif identifier.startswith("arn:"):
            found.append(identifier)
        elif not identifier.startswith("alias/"):
            found.append(f"arn:aws:kms:{call.region}:{call.account}:key/{identifier}")
    return found or None


def _secretsmanager(call: Call, action: str) -> list[str] | None:
    given = call.parameters
    identifiers = [given["SecretId"]] if given.get("SecretId") else given.get("SecretIdList") or []
    if action == "secretsmanager:CreateSecret" or (not identifiers and given.get("Name")):
        return [f"arn:aws:secretsmanager:{call.region}:{call.account}:secret:{given.get('Name')}-{NEW_SECRET}"]
    if action in ("secretsmanager:BatchGetSecretValue", "secretsmanager:ListSecrets", "secretsmanager:GetRandomPassword"):
        return ["*"]
    arns = []
    for identifier in identifiers:
        secret = stored.secret(call.account, call.region, identifier)
        whole = f"arn:aws:secretsmanager:{call.region}:{call.account}:secret:{identifier}"
        arns.append(secret.arn if secret else identifier if identifier.startswith("arn:") else whole)
    return arns or None


def _sts(call: Call, action: str) -> list[str] | None:
    return [call.parameters["RoleArn"]] if call.parameters.get("RoleArn") else None


def _lambda(call: Call, action: str) -> list[str] | None:
    name = call.parameters.get("FunctionName")
    if not name or "EventSourceMapping" in action:
        return None
    # A name, a part of an ARN such as 111122223333:function:name, or all of it; with or without a qualifier.
    parts = re.sub(r"^(arn:[\w-]+:lambda:[\w-]+:)?(\d{12}:)?(function:)?", "", name)
    account = re.search(r"(\d{12}):function:", name)
    qualifier = call.parameters.get("Qualifier")
    if qualifier and ":" not in parts:
        parts = f"{parts}:{qualifier}"
    return [f"arn:aws:lambda:{call.region}:{account.group(1) if account else call.account}:function:{parts}"]


def _logs(call: Call, action: str) -> list[str] | None:
    name = call.parameters.get("logGroupName") or call.parameters.get("logGroupIdentifier")
    if not name or name.startswith("arn:"):
        return None
    # Except for tags, what a log group is asked for is asked for all of its streams: see "logs: resource types".
    stream = call.parameters.get("logStreamName", "")
    return [f"arn:aws:logs:{call.region}:{call.account}:log-group:{name}:log-stream:{stream}"]


def _apigateway(call: Call, action: str) -> list[str] | None:
    # The verbs of HTTP are the actions, the paths the resources; version 2 of the API leaves its number out.
    return [f"arn:aws:apigateway:{call.region}::{re.sub('^/v2(?=/)', '', call.path)}"]


def _ssm(call: Call, action: str) -> list[str] | None:
    given = call.parameters
    if not re.search(r"Parameter", action):
        if given.get("ResourceType") == "Parameter":
            return [_parameter(call, given.get("ResourceId", "*"))]
        return None
    names = given.get("Names") or [given.get("Name") or given.get("Path") or ""]
    if action == "ssm:DescribeParameters":
        return ["*"]
    return [_parameter(call, name) for name in names]


def _parameter(call: Call, name: str) -> str:
    return name if name.startswith("arn:") else f"arn:aws:ssm:{call.region}:{call.account}:parameter/{name.lstrip('/')}"


def _codedeploy(call: Call, action: str) -> list[str] | None:
    deployment = stored.deployment(call.account, call.region, call.parameters.get("deploymentId") or "")
    if deployment is None:
        return None
    group = f"{deployment.application_name}/{deployment.deployment_group_name}"
    return [f"arn:aws:codedeploy:{call.region}:{call.account}:deploymentgroup:{group}"]


SERVICES: dict[str, Callable[[Call, str], Any]] = {
    "apigateway": _apigateway,
    "codedeploy": _codedeploy,
    "iam": _iam,
    "kms": _kms,
    "lambda": _lambda,
    "logs": _logs,
    "s3": _s3,
    "secretsmanager": _secretsmanager,
    "ssm": _ssm,
    "sts": _sts,
}
