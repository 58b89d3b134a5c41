"""Tests of rotation.py against a stand-in for the client. Run: python3 -m unittest discover -s test/groundplan/secrets -p '*_test.py'."""

import importlib.util
import json
import os
import pathlib
import unittest

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

    def get_secret_value(self, SecretId, VersionId, VersionStage):
        if VersionId not in self.values or VersionStage not in self.stages[VersionId]:
            raise NotFound(VersionId)
        return {"SecretString": self.values[VersionId]}

    def get_random_password(self, **form):
        self.asked.append(form)
        return {"RandomPassword": self.password}

    def put_secret_value(self, SecretId, ClientRequestToken, SecretString, VersionStages):
        self.values[ClientRequestToken] = SecretString
        self.stages[ClientRequestToken] = VersionStages

    def update_secret_version_stage(self, SecretId, VersionStage, MoveToVersionId, RemoveFromVersionId=None):
        self.stages[MoveToVersionId] = [VersionStage]
        if RemoveFromVersionId:
            self.stages[RemoveFromVersionId] = ["AWSPREVIOUS"]


class RotationTest(unittest.TestCase):
    def setUp(self):
        os.environ["FORMS"] = json.dumps({NAME: {"PasswordLength": 32, "ExcludePunctuation": True}})
        self.client = SecretsManager()

    def step(self, step, token="new"):
        rotation.handler({"SecretId": "arn:secret", "ClientRequestToken": token, "Step": step}, None, self.client)

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

    def test_what_should_not_rotate_does_not(self):
        self.client.enabled = False
        with self.assertRaisesRegex(ValueError, "does not rotate"):
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


if __name__ == "__main__":
    unittest.main()
