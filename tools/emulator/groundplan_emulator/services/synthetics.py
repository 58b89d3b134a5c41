"""CloudWatch Synthetics: timestamps.

Gap: moto writes them as text. In Terraform: aws_synthetics_canary fails to parse the answer. (Deletion is still
missing.)
"""

import time
from typing import Any


def patch() -> None:
    from moto.synthetics.models import Canary

    moto_to_dict = Canary.to_dict

    def to_dict(self: Any) -> dict[str, Any]:
        now = int(time.time())
        timeline = dict.fromkeys(("Created", "LastModified", "LastStarted", "LastStopped"), now)
        return dict(moto_to_dict(self), Timeline=timeline)

    Canary.to_dict = to_dict
