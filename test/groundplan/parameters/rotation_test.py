"""Tests of the parameters' rotation.py against stand-ins for the clients."""

import importlib.util
import json
import os
import pathlib
import unittest
from unittest import mock

import cache_password

SOURCE = pathlib.Path(__file__).parents[3] / "modules/groundplan/parameters/rotation.py"
SPEC = importlib.util.spec_from_file_location("parameter_rotation", SOURCE)
rotation = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(rotation)

NAME = "/shop/dev/redis_auth_token"
CACHE = {"user": "shop-dev-redis-app", "host": "redis.example", "port": "6379"}


class Store:
    """Parameter Store with one parameter, and the clients beside it."""

    def __init__(self):
        self.values = ["o" * 32]
        self.put = []
        self.done = []
        self.password = "n" * 32

    def get_parameter(self, Name, WithDecryption):
        version = int(Name.removeprefix(NAME + ":")) if ":" in Name else len(self.values)
        return {"Parameter": {"Value": self.values[version - 1], "Version": version}}

    def put_parameter(self, **settings):
        self.done.append("put")
        self.put.append(settings)
        self.values.append(settings["Value"])

    def get_random_password(self, **form):
        self.form = form
        return {"RandomPassword": self.password}

    def accept(self, cache, passwords, client):
        self.done.append(("accept", cache["user"], passwords))

    def sign_in(self, cache, password):
        self.done.append(("sign in", password))


class ParameterRotationTest(unittest.TestCase):
    def setUp(self):
        form = {"PasswordLength": 32, "ExcludePunctuation": True}
        variables = {"FORMS": json.dumps({NAME: form}), "CACHES": "{}", "KEY": "arn:key"}
        self.enterContext(mock.patch.dict(os.environ, variables))
        self.store = Store()
        self.enterContext(mock.patch.object(cache_password, "accept", self.store.accept))
        self.enterContext(mock.patch.object(cache_password, "sign_in", self.store.sign_in))

    def step(self, step):
        rotation.handler({"Parameter": NAME, "Step": step}, None, lambda service: self.store)

    def with_cache(self):
        os.environ["CACHES"] = json.dumps({NAME: CACHE})

    def test_a_rotation_writes_a_new_value_under_the_customer_key(self):
        self.step("rotate")
        self.assertEqual(self.store.put, [{"Name": NAME, "Value": "n" * 32, "Type": "SecureString", "KeyId": "arn:key",
                                           "Overwrite": True}])
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

    def test_a_value_of_another_form_is_not_written(self):
        for value in ("short", "!" * 32):
            self.store.password = value
            with self.assertRaises(ValueError) as refused:
                self.step("rotate")
            self.assertNotIn(value, str(refused.exception))
        self.assertEqual(self.store.put, [])

    def test_a_parameter_without_a_form_is_refused(self):
        os.environ["FORMS"] = "{}"
        with self.assertRaisesRegex(ValueError, "no form"):
            self.step("rotate")

    def test_an_unknown_step_is_refused(self):
        with self.assertRaisesRegex(ValueError, "unknown step"):
            self.step("delete")


if __name__ == "__main__":
    unittest.main()
