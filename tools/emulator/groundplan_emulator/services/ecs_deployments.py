"""ECS deployments and one-off tasks: how they end.

Gap: in moto a service that is updated keeps its first deployment, and every task ends with code 0 and no log. Nothing runs
here either; how it would end is said in the request. An image whose tag begins with "broken" never becomes healthy: its
deployment stays in progress, or is taken back at the next look where the service has a circuit breaker with rollback. A
one-off task whose command holds "exit N" ends with code N, and with one line in the log of its container. Moto cannot start
a task at all in a VPC without DNS host names.
"""

import re
from typing import Any

DOES_NOT_START = re.compile(r":broken[^/@]*$")
EXIT_CODE = re.compile(r"\bexit (\d{1,3})\b")


def patch() -> None:
    from moto.core.utils import unix_time_millis, utcnow
    from moto.ec2.models.elastic_network_interfaces import NetworkInterface
    from moto.ecs import models
    from moto.ecs.responses import EC2ContainerServiceResponse as Responses
    from moto.logs.models import logs_backends
    from moto.moto_api._internal import mock_random

    Backend = models.EC2ContainerServiceBackend
    update_service = Responses.update_service
    describe_services = Backend.describe_services
    run_task = Backend.run_task

    def deployment(service: Any, state: str, reason: str) -> dict[str, Any]:
        now = utcnow()
        return {
            **service.deployments[0],
            "id": f"ecs-svc/{mock_random.randint(0, 32**12)}",
            "taskDefinition": service.task_definition,
            "createdAt": now,
            "updatedAt": now,
            "desiredCount": service.desired_count,
            "runningCount": service.desired_count if state == "COMPLETED" else 0,
            "rolloutState": state,
            "rolloutStateReason": reason,
        }

    def event(service: Any, text: str) -> None:
        service.events.insert(0, {"id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": text})

    def update(self: Any) -> Any:
        backend, given = self.ecs_backend, self._get_param("taskDefinition")
        name = self._get_param("service").split("/")[-1]
        services, _ = backend.describe_services(self._get_param("cluster", "default"), [name])
        before = services[0].task_definition if services else None
        result = update_service(self)
        service = result.result["service"]
        if service.deployments and (given or self._get_param("forceNewDeployment")):
            definition = backend.describe_task_definition(given or service.task_definition)
            service.task_definition = definition.arn
            starts = not any(DOES_NOT_START.search(it["image"]) for it in definition.container_definitions)
            state, reason = ("COMPLETED", "completed") if starts else ("IN_PROGRESS", "in progress")
            service.deployments = [deployment(service, state, f"ECS deployment {reason}.")]
            # The tasks of the version before go on while the new ones do not start.
            breaker = (getattr(service, "deployment_configuration", None) or {}).get("deploymentCircuitBreaker") or {}
            service.goes_back_to = before if not starts and breaker.get("enable") and breaker.get("rollback") else None
            text = "has reached a steady state." if starts else "deployment failed: tasks failed to start."
            event(service, f"(service {service.name}) {text}")
        return result

    def describe(self: Any, cluster: str, names: list[str]) -> Any:
        services, failures = describe_services(self, cluster, names)
        for service in services:
            before = getattr(service, "goes_back_to", None)
            if before:
                event(service, f"(service {service.name}) rolling back to {before}.")
                service.goes_back_to, service.task_definition = None, before
                service.deployments = [deployment(service, "COMPLETED", "ECS deployment circuit breaker: rolled back.")]
        return services, failures

    def run(self: Any, *arguments: Any, **named: Any) -> Any:
        tasks = run_task(self, *arguments, **named)
        for task in tasks:
            definition = self.describe_task_definition(task.task_definition_arn)
            command = " ".join(
                word
                for override in task.overrides.get("containerOverrides") or []
                for word in override.get("command") or []
            )
            code = EXIT_CODE.search(command)
            task.containers[0].exitCode = int(code[1]) if code else 0
            task.stopped_reason = "Essential container in task exited"
            log(self, definition, task, command)
        return tasks

    def log(backend: Any, definition: Any, task: Any, line: str) -> None:
        container = definition.container_definitions[0]
        options = (container.get("logConfiguration") or {}).get("options") or {}
        logs = logs_backends[backend.account_id][backend.region_name]
        group = options.get("awslogs-group")
        if group in logs.groups:
            stream = f"{options.get('awslogs-stream-prefix')}/{container['name']}/{task.id}"
            logs.create_log_stream(group, stream)
            message = f"This emulator runs nothing; it was to run: {line}"
            logs.put_log_events(group, stream, [{"timestamp": int(unix_time_millis()), "message": message}])

    NetworkInterface.private_dns_name = ""
    # The name says which action it is.
    update.__name__ = "update_service"
    Responses.update_service = update
    Backend.describe_services = describe
    Backend.run_task = run
