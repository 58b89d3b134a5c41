"""CodeDeploy: timestamps and deletion.

Gap: moto writes the creation time as text and cannot delete. In Terraform: aws_codedeploy_app fails to parse the
answer, and destroy fails.
"""

import json
import time
from typing import Any


def patch() -> None:
    from moto.codedeploy import models
    from moto.codedeploy.responses import CodeDeployResponse

    moto_to_dict = models.Application.to_dict

    def to_dict(self: Any) -> dict[str, Any]:
        return dict(moto_to_dict(self), createTime=int(time.time()))

    def delete_application(self: Any) -> str:
        name = self._get_param("applicationName")
        self.codedeploy_backend.applications.pop(name, None)
        self.codedeploy_backend.deployment_groups.pop(name, None)
        return "{}"

    def delete_deployment_group(self: Any) -> str:
        groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
        groups.pop(self._get_param("deploymentGroupName"), None)
        return json.dumps({"hooksNotCleanedUp": []})

    models.Application.to_dict = to_dict
    CodeDeployResponse.delete_application = delete_application
    CodeDeployResponse.delete_deployment_group = delete_deployment_group
