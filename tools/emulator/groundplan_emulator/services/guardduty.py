"""GuardDuty: features of a detector are switched one by one.

Gap: moto replaces all features of a detector by those of an update, where GuardDuty changes those that it names. In
Terraform: of several aws_guardduty_detector_feature only the last is found.
"""

from typing import Any


def patch() -> None:
    from moto.guardduty.models import Detector

    moto_update = Detector.update

    def update(self: Any, enable: Any, frequency: Any, data_sources: Any, features: Any) -> None:
        before = {feature["name"]: feature for feature in self.features}
        merged = None if features is None else list({**before, **{one["name"]: one for one in features}}.values())
        moto_update(self, enable, frequency, data_sources, merged)

    Detector.update = update
