"""Replaces the tasks of services that started with a secret's former value.

Tasks read secrets once, when they start. EventBridge invokes the function when Secrets Manager has rotated a secret, where a
trail records that, and on a schedule, so that no rotation is missed: each time, every service whose current deployment is older
than a rotation of one of its secrets is deployed again with the same task definition. A deployment that is in progress is left
alone. A service that CodeDeploy deploys gets a blue/green deployment, once for each rotation.
"""

import json
import os


def handler(event, context, clients=None):
    clients = clients or _client
    config = json.loads(os.environ["SERVICES"])
    rotated = {secret: _rotated(clients, secret) for service in config["services"] for secret in service["secrets"]}
    failures = []
    for service in config["services"]:
        dates = [date for date in (rotated[secret] for secret in service["secrets"]) if date]
        if not dates:
            continue
        try:
            _deploy(clients, config["cluster"], service, max(dates))
        except Exception as e:  # The other services are deployed all the same.
            failures.append(f"{service['name']}: {e}")
    if failures:
        raise RuntimeError("; ".join(failures))


def _rotated(clients, secret):
    """When the secret was rotated for the last time; None if it never was."""
    client = clients("secretsmanager")
    description = client.describe_secret(SecretId=secret)
    if "LastRotatedDate" in description or "PrimaryRegion" not in description:
        return description.get("LastRotatedDate")
    # A replica in another region: its value arrives when the primary is rotated.
    versions = client.list_secret_version_ids(SecretId=secret)["Versions"]
    return next((version["CreatedDate"] for version in versions if "AWSCURRENT" in version["VersionStages"]), None)


def _deploy(clients, cluster, service, rotated):
    ecs = clients("ecs")
    found = ecs.describe_services(cluster=cluster, services=[service["name"]])["services"]
    if not found or found[0]["status"] != "ACTIVE":
        return
    group = service.get("deploymentGroup")
    current = found[0].get("taskSets" if group else "deployments", [])
    if len(current) != 1 or current[0]["createdAt"] > rotated:
        return
    if not group:
        ecs.update_service(cluster=cluster, service=service["name"], forceNewDeployment=True)
    elif not _attempted(clients("codedeploy"), group, rotated):
        _shift(clients("codedeploy"), group, current[0])


def _attempted(codedeploy, group, rotated):
    """Whether there was a deployment after the rotation: one that failed is not repeated without end."""
    newest = codedeploy.list_deployments(
        applicationName=group, deploymentGroupName=group, createTimeRange={"start": rotated})["deployments"]
    return bool(newest)


def _shift(codedeploy, group, tasks):
    balancer = tasks["loadBalancers"][0]
    content = {
        "version": 0.0,
        "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {
            "TaskDefinition": tasks["taskDefinition"],
            "LoadBalancerInfo": {
                "ContainerName": balancer["containerName"], "ContainerPort": balancer["containerPort"]}}}}],
    }
    codedeploy.create_deployment(
        applicationName=group,
        deploymentGroupName=group,
        description="Tasks read a rotated secret",
        revision={"revisionType": "AppSpecContent", "appSpecContent": {"content": json.dumps(content)}})


def _client(service):
    import boto3

    return boto3.client(service)
