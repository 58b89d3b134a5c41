"""GuardDuty: features of a detector are switched one by one, and its tags change.

Gap: moto replaces all features of a detector by those of an update, where GuardDuty changes those that it names. In
Terraform: of several aws_guardduty_detector_feature only the last is found. It has no calls for tags. In Terraform:
aws_guardduty_detector fails when its tags change.
"""

from typing import Any

from groundplan_emulator.fake_api import FakeApi


def patch() -> None:
    from moto.guardduty.models import Detector

    moto_update = Detector.update

    def update(self: Any, enable: Any, frequency: Any, data_sources: Any, features: Any) -> None:
        before = {feature["name"]: feature for feature in self.features}
        merged = None if features is None else list({**before, **{one["name"]: one for one in features}}.values())
        moto_update(self, enable, frequency, data_sources, merged)

    Detector.update = update


class GuardDutyApi(FakeApi):
    service = "guardduty"

    def _tags(self, params: dict[str, Any]) -> dict[str, str]:
        from moto.guardduty.models import guardduty_backends

        detector = params["ResourceArn"].rsplit("/", 1)[-1]
        return guardduty_backends[self.current_account][self.region].get_detector(detector).tags

    def list_tags_for_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"Tags": self._tags(params)}

    def tag_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        self._tags(params).update(params["Tags"])
        return {}

    def untag_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        for key in params["TagKeys"]:
            self._tags(params).pop(key, None)
        return {}
