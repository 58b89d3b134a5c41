"""Tests of rotation.py against stand-ins for the clients. RotationFunctionTest runs them with the shared code on the path."""

import importlib.util
import json
import os
import pathlib
import ssl
import unittest
from unittest import mock

import mysql_password
import postgres_password

SOURCE = pathlib.Path(__file__).parents[3] / "modules/groundplan/rds/rotation.py"
SPEC = importlib.util.spec_from_file_location("rotation", SOURCE)
rotation = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(rotation)

NAME = "shop-dev-database_master_user"
OLD, NEW = "o" * 40, "n" * 40


class NotFound(Exception):
    pass


class Busy(Exception):
    pass


def master(password):
    return json.dumps({"username": "app_admin", "password": password})


class Aws:
    """The secret and the cluster, as far as the function looks at them."""

    class exceptions:
        ResourceNotFoundException = NotFound
        InvalidDBInstanceStateFault = Busy
        InvalidDBClusterStateFault = Busy

    def __init__(self):
        self.values = {"old": master(OLD)}
        self.stages = {"old": ["AWSCURRENT"], "new": ["AWSPENDING"]}
        self.enabled = True
        self.password = NEW
        self.changes = []
        self.busy = 0

    def __call__(self, service):
        return self

    def describe_secret(self, SecretId):
        return {"Name": NAME, "RotationEnabled": self.enabled, "VersionIdsToStages": self.stages}

    def get_secret_value(self, SecretId, VersionStage, VersionId=None):
        found = [version for version, stages in self.stages.items()
                 if VersionStage in stages and version in self.values and VersionId in (None, version)]
        if not found:
            raise NotFound(VersionId)
        return {"SecretString": self.values[found[0]]}

    def get_random_password(self, **form):
        return {"RandomPassword": self.password}

    def put_secret_value(self, SecretId, SecretString, ClientRequestToken="first", VersionStages=None):
        self.values[ClientRequestToken] = SecretString

    def update_secret_version_stage(self, SecretId, VersionStage, MoveToVersionId, RemoveFromVersionId=None):
        self.stages[MoveToVersionId] = [VersionStage]
        self.stages[RemoveFromVersionId] = ["AWSPREVIOUS"]

    def modify_db_cluster(self, **change):
        self.busy -= 1
        if self.busy >= 0:
            raise Busy
        self.changes.append(change)

    def modify_db_instance(self, **change):
        self.modify_db_cluster(**change)


class Cluster:
    """Lets the user in with one password, after a while."""

    def __init__(self, password, busy=0):
        self.password, self.busy, self.pauses = password, busy, []

    def sign_in(self, server, user, password):
        self.busy -= 1
        if self.busy >= 0 or (server["host"], user, password) != ("db.example", "app_admin", self.password):
            raise mysql_password.Rejected("not let in")


SERVER = {"type": "cluster", "id": "shop-db", "protocol": "mysql", "database": "shop", "host": "db.example", "port": "3306",
          "username": "app_admin"}
ENVIRONMENT = {
    "SERVER": json.dumps(SERVER),
    "FORMS": json.dumps({NAME: {"PasswordLength": 40, "ExcludePunctuation": True}}),
}


