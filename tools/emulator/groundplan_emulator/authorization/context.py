"""The condition keys of a request: global ones, those of the caller, and those of the services."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from groundplan_emulator.authorization import sessions, stored
from groundplan_emulator.authorization.callers import Caller
from groundplan_emulator.request_decoding import Call


class RequestContext:
    """Values are looked up when a policy asks for them; most never are."""

    def __init__(self, call: Call, caller: Caller, resource: str, more: dict[str, list[str]] | None = None) -> None:
        self._call, self._caller, self._resource = call, caller, resource
        self._more = {key.lower(): values for key, values in (more or {}).items()}

    def get(self, key: str) -> list[str] | None:
        """The values of a condition key; None if the request does not have it."""
        name = key.lower()
        if name in self._more:
            return self._more[name]
        if name in self._caller.keys:
            return self._caller.keys[name]
        service, _, rest = name.partition(":")
        if service == "aws":
            return self._global(rest)
        if self._call.service.name == "sts":
            return _of_sts(self._call, key)
        return _of_service(self._call, service, rest, key)

    def _global(self, name: str) -> list[str] | None:
        call = self._call
        if name.startswith("requesttag/"):
            tags = {tag.lower(): value for tag, value in request_tags(call.parameters).items()}
            value = tags.get(name.partition("/")[2])
            return None if value is None else [value]
        if name.startswith("resourcetag/"):
            return _resource_tag(self._resource, name.partition("/")[2])
        now = datetime.datetime.now(datetime.UTC)
        match name:
            case "tagkeys":
                return tag_keys(call.parameters) or None
            case "requestedregion":
                # The services without regions are in one.
                return ["us-east-1" if call.service.name in ("iam", "route53", "cloudfront", "organizations") else call.region]
            case "securetransport":
                # The emulator has no TLS; to AWS every client speaks it.
                return ["true"]
            case "sourceip":
                return [call.source_ip]
            case "currenttime":
                return [now.isoformat(timespec="seconds").replace("+00:00", "Z")]
            case "epochtime":
                return [str(int(now.timestamp()))]
            case "useragent":
                return [call.headers["user-agent"]] if "user-agent" in call.headers else None
            case "resourceaccount":
                return [owner] if (owner := _owner(self._resource, call.account)) else None
            case "viaawsservice":
                return ["false"]
        return None


def _owner(resource: str, account: str) -> str:
    parts = resource.split(":")
    if resource.startswith("arn:aws:s3:::"):
        return stored.bucket_account(parts[5].split("/")[0])
    return parts[4] if len(parts) > 5 and parts[4].isdigit() else account


def _of_sts(call: Call, key: str) -> list[str] | None:
    name = key.lower()
    parameters = call.parameters
    given = {
        "sts:externalid": parameters.get("ExternalId"),
        "sts:rolesessionname": parameters.get("RoleSessionName"),
        "sts:sourceidentity": parameters.get("SourceIdentity"),
    }
    if name in given:
        return [given[name]] if given[name] else None
    said = sessions.claims(parameters.get("WebIdentityToken") or "")
    provider = said.get("iss", "").removeprefix("https://").lower()
    if provider and name.startswith(f"{provider}:"):
        claim = next((said[one] for one in said if one.lower() == name.removeprefix(f"{provider}:")), None)
        return None if claim is None else [str(value) for value in (claim if isinstance(claim, list) else [claim])]
    return None


# Keys whose parameter has another name.
PARAMETERS = {
    "iam:passedtoservice": (),
    "iam:awsservicename": ("AWSServiceName",),
    "iam:policyarn": ("PolicyArn",),
    "ec2:vpcid": ("VpcId",),
    "s3:locationconstraint": ("CreateBucketConfiguration",),
    "secretsmanager:kmskeyid": ("KmsKeyId",),
}


def _of_service(call: Call, service: str, rest: str, key: str) -> list[str] | None:
    parameters = call.parameters
    if service == "iam" and rest == "permissionsboundary":
        return _boundary(call)
    if service == "kms" and rest.startswith("encryptioncontext"):
        pairs = parameters.get("EncryptionContext") or {}
        if rest == "encryptioncontextkeys":
            return list(pairs) or None
        wanted = rest.partition(":")[2]
        value = next((pairs[name] for name in pairs if name.lower() == wanted), None)
        return None if value is None else [value]
    if service == "kms" and rest == "calleraccount":
        return [call.account]
    if service == "kms" and rest == "grantisforawsresource":
        return ["false"]
    if service == "ecs" and rest == "cluster":
        return _cluster(call)
    if service == "s3" and rest.startswith("x-amz-"):
        return [call.headers[rest]] if rest in call.headers else None
    names = PARAMETERS.get(f"{service}:{rest}")
    wanted = {name.lower() for name in names} if names is not None else {re.sub(r"[^a-z]", "", rest)}
    for name, value in _scalars(parameters):
        if re.sub(r"[^a-z]", "", name.lower()) in wanted:
            return value
    return None


def _scalars(parameters: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name, value in parameters.items():
        if isinstance(value, bool):
            yield name, [str(value).lower()]
        elif isinstance(value, (str, int, float)):
            yield name, [str(value)]
        elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            yield name, value


def _boundary(call: Call) -> list[str] | None:
    """The boundary that a call sets, else the one that the role or user already has."""
    if call.parameters.get("PermissionsBoundary"):
        return [call.parameters["PermissionsBoundary"]]
    name = call.parameters.get("RoleName")
    role = stored.role(call.account, name) if name and not call.operation.startswith("Create") else None
    return [role.permissions_boundary_arn] if role and role.permissions_boundary_arn else None


def _cluster(call: Call) -> list[str]:
    given = call.parameters.get("cluster") or "default"
    return [given if given.startswith("arn:") else f"arn:aws:ecs:{call.region}:{call.account}:cluster/{given}"]


TAG_PARAMETERS = ("Tags", "tags", "TagList", "TagSpecifications", "TagSpecification", "TagSet", "Tagging", "HostedZoneTags", "AddTags")


def request_tags(parameters: dict[str, Any]) -> dict[str, str]:
    """The tags that a call gives to what it creates or tags, in any of the forms that services have for them."""
    tags: dict[str, str] = {}
    for name in TAG_PARAMETERS:
        tags.update(_tags(parameters.get(name)))
    if isinstance(parameters.get("DistributionConfigWithTags"), dict):
        tags.update(_tags(parameters["DistributionConfigWithTags"].get("Tags")))
    return tags


def _tags(value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        nested = next((value[name] for name in ("Items", "TagSet", "Tags") if isinstance(value.get(name), list)), None)
        return _tags(nested) if nested is not None else {key: str(text) for key, text in value.items() if isinstance(text, str)}
    tags: dict[str, str] = {}
    for entry in value if isinstance(value, list) else []:
        if not isinstance(entry, dict):
            continue
        if "Tags" in entry:
            tags.update(_tags(entry["Tags"]))
        key = entry.get("Key", entry.get("key", entry.get("TagKey")))
        if key is not None:
            tags[key] = str(entry.get("Value", entry.get("value", entry.get("TagValue", ""))))
    return tags


def tag_keys(parameters: dict[str, Any]) -> list[str]:
    """The keys of tags that a call gives or takes."""
    removed = parameters.get("TagKeys", parameters.get("tagKeys")) or []
    return [*request_tags(parameters), *(key for key in removed if isinstance(key, str))]


def _resource_tag(resource: str, name: str) -> list[str] | None:
    from moto.resourcegroupstaggingapi.models import resourcegroupstaggingapi_backends

    parts = resource.split(":")
    if len(parts) < 6 or "*" in resource:
        return None
    if parts[2] == "iam":
        role = stored.role(parts[4], resource) if ":role/" in resource else None
        listed = (role.tags.values() if isinstance(role.tags, dict) else role.tags or []) if role else []
        return next(([tag["Value"]] for tag in listed if tag["Key"].lower() == name), None)
    region = parts[3] or "us-east-1"
    account = parts[4] or stored.bucket_account(parts[5].split("/")[0])
    if not account:
        return None
    backend = resourcegroupstaggingapi_backends[account][region]
    for entry in backend._get_resources_generator(resource_type_filters=[parts[2]]):
        if entry["ResourceARN"] == resource:
            return next(([tag["Value"]] for tag in entry["Tags"] if tag["Key"].lower() == name), None)
    return None
