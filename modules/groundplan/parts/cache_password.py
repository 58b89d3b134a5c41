"""Sets the passwords of a cache user, and tests a password by signing in as a client does."""

import json
import os
import socket
import ssl
import time

PAUSE_SECONDS = 2
ATTEMPTS = 40
ANSWER_SECONDS = 5


def cache_of(name):
    """The cache and the user whose password is the value of that name; None if there is none."""
    return json.loads(os.environ.get("CACHES", "{}")).get(name)


def accept(cache, passwords, elasticache):
    """Sets the passwords of the user, at most two; returns once they are active."""
    _settle(cache, elasticache)
    elasticache.modify_user(
        UserId=cache["user"], AuthenticationMode={"Type": "password", "Passwords": list(dict.fromkeys(passwords))})
    _settle(cache, elasticache)


def sign_in(cache, password, connect=socket.create_connection, trust=None):
    """Fails unless the user can sign in. The cache's response is not included in the error message, because messages are logged."""
    trust = trust or ssl.create_default_context()
    with connect((cache["host"], int(cache["port"])), timeout=ANSWER_SECONDS) as line:
        with trust.wrap_socket(line, server_hostname=cache["host"]) as encrypted:
            encrypted.sendall(_command("AUTH", cache["user"], password))
            with encrypted.makefile("rb") as answers:
                if answers.readline() != b"+OK\r\n":
                    raise ValueError(f"{cache['host']} rejects user {cache['user']} with the new password")


def _settle(cache, elasticache):
    """Waits until the user is active: while a change is in progress, another one is rejected."""
    for _ in range(ATTEMPTS):
        if elasticache.describe_users(UserId=cache["user"])["Users"][0]["Status"] == "active":
            return
        time.sleep(PAUSE_SECONDS)
    raise TimeoutError(f"{cache['user']} is still not active after {ATTEMPTS * PAUSE_SECONDS} seconds")


def _command(*words):
    encoded = [word.encode() for word in words]
    return b"".join([b"*%d\r\n" % len(encoded)] + [b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded])
