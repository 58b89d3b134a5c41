"""CodeDeploy: timestamps, alarms, changes and deletion.

Gap: moto writes the creation time as text, forgets the alarms of a deployment group, and can neither change nor delete
one. In Terraform: aws_codedeploy_app fails to parse the answer, aws_codedeploy_deployment_group drifts in
alarm_configuration, and change and destroy fail.
"""

import json
import time
from typing import Any

# What a change of a deployment group may carry, and what moto calls it.
CHANGED = {
    "alarmConfiguration": "alarm_configuration",
    "autoRollbackConfiguration": "auto_rollback_configuration",
    "blueGreenDeploymentConfiguration": "blue_green_deployment_configuration",
    "deploymentConfigName": "deployment_config_name",
    "deploymentStyle": "deployment_style",
    "ecsServices": "ecs_services",
    "loadBalancerInfo": "load_balancer_info",
    "outdatedInstancesStrategy": "outdated_instances_strategy",
    "serviceRoleArn": "service_role_arn",
    "triggerConfigurations": "trigger_configurations",
}


def patch() -> None:
    from moto.codedeploy import models
    from moto.codedeploy.responses import CodeDeployResponse

    moto_to_dict = models.Application.to_dict
    moto_group_to_dict = models.DeploymentGroup.to_dict

    def to_dict(self: Any) -> dict[str, Any]:
        return dict(moto_to_dict(self), createTime=int(time.time()))

    def group_to_dict(self: Any) -> dict[str, Any]:
        found = dict(moto_group_to_dict(self), alarmConfiguration=self.alarm_configuration or {})
        # A function has no load balancer, and an empty one would be drift.
        return {key: value for key, value in found.items() if key != "loadBalancerInfo" or value}

    def update_deployment_group(self: Any) -> str:
        groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
        group = groups[self._get_param("currentDeploymentGroupName")]
        for parameter, attribute in CHANGED.items():
            value = self._get_param(parameter)
            if value is not None:
                setattr(group, attribute, value)
        return json.dumps({"hooksNotCleanedUp": []})

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
    models.DeploymentGroup.to_dict = group_to_dict
    CodeDeployResponse.update_deployment_group = update_deployment_group
    CodeDeployResponse.delete_application = delete_application
    CodeDeployResponse.delete_deployment_group = delete_deployment_group