@mock.patch.dict(os.environ, ENVIRONMENT)
class Rotation(unittest.TestCase):
    def step(self, name, aws, cluster=None):
        cluster = cluster or Cluster(NEW)
        event = {"SecretId": "arn", "ClientRequestToken": "new", "Step": name}
        rotation.handler(event, None, aws, cluster.sign_in, cluster.pauses.append)

    def test_four_steps_put_a_new_password_in_the_place_of_the_old_one(self):
        aws = Aws()
        for name in ("createSecret", "setSecret", "testSecret", "finishSecret"):
            self.step(name, aws)
        self.assertEqual({"username": "app_admin", "password": NEW}, json.loads(aws.values["new"]))
        self.assertEqual({"old": ["AWSPREVIOUS"], "new": ["AWSCURRENT"]}, aws.stages)
        change = {"DBClusterIdentifier": "shop-db", "MasterUserPassword": NEW}
        self.assertEqual([change], aws.changes)

    def test_the_password_of_an_instance_is_set_without_what_waits_for_its_maintenance_window(self):
        aws = Aws()
        with mock.patch.dict(os.environ, {"SERVER": json.dumps({**SERVER, "type": "instance"})}):
            self.step("createSecret", aws)
            self.step("setSecret", aws)
        self.assertEqual([{"DBInstanceIdentifier": "shop-db", "MasterUserPassword": NEW}], aws.changes)

    def test_a_server_that_is_being_changed_is_asked_again(self):
        aws, cluster = Aws(), Cluster(NEW)
        aws.busy = 2
        self.step("createSecret", aws)
        self.step("setSecret", aws, cluster)
        self.assertEqual(([rotation.PAUSE_SECONDS] * 2, 1), (cluster.pauses, len(aws.changes)))
        aws.busy = rotation.ATTEMPTS
        with self.assertRaises(Busy):
            self.step("setSecret", aws, Cluster(NEW))

    def test_each_engine_is_signed_in_to_in_its_own_way(self):
        for protocol, module in (("mysql", mysql_password), ("postgres", postgres_password)):
            with mock.patch.object(module, "sign_in") as sign_in, mock.patch.object(rotation, "_trust"):
                rotation._sign_in({**SERVER, "protocol": protocol}, "app_admin", NEW)
            self.assertEqual(("db.example", "3306"), sign_in.call_args.args[:2])
            self.assertEqual(("app_admin", NEW), sign_in.call_args.args[-2:])

    def test_a_new_secret_gets_the_user_and_a_password(self):
        aws = Aws()
        aws.values, aws.stages = {}, {}
        rotation.handler({"SecretId": "arn", "Step": "createFirst"}, None, aws)
        self.assertEqual({"username": "app_admin", "password": NEW}, json.loads(aws.values["first"]))
        self.assertEqual([], aws.changes)

    def test_a_secret_that_has_a_value_keeps_it(self):
        aws = Aws()
        rotation.handler({"SecretId": "arn", "Step": "createFirst"}, None, aws)
        self.assertEqual({"old": master(OLD)}, aws.values)

    def test_a_repeated_step_keeps_the_new_password(self):
        aws = Aws()
        self.step("createSecret", aws)
        aws.password = "x" * 40
        self.step("createSecret", aws)
        self.assertEqual(NEW, json.loads(aws.values["new"])["password"])

    def test_what_is_done_is_not_done_again(self):
        aws = Aws()
        aws.stages = {"new": ["AWSCURRENT"]}
        self.step("setSecret", aws)
        self.assertEqual([], aws.changes)

    def test_what_the_test_needs_is_there_before_the_password_is_set(self):
        failures = (ConnectionError("no route"), ssl.SSLCertVerificationError("no chain"), ValueError("another plugin"))
        for failure in failures:
            aws = Aws()
            self.step("createSecret", aws)

            def sign_in(server, user, password):
                raise failure

            event = {"SecretId": "arn", "ClientRequestToken": "new", "Step": "setSecret"}
            with self.assertRaises(type(failure)):
                rotation.handler(event, None, aws, sign_in)
            self.assertEqual([], aws.changes, failure)

    def test_a_repeated_step_sets_the_password_although_the_former_one_is_rejected(self):
        aws = Aws()
        for rejected in (mysql_password.Rejected, postgres_password.Rejected):
            def sign_in(server, user, password):
                raise rejected

            self.step("createSecret", aws)
            rotation.handler({"SecretId": "arn", "ClientRequestToken": "new", "Step": "setSecret"}, None, aws, sign_in)
        self.assertEqual([NEW, NEW], [change["MasterUserPassword"] for change in aws.changes])

    def test_the_cluster_may_take_a_while(self):
        aws, cluster = Aws(), Cluster(NEW, busy=3)
        self.step("createSecret", aws)
        self.step("testSecret", aws, cluster)
        self.assertEqual([rotation.PAUSE_SECONDS] * 3, cluster.pauses)

    def test_a_password_that_does_not_let_in_is_never_current(self):
        aws, cluster = Aws(), Cluster(OLD)
        self.step("createSecret", aws)
        with self.assertRaises(ValueError):
            self.step("testSecret", aws, cluster)
        self.assertEqual(rotation.ATTEMPTS - 1, len(cluster.pauses))
        self.assertEqual(["AWSCURRENT"], aws.stages["old"])

    def test_the_attempts_end_before_the_function_does(self):
        self.assertLess(rotation.PAUSE_SECONDS * rotation.ATTEMPTS, 300)

    def test_a_password_of_another_form_is_refused(self):
        aws = Aws()
        aws.password = "short"
        with self.assertRaises(ValueError):
            self.step("createSecret", aws)
        self.assertNotIn("new", aws.values)

    def test_a_secret_that_does_not_rotate_is_left_alone(self):
        aws = Aws()
        aws.enabled = False
        with self.assertRaises(ValueError):
            self.step("createSecret", aws)

    def test_an_unknown_version_or_step_is_refused(self):
        aws = Aws()
        with self.assertRaises(ValueError):
            self.step("dance", aws)
        del aws.stages["new"]
        with self.assertRaises(ValueError):
            self.step("createSecret", aws)

    def test_the_first_password_is_that_of_the_secret(self):
        aws = Aws()
        rotation.handler({"SecretId": "arn", "Step": "acceptCurrent"}, None, aws)
        self.assertEqual([OLD], [change["MasterUserPassword"] for change in aws.changes])

    def test_certificates_are_verified_without_the_strictness_that_rds_does_not_promise(self):
        strict = ssl.create_default_context()
        strict.verify_flags |= ssl.VERIFY_X509_STRICT
        answer = mock.MagicMock()
        answer.__enter__.return_value.read.return_value = b""
        with mock.patch.dict(os.environ, {"AWS_REGION": "eu-west-1"}), \
                mock.patch("ssl.create_default_context", return_value=strict):
            trust = rotation._trust(lambda address, timeout: answer)
        self.assertFalse(trust.verify_flags & ssl.VERIFY_X509_STRICT)
        self.assertTrue(trust.check_hostname)
        self.assertEqual(ssl.CERT_REQUIRED, trust.verify_mode)

    def test_the_authorities_are_those_of_the_region(self):
        asked = []

        def fetch(address, timeout):
            asked.append(address)
            raise ConnectionError("no way")

        with mock.patch.dict(os.environ, {"AWS_REGION": "us-west-2"}), self.assertRaises(ConnectionError):
            rotation._trust(fetch)
        self.assertEqual(["https://truststore.pki.rds.amazonaws.com/us-west-2/us-west-2-bundle.pem"], asked)
