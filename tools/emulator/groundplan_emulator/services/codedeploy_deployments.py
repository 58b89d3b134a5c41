"""CodeDeploy: deployments that end.

Gap: in moto a deployment stays as it was created. Here it is seen at work once and has then succeeded: that of a function
has moved its alias, and that of a service on ECS lets it run what the AppSpec names. How else it ends is said in the
request. One to a version of a function that is not there has failed. An image whose tag begins with "broken" fails, as in
ECS's own deployments, and one whose tag begins with "stuck" goes on until somebody stops it; the service then runs what it
ran. Where new tasks wait for a word, the deployment is ready until it is continued.
"""

import json
import re
from typing import Any

FAILS = re.compile(r":broken[^/@]*$")
HANGS = re.compile(r":stuck[^/@]*$")
UNHEALTHY = {"code": "HEALTH_CONSTRAINTS", "message": "the new tasks do not become healthy"}


def patch() -> None:
    from moto.codedeploy.models import DeploymentInfo
    from moto.codedeploy.responses import CodeDeployResponse

    moto_get = CodeDeployResponse.get_deployment
    moto_to_dict = DeploymentInfo.to_dict

    def to_dict(self: Any) -> dict[str, Any]:
        return dict(moto_to_dict(self), errorInformation=getattr(self, "error", {}))

    def get_deployment(self: Any) -> str:
        info = self.codedeploy_backend.deployments.get(self._get_param("deploymentId"))
        if info is not None and info.status in ("Created", "InProgress"):
            info.status = "InProgress" if info.status == "Created" else _end(self, info)
        return moto_get(self)

    def stop_deployment(self: Any) -> str:
        self.codedeploy_backend.get_deployment(self._get_param("deploymentId")).status = "Stopped"
        return json.dumps({"status": "Succeeded", "statusMessage": "stopped"})

    def continue_deployment(self: Any) -> str:
        info = self.codedeploy_backend.get_deployment(self._get_param("deploymentId"))
        info.continued, info.status = True, "InProgress"
        return "{}"

    DeploymentInfo.to_dict = to_dict
    CodeDeployResponse.get_deployment = get_deployment
    CodeDeployResponse.stop_deployment = stop_deployment
    CodeDeployResponse.continue_deployment = continue_deployment


def _end(response: Any, info: Any) -> str:
    from moto.awslambda.models import lambda_backends

    functions = lambda_backends[response.current_account][response.region]
    content = (info.revision or {}).get("appSpecContent", {}).get("content") or "{}"
    try:
        resources = json.loads(content).get("Resources", [])
    except ValueError:
        return "Succeeded"
    for resource in (one for entry in resources for one in entry.values()):
        wanted = resource.get("Properties", {})
        if resource.get("Type") == "AWS::Lambda::Function":
            try:
                functions.update_alias(wanted["Alias"], wanted["Name"], wanted["TargetVersion"], "", {})
            except Exception:  # Whatever is missing: the function, its version, the alias.
                return "Failed"
        if resource.get("Type") == "AWS::ECS::Service":
            return _take_over(response, info, wanted["TaskDefinition"])
    return "Succeeded"


def _take_over(response: Any, info: Any, target: str) -> str:
    from moto.ecs.models import ecs_backends

    ecs, group = ecs_backends[response.current_account][response.region], info.deployment_group
    definition = ecs.describe_task_definition(target)
    images = [it["image"] for it in definition.container_definitions]
    if any(FAILS.search(it) for it in images):
        info.error = UNHEALTHY
        return "Failed"
    if any(HANGS.search(it) for it in images):
        return "InProgress"
    ready = (group.blue_green_deployment_configuration or {}).get("deploymentReadyOption") or {}
    if ready.get("actionOnTimeout") == "STOP_DEPLOYMENT" and not getattr(info, "continued", False):
        return "Ready"
    for place in group.ecs_services:
        for service in ecs.describe_services(place["clusterName"], [place["serviceName"]])[0]:
            service.task_definition = definition.arn
    return "Succeeded"
