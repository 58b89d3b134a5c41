"""Tests of the parameters' rotation.py against stand-ins for the clients."""

import importlib.util
import json
import os
import pathlib
import types
import unittest
from unittest import mock

import cache_password

SOURCE = pathlib.Path(__file__).parents[3] / "modules/groundplan/parameters/rotation.py"
SPEC = importlib.util.spec_from_file_location("parameter_rotation", SOURCE)
rotation = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(rotation)

NAME = "/shop/dev/redis_auth_token"
CACHE = {"user": "shop-dev-redis-app", "host": "redis.example", "port": "6379"}


class NotFound(Exception):
    """What the client raises for a parameter, or a version of it, that is not there."""


class Store:
    """Parameter Store with at most one parameter, and the clients beside it."""

    exceptions = types.SimpleNamespace(ParameterNotFound=NotFound, ParameterVersionNotFound=NotFound)

    def __init__(self):
        self.versions = []
        self.tags = {}
        self.done = []
        self.read = []
        self.password = "n" * 32

    @property
    def values(self):
        return [version["Value"] for version in self.versions]

    def get_parameter(self, Name, WithDecryption):
        self.read.append(Name)
        version = int(Name.removeprefix(NAME + ":")) if ":" in Name else len(self.versions)
        if not 0 < version <= len(self.versions):
            raise NotFound
        return {"Parameter": {"Value": self.values[version - 1], "Version": version}}

    def get_paginator(self, operation):
        assert operation == "get_parameter_history"
        return types.SimpleNamespace(paginate=self.pages)

    def pages(self, Name):
        if not self.versions:
            raise NotFound
        hidden = [{**version, "Value": "encrypted"} for version in self.versions]
        return [{"Parameters": hidden[:2]}, {"Parameters": hidden[2:]}]

    def put_parameter(self, Name, Value, Type, KeyId, Description=None, Tier=None, Overwrite=False, Tags=()):
        assert Name == NAME and bool(self.versions) == Overwrite and not (Tags and Overwrite)
        former = self.versions[-1] if self.versions else {}
        self.done.append("put")
        self.tags.update({tag["Key"]: tag["Value"] for tag in Tags})
        self.versions.append({"Value": Value, "Type": Type, "KeyId": KeyId, "Tier": Tier or former.get("Tier", "Standard"),
                              "Description": Description or former.get("Description")})

    def add_tags_to_resource(self, ResourceType, ResourceId, Tags):
        self.tags.update({tag["Key"]: tag["Value"] for tag in Tags})

    def remove_tags_from_resource(self, ResourceType, ResourceId, TagKeys):
        for key in TagKeys:
            del self.tags[key]

    def delete_parameter(self, Name):
        if not self.versions:
            raise NotFound
        self.versions.clear()

    def get_random_password(self, **form):
        self.form = form
        return {"RandomPassword": self.password}

    def accept(self, cache, passwords, client):
        self.done.append(("accept", cache["user"], passwords))

    def sign_in(self, cache, password):
        self.done.append(("sign in", password))


class FunctionTest(unittest.TestCase):
    def setUp(self):
        form = {"PasswordLength": 32, "ExcludePunctuation": True}
        variables = {"FORMS": json.dumps({NAME: form}), "CACHES": "{}", "KEY": "arn:key"}
        self.enterContext(mock.patch.dict(os.environ, variables))
        self.store = Store()
        self.enterContext(mock.patch.object(cache_password, "accept", self.store.accept))
        self.enterContext(mock.patch.object(cache_password, "sign_in", self.store.sign_in))

    def step(self, step, **event):
        rotation.handler({"Parameter": NAME, "Step": step, **event}, None, lambda service: self.store)

    def keep(self, action, former=None, **changed):
        event = {"Description": "Of the cache.", "KeyId": "arn:key", "Tags": {"Project": "shop"}}
        self.step("keep", **{**event, **changed}, tf={"action": action, "prev_input": former})


