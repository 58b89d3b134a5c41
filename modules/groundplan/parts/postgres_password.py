"""Tests a password by signing in to PostgreSQL over TLS: the Lambda runtime includes no PostgreSQL client."""

import base64
import hashlib
import hmac
import os
import socket

ANSWER_SECONDS = 5
PROTOCOL_3, TLS_REQUEST = 196608, 80877103
ACCEPTED, MD5, SASL, SASL_CONTINUE, SASL_FINAL = 0, 5, 10, 11, 12
MECHANISM = b"SCRAM-SHA-256"
WRONG_PASSWORD = "28P01"


class Rejected(ValueError):
    """The server works, and does not accept the password."""


def sign_in(host, port, database, user, password, trust, connect=socket.create_connection, random=os.urandom):
    """Fails unless the user can sign in to the server, whose certificate is verified. The response is not logged."""
    with connect((host, int(port)), timeout=ANSWER_SECONDS) as line:
        line.sendall((8).to_bytes(4, "big") + TLS_REQUEST.to_bytes(4, "big"))
        if _exactly(line, 1) != b"S":
            raise ValueError("the server does not support TLS")
        with trust.wrap_socket(line, server_hostname=host) as encrypted:
            words = ("user", user, "database", database)
            _write(encrypted, b"", PROTOCOL_3.to_bytes(4, "big") + b"".join(w.encode() + b"\0" for w in words) + b"\0")
            method, content = _asked(encrypted, host, user)
            if method == MD5:
                inner = hashlib.md5((password + user).encode()).hexdigest().encode()
                _write(encrypted, b"p", b"md5" + hashlib.md5(inner + content[:4]).hexdigest().encode() + b"\0")
            elif method == SASL and MECHANISM in content.split(b"\0"):
                _scram(encrypted, host, user, password, base64.b64encode(random(18)))
            elif method != ACCEPTED:
                raise ValueError(f"the server requests authentication method {method}, which is not supported")
            if method != ACCEPTED and _asked(encrypted, host, user)[0] != ACCEPTED:
                raise ValueError("the server requests a second authentication, which is not supported")


def _scram(line, host, user, password, nonce):
    """SCRAM-SHA-256 (RFC 5802, RFC 7677). The server proves that it knows the password too."""
    bare = b"n=" + user.encode() + b",r=" + nonce
    first = b"n,," + bare
    _write(line, b"p", MECHANISM + b"\0" + len(first).to_bytes(4, "big") + first)
    challenge = _answer(line, host, user, SASL_CONTINUE)
    given = dict(part.split(b"=", 1) for part in challenge.split(b","))
    if not given[b"r"].startswith(nonce):
        raise ValueError(f"{host} answered another sign-in")
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(given[b"s"]), int(given[b"i"]))
    unproven = b"c=biws,r=" + given[b"r"]
    conversation = b",".join((bare, challenge, unproven))
    key = _sign(salted, b"Client Key")
    proof = bytes(a ^ b for a, b in zip(key, _sign(hashlib.sha256(key).digest(), conversation)))
    _write(line, b"p", unproven + b",p=" + base64.b64encode(proof))
    expected = b"v=" + base64.b64encode(_sign(_sign(salted, b"Server Key"), conversation))
    if not hmac.compare_digest(_answer(line, host, user, SASL_FINAL), expected):
        raise ValueError(f"{host} does not know the password of {user}")


def _sign(key, content):
    return hmac.digest(key, content, "sha256")


def _answer(line, host, user, expected):
    method, content = _asked(line, host, user)
    if method != expected:
        raise ValueError(f"the server answered {method} instead of {expected}")
    return content


def _asked(line, host, user):
    """What the server asks for next, or that the user is signed in."""
    while True:
        kind, content = _read(line)
        if kind == b"R":
            return int.from_bytes(content[:4], "big"), content[4:]
        if kind == b"E":
            code = dict((part[:1], part[1:]) for part in content.split(b"\0") if part).get(b"C", b"").decode()
            if code == WRONG_PASSWORD:
                raise Rejected(f"{host} rejects user {user} with the password")
            raise ValueError(f"{host} answers {code} to the sign-in of {user}")
        if kind not in (b"N", b"v"):
            raise ValueError("the response is not one of PostgreSQL to a sign-in")


def _read(line):
    head = _exactly(line, 5)
    return head[:1], _exactly(line, int.from_bytes(head[1:], "big") - 4)


def _exactly(line, count):
    found = b""
    while len(found) < count:
        more = line.recv(count - len(found))
        if not more:
            raise ConnectionError("the server closed the connection")
        found += more
    return found


def _write(line, kind, content):
    line.sendall(kind + (len(content) + 4).to_bytes(4, "big") + content)
