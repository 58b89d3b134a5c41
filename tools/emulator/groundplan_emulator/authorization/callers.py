"""Who calls: the root user of an account, a user, or a session of a role, with the policies that limit it."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from groundplan_emulator.authorization import sessions, stored
from groundplan_emulator.authorization.evaluation import Permissions
from groundplan_emulator.authorization.policies import Identity, Policy, parse, session_arn
from groundplan_emulator.request_decoding import Call


@dataclass(frozen=True)
class Caller:
    identity: Identity
    permissions: Permissions
    #: Values of the condition keys that the caller has whatever it calls.
    keys: dict[str, list[str]] = field(default_factory=dict)


class UnknownCaller(Exception):
    """Credentials that AWS would not know; `kind` is "invalid", "token" or "expired"."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


ANONYMOUS = Caller(
    Identity(account="", arn="", anonymous=True), Permissions(), {"aws:principaltype": ["Anonymous"], "aws:userid": ["anonymous"]}
)


def caller(call: Call) -> Caller:
    """
    The caller of a signed call. Signatures are not checked: whoever knows a key may use it.

    :raises UnknownCaller: for credentials that were not issued here, or are no longer valid
    """
    if not call.signed:
        return ANONYMOUS
    if re.fullmatch(r"\d{12}", call.access_key):
        return _root(call.access_key)
    session = sessions.of_key(call.access_key)
    if session is not None:
        return _session(session, call.token)
    user = stored.user_of_key(call.access_key)
    if user is None:
        raise UnknownCaller("invalid")
    return _user(user)


def _root(account: str) -> Caller:
    arn = f"arn:aws:iam::{account}:root"
    keys = {"aws:principaltype": ["Account"], "aws:userid": [account]}
    return Caller(Identity(account=account, arn=arn), Permissions(root=True), _principal(arn, account, keys))


def _session(session: sessions.Session, token: str) -> Caller:
    if token != session.token:
        raise UnknownCaller("token")
    if session.expires < datetime.datetime.now(datetime.UTC).replace(tzinfo=None):
        raise UnknownCaller("expired")
    role = stored.role(session.account, session.role_arn)
    if role is None:
        raise UnknownCaller("invalid")
    arn = session_arn(role.arn, session.name)
    listed = role.tags.values() if isinstance(role.tags, dict) else role.tags or []
    tags = {tag["Key"]: tag["Value"] for tag in listed} | session.tags
    keys = {
        "aws:principaltype": ["AssumedRole"],
        "aws:userid": [f"{role.id}:{session.name}"],
        **{f"aws:principaltag/{name.lower()}": [value] for name, value in tags.items()},
    }
    if session.source_identity:
        keys["aws:sourceidentity"] = [session.source_identity]
    if session.federated_provider:
        keys["aws:federatedprovider"] = [f"arn:aws:iam::{session.account}:oidc-provider/{session.federated_provider}"]
    limits = [session.policy] if session.policy else []
    limits += [stored.managed_document(session.account, limit) or "{}" for limit in session.policy_arns]
    boundary = _boundary(session.account, role.permissions_boundary_arn)
    return Caller(
        Identity(account=session.account, arn=arn, role=role.arn, bounded=boundary is not None),
        Permissions(
            identity=tuple(parse(document) for document in stored.documents(role)),
            boundary=boundary,
            session=tuple(parse(limit) for limit in limits) if limits else None,
        ),
        _principal(role.arn, session.account, keys),
    )


def _user(user: Any) -> Caller:
    account = user.account_id
    documents = stored.documents(user)
    for group in stored.groups(account, user):
        documents += stored.documents(group)
    keys = {
        "aws:principaltype": ["User"],
        "aws:userid": [user.id],
        "aws:username": [user.name],
        **{f"aws:principaltag/{tag['Key'].lower()}": [tag["Value"]] for tag in _tags(user)},
    }
    identity = Identity(account=account, arn=user.arn)
    return Caller(identity, Permissions(tuple(parse(text) for text in documents)), _principal(user.arn, account, keys))


def _tags(user: Any) -> list[dict[str, str]]:
    return stored.iam(user.account_id).tagger.list_tags_for_resource(user.arn)["Tags"]


def _boundary(account: str, arn: str | None) -> Policy | None:
    # A boundary that is gone allows nothing.
    return parse(stored.managed_document(account, arn) or "{}") if arn else None


def _principal(arn: str, account: str, keys: dict[str, list[str]]) -> dict[str, list[str]]:
    # The key is the role's ARN for its sessions as well.
    return {"aws:principalarn": [arn], "aws:principalaccount": [account], "aws:principalisawsservice": ["false"], **keys}
