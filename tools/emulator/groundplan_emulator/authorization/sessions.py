"""Sessions of assumed roles: what AWS remembers of one, and moto does not.

Their access keys begin with LSIA, those of users with LKIA, as on LocalStack: nobody can take a real key for one of the emulator,
and what passes credentials on to the emulator knows which ones.
"""

import base64
import datetime
import json
from dataclasses import dataclass, field
from typing import Any

from groundplan_emulator.state import Drawers

SESSION_KEYS, USER_KEYS = "LSIA", "LKIA"
_drawers = Drawers()


@dataclass(frozen=True)
class Session:
    account: str
    role_arn: str
    name: str
    token: str
    expires: datetime.datetime
    policy: str = ""
    policy_arns: tuple[str, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)
    source_identity: str = ""
    federated_provider: str = ""


def of_key(access_key: str) -> Session | None:
    """The session of an access key; None if it is not one of a session."""
    return _drawers.of("sessions").get(access_key)


def issue(role_arn: str, name: str, region: str) -> Any:
    """A session that a service gets for itself, such as Lambda for a function: moto's own, with the credentials."""
    from moto.sts.models import sts_backends

    account = role_arn.split(":")[4]
    role = sts_backends[account]["aws"].assume_role(
        region_name=region, role_session_name=name, role_arn=role_arn, policy="", duration=3600, external_id=""
    )
    _remember(role)
    return role


def claims(token: str) -> dict[str, Any]:
    """What a web identity's token says. Its signature is not checked: nobody here has the provider's keys."""
    try:
        payload = token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        return {}


def patch() -> None:
    from moto.iam.models import AccessKey
    from moto.sts.responses import TokenResponse

    moto_init = AccessKey.__init__

    def init(self: Any, user_name: str | None, prefix: str, account_id: str, status: str = "Active") -> None:
        moto_init(self, user_name, {"ASIA": SESSION_KEYS, "AKIA": USER_KEYS}.get(prefix, prefix), account_id, status)

    AccessKey.__init__ = init
    for operation in ("assume_role", "assume_role_with_web_identity"):
        setattr(TokenResponse, operation, _remembering(getattr(TokenResponse, operation)))


def _remembering(moto_operation: Any) -> Any:
    def operation(self: Any) -> Any:
        answer = moto_operation(self)
        role = answer.result["Credentials"]
        said = claims(self._get_param("WebIdentityToken") or "")
        _remember(
            role,
            policy=self._get_param("Policy") or "",
            policy_arns=tuple(entry["arn"] for entry in self._get_param("PolicyArns") or []),
            tags={tag["Key"]: tag["Value"] for tag in self._get_param("Tags") or []},
            source_identity=self._get_param("SourceIdentity") or "",
            federated_provider=said.get("iss", "").removeprefix("https://"),
        )
        return answer

    return operation


def _remember(role: Any, **more: Any) -> None:
    _drawers.of("sessions")[role.access_key_id] = Session(
        account=role.account_id,
        role_arn=role.role_arn,
        name=role.session_name,
        token=role.session_token,
        expires=role.expiration,
        **more,
    )
