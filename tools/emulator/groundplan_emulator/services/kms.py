"""KMS: replicating a key leaves the primary a primary, and a key keeps its rotation period.

Gaps: moto forgets the period; in Terraform, rotation_period_in_days of aws_kms_key changes on every plan. And it lets the two keys share one multi-region record, so the replica's role overwrites the primary's. In
Terraform: after aws_kms_replica_key the next plan fails on the primary aws_kms_key.
"""

import copy
import json
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


def _key(response: Any) -> Any:
    backend = response.kms_backend
    return backend.keys[backend.get_key_id(response._get_param("KeyId"))]
