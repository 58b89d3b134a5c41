"""Tests of rotation.py against a stand-in for the client. RotationFunctionTest runs them with the shared code on the path."""

import importlib.util
import json
import os
import pathlib
import unittest
from unittest import mock

import cache_password

SOURCE = pathlib.Path(__file__).parents[3] / "modules/groundplan/secrets/rotation.py"
SPEC = importlib.util.spec_from_file_location("rotation", SOURCE)
rotation = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(rotation)

NAME = "shop-dev-session_key"


class NotFound(Exception):
    pass


class SecretsManager:
    """One secret with its versions, as far as the function looks at them."""

    class exceptions:
        ResourceNotFoundException = NotFound

    def __init__(self, password="n" * 32):
        self.values = {"old": "o" * 32}
        self.stages = {"old": ["AWSCURRENT"], "new": ["AWSPENDING"]}
        self.enabled = True
        self.password = password
        self.asked = []

    def describe_secret(self, SecretId):
        return {"Name": NAME, "RotationEnabled": self.enabled, "VersionIdsToStages": self.stages}

    def get_secret_value(self, SecretId, VersionStage, VersionId=None):
        found = [version for version, stages in self.stages.items()
                 if VersionStage in stages and version in self.values and VersionId in (None, version)]
        if not found:
            raise NotFound(VersionId)
        return {"SecretString": self.values[found[0]]}

    def get_random_password(self, **form):
        self.asked.append(form)
        return {"RandomPassword": self.password}

    def put_secret_value(self, SecretId, SecretString, ClientRequestToken="first", VersionStages=("AWSCURRENT",)):
        self.values[ClientRequestToken] = SecretString
        self.stages[ClientRequestToken] = list(VersionStages)

    def update_secret_version_stage(self, SecretId, VersionStage, MoveToVersionId, RemoveFromVersionId=None):
        self.stages[MoveToVersionId] = [VersionStage]
        if RemoveFromVersionId:
            self.stages[RemoveFromVersionId] = ["AWSPREVIOUS"]


class RotationTest(unittest.TestCase):
    def setUp(self):
        os.environ["FORMS"] = json.dumps({NAME: {"PasswordLength": 32, "ExcludePunctuation": True}})
        self.client = SecretsManager()

    def step(self, step, token="new"):
        rotation.handler({"SecretId": "arn:secret", "ClientRequestToken": token, "Step": step}, None,
                         lambda service: self.client)

    def test_a_whole_rotation_puts_the_new_value_in_place_of_the_old_one(self):
        for step in ("createSecret", "setSecret", "testSecret", "finishSecret"):
            self.step(step)
        self.assertEqual(self.client.values["new"], "n" * 32)
        self.assertEqual(self.client.stages, {"old": ["AWSPREVIOUS"], "new": ["AWSCURRENT"]})

    def test_the_new_value_is_of_the_form_that_the_settings_ask_for(self):
        self.step("createSecret")
        self.assertEqual(self.client.asked,
                         [{"PasswordLength": 32, "ExcludePunctuation": True, "RequireEachIncludedType": True}])

    def test_a_repeated_step_keeps_the_value_that_is_already_pending(self):
        self.step("createSecret")
        self.client.password = "x" * 32
        self.step("createSecret")
        self.assertEqual(self.client.values["new"], "n" * 32)

    def test_a_version_that_is_already_current_is_left_alone(self):
        for step in ("createSecret", "setSecret", "testSecret", "finishSecret"):
            self.step(step, "old")
        self.assertEqual(self.client.values, {"old": "o" * 32})

    def test_a_value_of_another_form_does_not_become_current(self):
        for value in ("short", "!" * 32):
            self.client = SecretsManager(password=value)
            self.step("createSecret")
            with self.assertRaises(ValueError) as refused:
                self.step("testSecret")
            self.assertNotIn(value, str(refused.exception))

    def test_a_new_secret_gets_a_value_of_its_form_without_reading_any(self):
        self.client.values, self.client.stages, self.client.enabled = {}, {}, False
        with mock.patch.object(self.client, "get_secret_value", side_effect=AssertionError("reads a value")):
            rotation.handler({"SecretId": "arn:secret", "Step": "createFirst"}, None, lambda service: self.client)
        self.assertEqual(self.client.values, {"first": "n" * 32})
        self.assertEqual(self.client.stages, {"first": ["AWSCURRENT"]})

    def test_a_secret_that_has_a_value_keeps_it(self):
        rotation.handler({"SecretId": "arn:secret", "Step": "createFirst"}, None, lambda service: self.client)
        self.assertEqual(self.client.values, {"old": "o" * 32})

    def test_a_first_value_of_another_form_is_not_stored(self):
        self.client.values, self.client.stages, self.client.password = {}, {}, "short"
        with self.assertRaisesRegex(ValueError, "does not have the length"):
            rotation.handler({"SecretId": "arn:secret", "Step": "createFirst"}, None, lambda service: self.client)
        self.assertEqual(self.client.values, {})

    def test_what_should_not_rotate_does_not(self):
        self.client.enabled = False
        with self.assertRaisesRegex(ValueError, "has no rotation"):
            self.step("createSecret")

    def test_an_unknown_version_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no version"):
            self.step("createSecret", "other")

    def test_a_version_that_is_not_pending_is_refused(self):
        self.client.stages["stray"] = ["AWSPREVIOUS"]
        with self.assertRaisesRegex(ValueError, "not pending"):
            self.step("createSecret", "stray")

    def test_an_unknown_step_is_refused(self):
        with self.assertRaisesRegex(ValueError, "unknown step"):
            self.step("deleteSecret")

    def test_a_secret_without_a_form_is_refused(self):
        os.environ["FORMS"] = "{}"
        with self.assertRaisesRegex(ValueError, "no form"):
            self.step("createSecret")


