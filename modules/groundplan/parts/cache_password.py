"""Has a cache take passwords, and signs in to it with one as a client would."""

import json
import os
import socket
import ssl
import time

PAUSE_SECONDS = 2
ATTEMPTS = 40
ANSWER_SECONDS = 5


def cache_of(name):
    """Where and who the user is that signs in with the value of that name; None when nobody does."""
    return json.loads(os.environ.get("CACHES", "{}")).get(name)


def accept(cache, passwords, elasticache):
    """Lets the user in with these passwords, two at most, and with no other; returns once the cache knows them."""
    _settle(cache, elasticache)
    elasticache.modify_user(
        UserId=cache["user"], AuthenticationMode={"Type": "password", "Passwords": list(dict.fromkeys(passwords))})
    _settle(cache, elasticache)


def sign_in(cache, password, connect=socket.create_connection, trust=None):
    """Fails unless the cache lets the user in. The answer is not repeated: it is the cache's, and messages are logged."""
    trust = trust or ssl.create_default_context()
    with connect((cache["host"], int(cache["port"])), timeout=ANSWER_SECONDS) as line:
        with trust.wrap_socket(line, server_hostname=cache["host"]) as encrypted:
            encrypted.sendall(_command("AUTH", cache["user"], password))
            with encrypted.makefile("rb") as answers:
                if answers.readline() != b"+OK\r\n":
                    raise ValueError(f"{cache['host']} does not let {cache['user']} in with the new password")


def _settle(cache, elasticache):
    """A user that is being changed refuses the next change."""
    for _ in range(ATTEMPTS):
        if elasticache.describe_users(UserId=cache["user"])["Users"][0]["Status"] == "active":
            return
        time.sleep(PAUSE_SECONDS)
    raise TimeoutError(f"{cache['user']} is not active after {ATTEMPTS * PAUSE_SECONDS} seconds")


def _command(*words):
    encoded = [word.encode() for word in words]
    return b"".join([b"*%d\r\n" % len(encoded)] + [b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded])
