"""Application Auto Scaling: tags of scalable targets.

Gap: moto has no tagging calls. In Terraform: aws_appautoscaling_target fails on ListTagsForResource, at creation and
in every later plan.
"""

import json
from typing import Any

from groundplan_emulator.state import Drawers


def patch() -> None:
    from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse as Responses

    drawers = Drawers()
    moto_register = Responses.register_scalable_target

    def tags_of(self: Any, arn: str) -> dict[str, str]:
        return drawers.of(self.current_account, self.region).setdefault(arn, {})

    def list_tags_for_resource(self: Any) -> str:
        return json.dumps({"Tags": tags_of(self, self._get_param("ResourceARN"))})

    def tag_resource(self: Any) -> str:
        tags_of(self, self._get_param("ResourceARN")).update(self._get_param("Tags") or {})
        return "{}"

    def untag_resource(self: Any) -> str:
        for key in self._get_param("TagKeys") or []:
            tags_of(self, self._get_param("ResourceARN")).pop(key, None)
        return "{}"

    def register_scalable_target(self: Any) -> str:
        answer = moto_register(self)
        tags_of(self, json.loads(answer)["ScalableTargetARN"]).update(self._get_param("Tags") or {})
        return answer

    Responses.list_tags_for_resource = list_tags_for_resource
    Responses.tag_resource = tag_resource
    Responses.untag_resource = untag_resource
    Responses.register_scalable_target = register_scalable_target
