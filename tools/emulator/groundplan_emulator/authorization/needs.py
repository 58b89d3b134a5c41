"""What a call needs: each action, on each resource, with the condition keys that only that action has."""

import re
from dataclasses import dataclass, field

from groundplan_emulator.authorization.context import request_tags
from groundplan_emulator.authorization.encryption import key_uses
from groundplan_emulator.authorization.operations import ALWAYS, actions
from groundplan_emulator.authorization.passing import passed_roles
from groundplan_emulator.authorization.reference import Action, action, prefix, tag_action
from groundplan_emulator.authorization.resources import resources
from groundplan_emulator.request_decoding import Call

# Operations that make something, which may be tagged at once.
MAKING = re.compile(r"(Create|Put|Register|Run|Import|Request|Allocate|Publish|Copy|Start|Restore|Upload)")
VERBS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True)
class Need:
    action: str
    resource: str
    keys: dict[str, list[str]] = field(default_factory=dict)


def needs(call: Call) -> list[Need]:
    """All that the caller of a call must be allowed; empty for a call that anybody may make."""
    service = prefix(call.service.signing_name)
    if f"{call.service.name}.{call.operation}" in ALWAYS:
        return []
    found: list[Need] = []
    for name in _actions(call, service):
        known = action(*name.split(":", 1)) or Action(name, "", (), frozenset())
        found += [Need(known.name, resource) for resource in resources(call, known)]
    if call.service.name == "kms" and call.operation == "ReEncrypt":
        destination = Call(**{**call.__dict__, "parameters": {"KeyId": call.parameters.get("DestinationKeyId")}})
        found += [Need("kms:ReEncryptTo", arn) for arn in resources(destination, Action("kms:ReEncryptTo", "", (), frozenset()))]
    if call.parameters.get("CopySource") and call.operation in ("CopyObject", "UploadPartCopy"):
        found.append(Need("s3:GetObject", f"arn:aws:s3:::{_source(call)}"))
    for role, principal in passed_roles(call.service.name, call.operation, call.parameters):
        found.append(Need("iam:PassRole", role, {"iam:PassedToService": [principal]}))
    found += _tagging(call, service, found)
    found += [Need(use.action, use.key_arn, use.keys) for use in key_uses(call)]
    return list({(need.action, need.resource): need for need in found}.values())


def _source(call: Call) -> str:
    source = call.parameters["CopySource"]
    text = f"{source['Bucket']}/{source['Key']}" if isinstance(source, dict) else str(source)
    return text.split("?")[0].lstrip("/")


def _actions(call: Call, service: str) -> tuple[str, ...]:
    if service == "apigateway" and call.method in VERBS:
        return (f"apigateway:{call.method}",)
    listed = actions(call.service.name, call.operation, call.parameters)
    return listed if listed is not None else (f"{service}:{call.operation}",)


def _tagging(call: Call, service: str, found: list[Need]) -> list[Need]:
    """Who tags what it creates needs the permission to tag as well (and `<service>:CreateAction` tells what is created)."""
    if service in ("s3", "apigateway") or not MAKING.match(call.operation) or not request_tags(call.parameters):
        return []
    name = tag_action(service, call.operation)
    if name is None or name in {need.action for need in found}:
        return []
    keys = {f"{service}:CreateAction": [call.operation]}
    own = [need for need in found if need.action.partition(":")[0] == service]
    return [Need(name, need.resource, keys) for need in own]
