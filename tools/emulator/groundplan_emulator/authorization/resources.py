"""The resources of a call: the ARNs that AWS would look for in policies, filled in from the call's parameters.

A part that only AWS knows before the call, such as the id of what is created, is `*`: it matches a policy that allows or denies
any, and none that names one.
"""

import re
from collections.abc import Iterator
from typing import Any

from groundplan_emulator.authorization import lookups
from groundplan_emulator.authorization.reference import Action, ResourceType
from groundplan_emulator.request_decoding import Call

# Names of parts of ARNs that the parameters call otherwise. All others are found by likeness.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "bucketname": ("bucket",),
    "objectname": ("key",),
    "dbinstancename": ("dbinstanceidentifier", "targetdbinstanceidentifier"),
    "dbclusterinstancename": ("dbclusteridentifier",),
    "clusterparametergroupname": ("dbclusterparametergroupname",),
    "parametergroupname": ("dbparametergroupname",),
    "snapshotname": ("dbsnapshotidentifier", "snapshotname"),
    "clustersnapshotname": ("dbclustersnapshotidentifier",),
    "subnetgroupname": ("dbsubnetgroupname",),
    "globalcluster": ("globalclusteridentifier",),
    "securitygroupid": ("groupid", "groupids", "securitygroupids"),
    "taskdefinitionfamilyname": ("family", "taskdefinition"),
    "clustername": ("cluster", "clustername", "name"),
    "servicename": ("service", "servicename", "services"),
    "parameternamewithoutleadingslash": ("name", "names", "path"),
    "queuename": ("queuename", "queueurl"),
    "topicname": ("topicname", "name"),
    "budgetname": ("budgetname", "budget.budgetname"),
    "alias": ("aliasname", "name"),
    "detectorid": ("detectorid",),
    "trailname": ("trailname", "name"),
    "groupfriendlyname": ("autoscalinggroupname",),
    "repositoryname": ("repositoryname", "repositorynames"),
    "deploymentgroupname": ("deploymentgroupname", "currentdeploymentgroupname"),
    "deploymentconfigurationname": ("deploymentconfigname",),
    "alarmname": ("alarmname", "alarmnames"),
    "rulename": ("rule", "name"),
    "dashboardname": ("dashboardname", "dashboardnames"),
}


def resources(call: Call, action: Action) -> list[str]:
    """The ARNs of what an action is taken on; `*` for an action without resources."""
    special = lookups.resources(call, action.name)
    if special is not None:
        return special
    if not action.types:
        return ["*"]
    flat = dict(_flatten(call.parameters))
    arns = [value for value in _texts(call.parameters) if value.startswith("arn:")]
    found: dict[str, list[str]] = {}
    for kind in action.types:
        exact = [arn for arn in arns if _form(kind, call).fullmatch(arn)]
        filled = exact or _filled(kind, call, flat)
        if filled:
            found.setdefault(kind.name, []).extend(filled)
    required = [kind for kind in action.types if kind.required]
    if found:
        # EC2 looks at each resource that takes part, also at that which is about to be created.
        missing = [kind for kind in required if kind.name not in found] if call.service.name == "ec2" else []
        named = [arn for kind, listed in found.items() for arn in listed]
        known = [arn for kind in required for arn in found.get(kind.name, [])]
        return list(dict.fromkeys([*(known or named), *(_any(kind, call) for kind in missing)]))
    return [_any(required[0], call)] if required else ["*"]


def _template(kind: ResourceType, call: Call) -> str:
    values = {"Partition": "aws", "Region": call.region, "Account": call.account}
    return re.sub(r"\$\{(Partition|Region|Account)\}", lambda part: values[part.group(1)], kind.arn)


def _form(kind: ResourceType, call: Call) -> re.Pattern[str]:
    parts = re.split(r"\$\{(\w+)\}", kind.arn)
    free = {"Region": r"[\w-]*", "Account": r"\d*", "Partition": r"[\w-]+"}
    expression = ""
    for place, part in enumerate(parts):
        if place % 2 == 0:
            expression += re.escape(part)
        elif part in free:
            expression += free[part]
        else:
            # Names have no slash, except for those that say so, and keys of objects.
            expression += r".+" if re.search(r"WithPath|ObjectName|ParameterName|LogGroup|RepositoryName|SecretId", part) else r"[^/:]+"
    return re.compile(expression)


def _filled(kind: ResourceType, call: Call, flat: dict[str, Any]) -> list[str]:
    arns = [_template(kind, call)]
    for variable in kind.variables:
        values = _values(variable, kind, flat)
        if values is None:
            # One of several parts may be unknown; without the first nothing is known of it.
            if variable == kind.variables[0]:
                return []
            values = ["*"]
        arns = [re.sub(r"\$\{%s\}" % variable, lambda _: value, arn) for arn in arns for value in values]
    return arns if kind.variables else []


def _values(variable: str, kind: ResourceType, flat: dict[str, Any]) -> list[str] | None:
    name = variable.lower()
    base = re.sub(r"(withpath|name|id|identifier)$", "", name)
    candidates = [*SYNONYMS.get(name, ()), name, f"{base}name", f"{base}id", f"{base}identifier", base, f"{base}ids", f"{base}names"]
    for candidate in candidates:
        if candidate in flat:
            return _names(flat[candidate])
    for given, value in flat.items():
        if "." not in given and name and given.endswith(name):
            return _names(value)
    singular = re.sub(r"[^a-z]", "", kind.name.lower()).rstrip("s")
    if variable == kind.variables[-1] and singular.endswith(base or singular) and "name" in flat and name.endswith("name"):
        return _names(flat["name"])
    if name == "id" and "id" in flat:
        return _names(flat["id"])
    return None


def _names(value: Any) -> list[str] | None:
    values = value if isinstance(value, list) else [value]
    texts = [text for text in values if isinstance(text, str) and text]
    # Of an ARN or a URL its last part is the name.
    return [re.split(r"[/:]", text)[-1] if text.startswith(("arn:", "http")) else text for text in texts] or None


def _any(kind: ResourceType, call: Call) -> str:
    return re.sub(r"\$\{\w+\}", "*", _template(kind, call))


def _flatten(parameters: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in parameters.items():
        if isinstance(value, dict):
            for inner, deeper in value.items():
                if isinstance(deeper, str):
                    yield f"{name}.{inner}".lower(), deeper
        elif isinstance(value, (str, list)):
            yield name.lower(), value


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < 2:
        for inner in value:
            yield from _texts(inner, depth + 1)
    elif isinstance(value, dict) and depth == 0:
        for inner in value.values():
            yield from _texts(inner, depth + 1)
