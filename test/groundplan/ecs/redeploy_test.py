"""Tests of redeploy.py against stand-ins for the clients."""

import datetime
import importlib.util
import json
import os
import pathlib
import unittest
from unittest import mock

SOURCE = pathlib.Path(__file__).parents[3] / "modules/groundplan/ecs/redeploy.py"
SPEC = importlib.util.spec_from_file_location("redeploy", SOURCE)
redeploy = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(redeploy)

NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.timezone.utc)
HOUR = datetime.timedelta(hours=1)


class Aws:
    """Secrets, services and deployment groups, as far as the function looks at them."""

    def __init__(self):
        self.copied = None
        self.rotated = {}
        self.services = {}
        self.deployments = {}
        self.created = []
        self.updated = []

    def __call__(self, service):
        return self

    def list_secret_version_ids(self, SecretId):
        return {"Versions": [
            {"VersionStages": ["AWSPREVIOUS"], "CreatedDate": NOON},
            {"VersionStages": ["AWSCURRENT"], "CreatedDate": self.copied}]}

    def describe_secret(self, SecretId):
        if self.copied:
            return {"PrimaryRegion": "us-east-1"}
        return {"LastRotatedDate": self.rotated[SecretId]} if SecretId in self.rotated else {}

    def describe_services(self, cluster, services):
        found = self.services.get(services[0])
        return {"services": [{"status": "ACTIVE", **found}] if found else []}

    def update_service(self, cluster, service, forceNewDeployment):
        if service == "broken":
            raise RuntimeError("not stable")
        assert forceNewDeployment
        self.updated.append((cluster, service))

    def list_deployments(self, applicationName, deploymentGroupName, createTimeRange):
        return {"deployments": [name for name, date in self.deployments.items() if date >= createTimeRange["start"]]}

    def create_deployment(self, **deployment):
        self.created.append(deployment)


def started(date, *more):
    return {"deployments": [{"status": "PRIMARY", "createdAt": date}, *more]}


def run(aws, *services):
    config = {"cluster": "shop", "services": list(services)}
    with mock.patch.dict(os.environ, {"SERVICES": json.dumps(config)}):
        redeploy.handler({}, None, aws)


API = {"name": "api", "secrets": ["password", "token"]}
BLUE_GREEN = {"name": "api", "secrets": ["password"], "deploymentGroup": "shop-api"}


class Redeploy(unittest.TestCase):
    def setUp(self):
        self.aws = Aws()
        self.aws.services["api"] = started(NOON)

    def test_tasks_that_started_with_the_former_value_are_replaced(self):
        self.aws.rotated = {"password": NOON + HOUR, "token": NOON - HOUR}
        run(self.aws, API)
        self.assertEqual([("shop", "api")], self.aws.updated)

    def test_each_rotation_replaces_them_once(self):
        self.aws.rotated["password"] = NOON + HOUR
        self.aws.services["api"] = started(NOON + HOUR + HOUR)
        run(self.aws, API)
        self.assertEqual([], self.aws.updated)

    def test_a_replica_is_as_new_as_its_current_value(self):
        self.aws.copied = NOON + HOUR
        run(self.aws, API)
        self.assertEqual([("shop", "api")], self.aws.updated)

    def test_without_a_rotation_nothing_happens(self):
        run(self.aws, API)
        self.assertEqual([], self.aws.updated)

    def test_a_deployment_in_progress_is_left_alone(self):
        self.aws.rotated["password"] = NOON + HOUR
        self.aws.services["api"] = started(NOON, {"status": "ACTIVE", "createdAt": NOON - HOUR})
        run(self.aws, API)
        self.assertEqual([], self.aws.updated)

    def test_a_service_that_is_gone_or_fails_keeps_no_other_from_its_deployment(self):
        self.aws.rotated["password"] = NOON + HOUR
        self.aws.services["broken"] = started(NOON)
        with self.assertRaisesRegex(RuntimeError, "broken: not stable"):
            run(self.aws, {**API, "name": "gone"}, {**API, "name": "broken"}, API)
        self.assertEqual([("shop", "api")], self.aws.updated)

    def test_code_deploy_shifts_to_new_tasks_of_the_same_definition(self):
        self.blue_green()
        run(self.aws, BLUE_GREEN)
        self.assertEqual([], self.aws.updated, "ECS refuses to deploy what CodeDeploy controls")
        deployment = self.aws.created[0]
        self.assertEqual(("shop-api", "shop-api"), (deployment["applicationName"], deployment["deploymentGroupName"]))
        content = json.loads(deployment["revision"]["appSpecContent"]["content"])
        self.assertEqual(
            {"TaskDefinition": "api:7", "LoadBalancerInfo": {"ContainerName": "api", "ContainerPort": 8080}},
            content["Resources"][0]["TargetService"]["Properties"])

    def test_a_blue_green_deployment_that_failed_is_not_repeated_for_the_same_rotation(self):
        self.blue_green()
        self.aws.deployments["d-1"] = NOON + HOUR + HOUR
        run(self.aws, BLUE_GREEN)
        self.assertEqual([], self.aws.created)

    def blue_green(self):
        self.aws.rotated["password"] = NOON + HOUR
        self.aws.services["api"] = {"taskSets": [{
            "createdAt": NOON, "taskDefinition": "api:7",
            "loadBalancers": [{"containerName": "api", "containerPort": 8080}]}]}
