"""ECS services: settings that moto forgets, and tasks that run.

Gap: moto drops several arguments of CreateService and UpdateService and never starts a task. In Terraform: drift of
capacity_provider_strategy (replaces the service), enable_execute_command, availability_zone_rebalancing and others;
wait_for_steady_state times out. Here the desired number of tasks counts as running at once. RunTask fails for a task with a
container that says nothing of memory, as those on Fargate need not: the task's own counts.
"""

import copy
from typing import Any

ECHOED = {
    "capacityProviderStrategy": "capacity_provider_strategy",
    "enableExecuteCommand": "enable_execute_command",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "deploymentConfiguration": "deployment_configuration",
    "placementConstraints": "placement_constraints",
    "placementStrategy": "placement_strategy",
}


def patch() -> None:
    from moto.ecs.models import EC2ContainerServiceBackend as Backend
    from moto.ecs.responses import EC2ContainerServiceResponse as Responses

    def echo(request: Any, service: Any) -> None:
        for parameter, attribute in ECHOED.items():
            value = request._get_param(parameter)
            if value is not None:
                setattr(service, attribute, value)
        if not hasattr(service, "availability_zone_rebalancing"):
            service.availability_zone_rebalancing = "DISABLED"
        service.running_count, service.pending_count = service.desired_count, 0
        for deployment in service.deployments:
            deployment.update(runningCount=service.desired_count, pendingCount=0, rolloutState="COMPLETED")

    def echoing(action: str) -> Any:
        moto_action = getattr(Responses, action)

        def answer(self: Any) -> Any:
            result = moto_action(self)
            echo(self, result.result["service"])
            return result

        answer.__name__ = action
        return answer

    for action in ("create_service", "update_service"):
        setattr(Responses, action, echoing(action))

    moto_requirements = Backend._calculate_task_resource_requirements

    def requirements(task_definition: Any) -> Any:
        sized = copy.copy(task_definition)
        sized.container_definitions = [
            {"memory": it.get("memoryReservation", 0), **it} for it in task_definition.container_definitions
        ]
        return moto_requirements(sized)

    Backend._calculate_task_resource_requirements = staticmethod(requirements)
