"""KMS: replicating a key leaves the primary a primary, a key keeps its rotation period, and is scheduled for deletion by its ARN too.

Gaps: moto forgets the period; in Terraform, rotation_period_in_days of aws_kms_key changes on every plan. And it lets the two keys share one multi-region record, so the replica's role overwrites the primary's. In
Terraform: after aws_kms_replica_key the next plan fails on the primary aws_kms_key. It looks for a key that is to be disabled, enabled or
deleted by its id alone; in scripts: schedule-key-deletion with an ARN fails.
"""

import copy
import json
from collections.abc import Callable
from typing import Any


def patch() -> None:
    from moto.kms.models import KmsBackend
    from moto.kms.responses import KmsResponse

    moto_replicate = KmsBackend.replicate_key

    def replicate_key(self: Any, *args: Any, **kwargs: Any) -> Any:
        replica = moto_replicate(self, *args, **kwargs)
        replica.multi_region_configuration = copy.deepcopy(replica.multi_region_configuration)
        return replica

    KmsBackend.replicate_key = replicate_key

    moto_enable, moto_status = KmsResponse.enable_key_rotation, KmsResponse.get_key_rotation_status

    def enable_key_rotation(self: Any) -> str:
        answer = moto_enable(self)
        _key(self).rotation_period_in_days = self._get_param("RotationPeriodInDays") or 365
        return answer

    def get_key_rotation_status(self: Any) -> str:
        status = json.loads(moto_status(self))
        if status["KeyRotationEnabled"]:
            status["RotationPeriodInDays"] = getattr(_key(self), "rotation_period_in_days", 365)
        return json.dumps(status)

    KmsResponse.enable_key_rotation = enable_key_rotation
    KmsResponse.get_key_rotation_status = get_key_rotation_status

    for name in ("cancel_key_deletion", "disable_key", "enable_key", "schedule_key_deletion"):
        setattr(KmsBackend, name, _by_any_id(getattr(KmsBackend, name)))


def _by_any_id(moto_call: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, key_id: str, *args: Any, **kwargs: Any) -> Any:
        return moto_call(self, self.get_key_id(key_id), *args, **kwargs)

    return call


def _key(response: Any) -> Any:
    backend = response.kms_backend
    return backend.keys[backend.get_key_id(response._get_param("KeyId"))]