class KeptParameterTest(FunctionTest):
    def test_a_new_parameter_has_a_generated_value_the_key_and_the_tags(self):
        self.keep("create")
        self.assertEqual(self.store.versions, [{"Value": "n" * 32, "Type": "SecureString", "KeyId": "arn:key",
                                                "Tier": "Standard", "Description": "Of the cache."}])
        self.assertEqual(self.store.tags, {"Project": "shop"})

    def test_what_exists_as_it_is_declared_is_not_even_read(self):
        self.keep("create")
        self.store.versions[0]["Value"] = "entered"
        self.keep("create")
        self.assertEqual(self.store.values, ["entered"])
        self.assertEqual(self.store.read, [])

    def test_what_exists_otherwise_keeps_its_value_and_its_tier(self):
        self.store.versions.append({"Value": "old", "Type": "SecureString", "KeyId": "alias/aws/ssm", "Tier": "Advanced"})
        self.keep("create")
        self.assertEqual(self.store.versions[-1], {"Value": "old", "Type": "SecureString", "KeyId": "arn:key",
                                                   "Tier": "Advanced", "Description": "Of the cache."})
        self.assertEqual(self.store.tags, {"Project": "shop"})

    def test_a_change_keeps_the_value_and_the_tags_of_others(self):
        former = {"Tags": {"Project": "shop", "Owner": "platform"}}
        self.keep("create", Tags=former["Tags"])
        self.store.tags["Backup"] = "daily"
        self.keep("update", former, Description="Of the cache of sessions.")
        self.assertEqual([(version["Value"], version["Description"]) for version in self.store.versions],
                         [("n" * 32, "Of the cache."), ("n" * 32, "Of the cache of sessions.")])
        self.assertEqual(self.store.tags, {"Project": "shop", "Backup": "daily"})

    def test_a_change_of_tags_alone_writes_no_version(self):
        self.keep("create")
        self.keep("update", {"Tags": {"Project": "shop"}}, Tags={"Project": "store"})
        self.assertEqual((len(self.store.versions), self.store.tags), (1, {"Project": "store"}))

    def test_the_last_version_counts_however_many_there_are(self):
        self.keep("create")
        for number in range(4):
            self.keep("update", Description=f"Description {number}.")
        self.keep("update", Description="Description 3.")
        self.assertEqual(len(self.store.versions), 5)

    def test_it_is_deleted_and_may_be_gone_already(self):
        self.keep("create")
        for _ in range(2):
            self.keep("delete")
            self.assertEqual(self.store.versions, [])

    def test_a_parameter_that_the_settings_no_longer_name_is_deleted_too(self):
        self.keep("create")
        os.environ["FORMS"] = "{}"
        self.keep("delete")
        self.assertEqual(self.store.versions, [])

    def test_a_plain_parameter_is_left_alone(self):
        self.store.versions.append({"Value": "old", "Type": "String"})
        with self.assertRaisesRegex(ValueError, "exists as a String"):
            self.keep("create")
        self.assertEqual(self.store.values, ["old"])


class ParameterRotationTest(FunctionTest):
    def setUp(self):
        super().setUp()
        self.store.versions.append({"Value": "o" * 32, "Type": "SecureString", "KeyId": "arn:key", "Description": "D."})

    def with_cache(self):
        os.environ["CACHES"] = json.dumps({NAME: CACHE})

    def test_a_rotation_writes_a_new_value_under_the_customer_key(self):
        self.step("rotate")
        self.assertEqual(self.store.versions[-1], {"Value": "n" * 32, "Type": "SecureString", "KeyId": "arn:key",
                                                   "Tier": "Standard", "Description": "D."})
        self.assertEqual(self.store.form,
                         {"PasswordLength": 32, "ExcludePunctuation": True, "RequireEachIncludedType": True})

    def test_a_cache_takes_both_passwords_before_readers_get_the_new_one(self):
        self.with_cache()
        self.step("rotate")
        self.assertEqual(self.store.done, [("accept", "shop-dev-redis-app", ["n" * 32, "o" * 32]),
                                           ("sign in", "n" * 32), "put"])

    def test_a_password_that_the_cache_refuses_reaches_no_reader(self):
        self.with_cache()
        with mock.patch.object(cache_password, "sign_in", side_effect=ValueError("no")), self.assertRaises(ValueError):
            self.step("rotate")
        self.assertEqual(self.store.values, ["o" * 32])

    def test_the_first_value_becomes_the_caches_password(self):
        self.with_cache()
        self.step("acceptCurrent")
        self.assertEqual(self.store.done, [("accept", "shop-dev-redis-app", ["o" * 32])])

    def test_after_a_rotation_the_former_value_stays_a_password_too(self):
        self.with_cache()
        self.step("rotate")
        self.step("acceptCurrent")
        self.assertEqual(self.store.done[-1], ("accept", "shop-dev-redis-app", ["n" * 32, "o" * 32]))

    def test_a_new_description_does_not_take_the_former_value_away(self):
        self.with_cache()
        self.step("rotate")
        self.keep("update", Description="Another one.")
        self.step("acceptCurrent")
        self.assertEqual(self.store.done[-1], ("accept", "shop-dev-redis-app", ["n" * 32, "o" * 32]))

    def test_a_value_of_another_form_is_not_written(self):
        for value in ("short", "!" * 32):
            self.store.password = value
            with self.assertRaises(ValueError) as refused:
                self.step("rotate")
            self.assertNotIn(value, str(refused.exception))
        self.assertEqual(self.store.values, ["o" * 32])

    def test_a_parameter_without_a_form_is_refused(self):
        os.environ["FORMS"] = "{}"
        with self.assertRaisesRegex(ValueError, "no form"):
            self.step("rotate")

    def test_an_unknown_step_is_refused(self):
        with self.assertRaisesRegex(ValueError, "unknown step"):
            self.step("delete")


if __name__ == "__main__":
    unittest.main()
