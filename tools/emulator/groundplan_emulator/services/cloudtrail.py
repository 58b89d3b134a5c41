"""CloudTrail: trails addressed by their ARN.

Gap: moto looks trails up by name only and ignores the filter of DescribeTrails. In Terraform: aws_cloudtrail fails
on StartLogging, and reads another trail's settings.
"""

import json
from collections.abc import Callable
from typing import Any


def patch() -> None:
    from moto.cloudtrail.models import CloudTrailBackend
    from moto.cloudtrail.responses import CloudTrailResponse

    def by_name(method: Callable[..., Any]) -> Callable[..., Any]:
        return lambda self, name: method(self, name.rsplit("/", 1)[-1])

    for action in ("start_logging", "stop_logging", "delete_trail"):
        setattr(CloudTrailBackend, action, by_name(getattr(CloudTrailBackend, action)))

    def describe_trails(self: Any) -> str:
        wanted = {name.rsplit("/", 1)[-1] for name in self._get_param("trailNameList") or []}
        shadows = self._get_bool_param("includeShadowTrails", True)
        trails = {}
        for trail in self.cloudtrail_backend.describe_trails(shadows):
            description = trail.description(include_region=True)
            if not wanted or description["Name"] in wanted:
                trails[description["TrailARN"]] = description
        return json.dumps({"trailList": list(trails.values())})

    CloudTrailResponse.describe_trails = describe_trails