class CachePasswordTest(unittest.TestCase):
    def setUp(self):
        variables = {"FORMS": json.dumps({NAME: {"PasswordLength": 32, "ExcludePunctuation": True}}),
                     "CACHES": json.dumps({NAME: {"user": "app", "host": "redis.example", "port": "6379"}})}
        self.enterContext(mock.patch.dict(os.environ, variables))
        self.client = SecretsManager()
        self.accepted, self.tried = [], []
        self.enterContext(mock.patch.object(
            cache_password, "accept", lambda cache, passwords, client: self.accepted.append(passwords)))
        self.enterContext(mock.patch.object(cache_password, "sign_in", self.sign_in))
        self.refuses = False

    def sign_in(self, cache, password):
        self.tried.append(password)
        if self.refuses:
            raise ValueError("no")

    def step(self, step):
        rotation.handler({"SecretId": "arn:secret", "ClientRequestToken": "new", "Step": step}, None,
                         lambda service: self.client)

    def test_the_cache_knows_both_values_before_readers_get_the_new_one(self):
        self.step("createSecret")
        self.step("setSecret")
        self.assertEqual(self.accepted, [["n" * 32, "o" * 32]])
        self.assertEqual(self.client.stages["old"], ["AWSCURRENT"])
        self.step("testSecret")
        self.assertEqual(self.tried, ["n" * 32])

    def test_a_value_that_the_cache_refuses_does_not_become_current(self):
        self.step("createSecret")
        self.refuses = True
        with self.assertRaises(ValueError):
            self.step("testSecret")
        self.assertEqual(self.client.stages["old"], ["AWSCURRENT"])

    def test_the_first_value_becomes_the_caches_password_though_nothing_rotates(self):
        self.client.enabled = False
        self.client.stages = {"old": ["AWSCURRENT"]}
        rotation.handler({"SecretId": "arn:secret", "Step": "acceptCurrent"}, None, lambda service: self.client)
        self.assertEqual(self.accepted, [["o" * 32]])

    def test_after_a_rotation_the_former_value_stays_a_password_too(self):
        for step in ("createSecret", "setSecret", "testSecret", "finishSecret"):
            self.step(step)
        rotation.handler({"SecretId": "arn:secret", "Step": "acceptCurrent"}, None, lambda service: self.client)
        self.assertEqual(self.accepted[-1], ["n" * 32, "o" * 32])


if __name__ == "__main__":
    unittest.main()
