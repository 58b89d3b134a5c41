"""Tests of cache_password.py: a stand-in for ElastiCache's API, and one for the cache."""

import io
import json
import os
import unittest
from unittest import mock

import cache_password

CACHE = {"user": "shop-dev-redis-app", "host": "master.redis.example", "port": "6379"}


class ElastiCache:
    """One user, who takes a while over a change."""

    def __init__(self, busy=0):
        self.busy = busy
        self.modes = []

    def describe_users(self, UserId):
        self.busy -= 1
        return {"Users": [{"UserId": UserId, "Status": "modifying" if self.busy >= 0 else "active"}]}

    def modify_user(self, UserId, AuthenticationMode):
        if self.busy >= 0:
            raise AssertionError("a user that is being changed refuses the next change")
        self.modes.append((UserId, AuthenticationMode))
        self.busy = 2


class Line:
    """A connection to the cache, which answers one command."""

    def __init__(self, answer):
        self.answer = answer
        self.sent = b""
        self.asked = []

    def __call__(self, address, timeout):
        self.asked.append(address)
        return self

    def wrap_socket(self, line, server_hostname):
        self.asked.append(server_hostname)
        return self

    def sendall(self, data):
        self.sent += data

    def makefile(self, mode):
        return io.BytesIO(self.answer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class AcceptTest(unittest.TestCase):
    def setUp(self):
        self.slept = self.enterContext(mock.patch.object(cache_password.time, "sleep"))

    def test_the_user_gets_in_with_the_new_and_the_old_password(self):
        client = ElastiCache()
        cache_password.accept(CACHE, ["new", "old"], client)
        self.assertEqual(
            client.modes, [("shop-dev-redis-app", {"Type": "password", "Passwords": ["new", "old"]})])

    def test_the_same_password_is_given_once(self):
        client = ElastiCache()
        cache_password.accept(CACHE, ["same", "same"], client)
        self.assertEqual(client.modes[0][1]["Passwords"], ["same"])

    def test_it_waits_before_the_change_and_until_the_change_holds(self):
        client = ElastiCache(busy=3)
        cache_password.accept(CACHE, ["new"], client)
        self.assertEqual(self.slept.call_count, 3 + 2)
        self.assertLess(client.busy, 0)

    def test_a_user_that_never_settles_is_given_up(self):
        with self.assertRaisesRegex(TimeoutError, "shop-dev-redis-app is still not active"):
            cache_password.accept(CACHE, ["new"], ElastiCache(busy=1000))


class SignInTest(unittest.TestCase):
    def test_it_signs_in_as_a_client_would(self):
        line = Line(b"+OK\r\n")
        cache_password.sign_in(CACHE, "pass", connect=line, trust=line)
        self.assertEqual(line.sent, b"*3\r\n$4\r\nAUTH\r\n$18\r\nshop-dev-redis-app\r\n$4\r\npass\r\n")
        self.assertEqual(line.asked, [("master.redis.example", 6379), "master.redis.example"])

    def test_a_cache_that_refuses_fails_without_the_password_in_the_message(self):
        for answer in (b"-WRONGPASS invalid username-password pair\r\n", b""):
            line = Line(answer)
            with self.assertRaisesRegex(ValueError, "rejects user shop-dev-redis-app") as refused:
                cache_password.sign_in(CACHE, "hunter2", connect=line, trust=line)
            self.assertNotIn("hunter2", str(refused.exception))


class CacheOfTest(unittest.TestCase):
    def test_a_value_that_is_nobodys_password_has_no_cache(self):
        with mock.patch.dict(os.environ, {"CACHES": json.dumps({"a": CACHE})}):
            self.assertEqual(cache_password.cache_of("a"), CACHE)
            self.assertIsNone(cache_password.cache_of("b"))
        with mock.patch.dict(os.environ, clear=True):
            self.assertIsNone(cache_password.cache_of("a"))


if __name__ == "__main__":
    unittest.main()
