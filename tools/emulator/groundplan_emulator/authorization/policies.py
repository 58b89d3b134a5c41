"""Policy documents, compiled once: which of their statements apply to a request."""

import functools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from groundplan_emulator.authorization.conditions import Context, compile_conditions
from groundplan_emulator.authorization.patterns import expand, glob, resource_matches


class Grant(IntEnum):
    """What a resource policy grants a caller, the strongest last."""

    NONE = 0
    #: To its account, which leaves it to the caller's own policies.
    ACCOUNT = 1
    #: To its role: boundary and session policy have to allow it as well.
    ROLE = 2
    #: To the caller itself, whatever its own policies do not mention.
    CALLER = 3


@dataclass(frozen=True)
class Identity:
    """Who calls, as principals of policies name it. A session is its role too, and everybody is of an account."""

    account: str
    arn: str
    #: ARN of the role of a session; empty for all others.
    role: str = ""
    #: Name of a service, such as events.amazonaws.com.
    service: str = ""
    #: Provider of a web identity.
    federated: str = ""
    anonymous: bool = False
    bounded: bool = False

    @property
    def root(self) -> str:
        partition = self.arn.split(":")[1] if ":" in self.arn else "aws"
        return f"arn:{partition}:iam::{self.account}:root"


@dataclass(frozen=True)
class Request:
    """One action on one resource."""

    action: str
    resource: str
    context: Context
    identity: Identity


class Actions:
    """The names of actions of a statement, by service: AWS's own policies list a thousand of them."""

    def __init__(self, names: list[str]) -> None:
        patterns: dict[str, list[str]] = {}
        for name in names:
            service, colon, _ = name.partition(":")
            of_any = not colon or "*" in service or "?" in service
            patterns.setdefault("" if of_any else service.lower(), []).append(glob(name).pattern)
        self._patterns = {
            service: re.compile("|".join(f"(?:{one})" for one in listed), re.DOTALL | re.IGNORECASE)
            for service, listed in patterns.items()
        }

    def cover(self, action: str) -> bool:
        """Whether one of the names is that of an action; they are not case-sensitive."""
        found = (self._patterns.get(service) for service in (action.partition(":")[0].lower(), ""))
        return any(pattern is not None and pattern.fullmatch(action) for pattern in found)


@dataclass(frozen=True)
class Statement:
    allows: bool
    actions: Actions
    not_actions: bool
    resources: tuple[str, ...] | None
    not_resources: bool
    principals: dict[str, tuple[str, ...]] | None
    not_principals: bool
    condition: Callable[[Context], bool]
    variables: bool

    def applies(self, request: Request) -> bool:
        """Whether action, resource and condition are those of a request."""
        if self.actions.cover(request.action) == self.not_actions:
            return False
        if self.resources is not None:
            covered = False
            for pattern in self.resources:
                text = expand(pattern, request.context) if self.variables else pattern
                if text is not None and resource_matches(request.resource, text):
                    covered = True
                    break
            if covered == self.not_resources:
                return False
        return self.condition(request.context)

    def grant(self, identity: Identity) -> Grant:
        """How directly the principals name a caller."""
        if self.principals is None:
            return Grant.NONE
        found = _named(self.principals, identity)
        if not self.not_principals:
            return found
        # AWS: a Deny for all but somebody always denies those with a permissions boundary.
        if found is Grant.NONE or (not self.allows and identity.bounded):
            return Grant.ROLE
        return Grant.NONE


def _named(principals: dict[str, tuple[str, ...]], identity: Identity) -> Grant:
    grant = Grant.NONE
    for kind, names in principals.items():
        for name in names:
            grant = max(grant, _grant(kind, name, identity))
    return grant


def _grant(kind: str, name: str, identity: Identity) -> Grant:
    if name == "*" and kind in ("AWS", "*"):
        return Grant.NONE if identity.service or (identity.federated and not identity.arn) else Grant.ROLE
    if kind == "Service":
        return Grant.CALLER if identity.service and name == identity.service else Grant.NONE
    if kind == "Federated":
        return Grant.CALLER if identity.federated and name == identity.federated else Grant.NONE
    if kind != "AWS" or identity.anonymous or identity.service:
        return Grant.NONE
    if name == identity.arn:
        return Grant.ACCOUNT if name == identity.root else Grant.CALLER
    if name == identity.role:
        return Grant.ROLE
    if name in (identity.account, identity.root):
        return Grant.ACCOUNT
    return Grant.NONE


@dataclass(frozen=True)
class Policy:
    statements: tuple[Statement, ...]

    def denies(self, request: Request) -> bool:
        """Whether a statement of a policy of an identity denies a request."""
        return any(not statement.allows and statement.applies(request) for statement in self.statements)

    def allows(self, request: Request) -> bool:
        """Whether a statement of a policy of an identity allows a request."""
        return any(statement.allows and statement.applies(request) for statement in self.statements)

    def denies_principal(self, request: Request) -> bool:
        """Whether a statement of a resource's policy denies the caller a request."""
        return any(
            not statement.allows and statement.grant(request.identity) and statement.applies(request)
            for statement in self.statements
        )

    def grants_principal(self, request: Request) -> Grant:
        """What a resource's policy grants the caller."""
        grants = (
            statement.grant(request.identity)
            for statement in self.statements
            if statement.allows and statement.grant(request.identity) and statement.applies(request)
        )
        return max(grants, default=Grant.NONE)


@functools.lru_cache(maxsize=8192)
def parse(document: str) -> Policy:
    """
    A policy, from its JSON text.

    :raises ValueError: if it is none, or has an operator that does not exist
    """
    content = json.loads(document)
    statements = content.get("Statement") or []
    # Variables are those of the present version of the language; in the one before they are plain text.
    variables = content.get("Version") == "2012-10-17"
    return Policy(tuple(_statement(entry, variables) for entry in _list(statements)))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _statement(entry: dict[str, Any], variables: bool) -> Statement:
    actions = entry.get("Action", entry.get("NotAction", []))
    resources = entry.get("Resource", entry.get("NotResource"))
    principals = entry.get("Principal", entry.get("NotPrincipal"))
    if principals is not None and not isinstance(principals, dict):
        principals = {"*": principals}
    return Statement(
        allows=entry["Effect"] == "Allow",
        actions=Actions(_list(actions)),
        not_actions="NotAction" in entry,
        resources=None if resources is None else tuple(_list(resources)),
        not_resources="NotResource" in entry,
        principals=None if principals is None else {kind: tuple(_list(names)) for kind, names in principals.items()},
        not_principals="NotPrincipal" in entry,
        condition=compile_conditions(entry.get("Condition") or {}, variables),
        variables=variables,
    )


def session_arn(role_arn: str, name: str) -> str:
    """The ARN of a session of a role, which does not have the role's path."""
    partition, account = role_arn.split(":")[1], role_arn.split(":")[4]
    return f"arn:{partition}:sts::{account}:assumed-role/{re.sub('.*/', '', role_arn)}/{name}"
