"""Roles that a call hands over to a service, for each of which the caller needs iam:PassRole.

That a call has a role among its parameters is seen from their names and values. Which service it is passed to
(iam:PassedToService) is that of the call, unless listed: see "Actions, resources, and condition keys" of the services.
"""

import re
from collections.abc import Iterator
from typing import Any

ROLE_ARN = re.compile(r"arn:[\w-]+:iam::\d{12}:role/[\w+=,.@/-]+")
# A parameter that holds the role of something else, and hands over none.
NO_PASSING = {"iam", "sts", "kms", "sso-admin", "accessanalyzer", "organizations", "cognito-identity"}
# ec2.CreateFlowLogs has its role in a parameter of a name of its own.
PARAMETER = re.compile(r"role|DeliverLogsPermissionArn", re.IGNORECASE)

SERVICES = {
    "ec2.CreateFlowLogs": "vpc-flow-logs.amazonaws.com",
    "ecs.RegisterTaskDefinition": "ecs-tasks.amazonaws.com",
    "ecs.RunTask": "ecs-tasks.amazonaws.com",
    "eks.CreateFargateProfile": "eks-fargate-pods.amazonaws.com",
    "eks.CreatePodIdentityAssociation": "pods.eks.amazonaws.com",
    "events.PutTargets": "events.amazonaws.com",
    "synthetics.CreateCanary": "lambda.amazonaws.com",
    "synthetics.UpdateCanary": "lambda.amazonaws.com",
}
PARAMETERS = {"MonitoringRoleArn": "monitoring.rds.amazonaws.com"}
PRINCIPALS = {
    "apigatewayv2": "apigateway.amazonaws.com",
    "cloudwatch": "cloudwatch.amazonaws.com",
    "stepfunctions": "states.amazonaws.com",
    "efs": "elasticfilesystem.amazonaws.com",
    "elbv2": "elasticloadbalancing.amazonaws.com",
    "application-autoscaling": "application-autoscaling.amazonaws.com",
}


def passed_roles(service: str, operation: str, parameters: dict[str, Any]) -> list[tuple[str, str]]:
    """The roles that a call passes, each with the service that it is passed to."""
    if service in NO_PASSING or re.match(r"(Get|List|Describe|BatchGet|Delete|Assume)", operation):
        return []
    found = {}
    for name, role in _roles("", parameters):
        principal = PARAMETERS.get(name) or SERVICES.get(f"{service}.{operation}")
        found[role] = principal or PRINCIPALS.get(service, f"{service}.amazonaws.com")
    return list(found.items())


def _roles(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            # The name of an attribute may be a value beside it: {"AttributeName": "...RoleArn", "AttributeValue": "arn..."}
            named = value.get("AttributeName") if key == "AttributeValue" else None
            yield from _roles(str(named or key), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _roles(name, inner)
    elif isinstance(value, str) and PARAMETER.search(name) and ROLE_ARN.fullmatch(value):
        yield name, value
