"""KMS: replicating a key leaves the primary a primary.

Gap: moto lets the two keys share one multi-region record, so the replica's role overwrites the primary's. In
Terraform: after aws_kms_replica_key the next plan fails on the primary aws_kms_key.
"""

import copy
from typing import Any


def patch() -> None:
    from moto.kms.models import KmsBackend

    moto_replicate = KmsBackend.replicate_key

    def replicate_key(self: Any, *args: Any, **kwargs: Any) -> Any:
        replica = moto_replicate(self, *args, **kwargs)
        replica.multi_region_configuration = copy.deepcopy(replica.multi_region_configuration)
        return replica

    KmsBackend.replicate_key = replicate_key
