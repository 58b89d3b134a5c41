"""Tests of mysql_password.py against a stand-in for the server, which checks answers as MySQL does."""

import hashlib
import unittest

import mysql_password

PASSWORD = "correct-horse-battery"
CHALLENGE = bytes(range(1, 21))


def packet(number, content):
    return len(content).to_bytes(3, "little") + bytes([number]) + content


def greeting(plugin="mysql_native_password", flags=0xFFFF):
    return packet(0, b"".join([
        b"\x0a8.0.28\0", (7).to_bytes(4, "little"), CHALLENGE[:8], b"\0", flags.to_bytes(2, "little"), b"\x2d",
        (2).to_bytes(2, "little"), b"\xff\xff", b"\x15", bytes(10), CHALLENGE[8:], b"\0", plugin.encode() + b"\0"]))


class Server:
    """A line to a server that answers what it is told to, one packet for each one that it is sent."""

    def __init__(self, first, *answers):
        self.waiting = first
        self.answers = list(answers)
        self.sent = []
        self.encrypted_from = None

    def __call__(self, address, timeout):
        self.address = address
        return self

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        return False

    def wrap_socket(self, line, server_hostname):
        self.encrypted_from, self.name = len(self.sent), server_hostname
        return self

    def recv(self, count):
        found, self.waiting = self.waiting[:count], self.waiting[count:]
        return found

    def sendall(self, data):
        self.sent.append(data)
        if self.encrypted_from is not None and self.answers:
            self.waiting += self.answers.pop(0)

    def token(self):
        """The answer to the challenge, as it stands behind flags, size, character set, filler and name."""
        rest = self.sent[1][4 + 32 :].split(b"\0", 1)[1]
        return rest[1 : 1 + rest[0]]


def sign_in(server, password=PASSWORD):
    mysql_password.sign_in("db.example", "3306", "app_admin", password, connect=server, trust=server)


def native(token, challenge):
    """Whether MySQL, which keeps the double hash alone, would take it."""
    stored = hashlib.sha1(hashlib.sha1(PASSWORD.encode()).digest()).digest()
    mask = hashlib.sha1(challenge + stored).digest()
    return hashlib.sha1(bytes(a ^ b for a, b in zip(token, mask))).digest() == stored


OK = packet(3, b"\x00\x00\x00")
REFUSED = packet(3, b"\xff\x15\x04#28000Access denied")


class SignIn(unittest.TestCase):
    def test_the_line_is_encrypted_before_anything_is_said(self):
        server = Server(greeting(), OK)
        sign_in(server)
        self.assertEqual((("db.example", 3306), "db.example", 1), (server.address, server.name, server.encrypted_from))
        self.assertEqual(36, len(server.sent[0]), "the request for TLS has flags, size and character set only")
        self.assertNotIn(b"app_admin", server.sent[0])

    def test_the_server_finds_the_password_in_the_answer(self):
        server = Server(greeting(), OK)
        sign_in(server)
        self.assertTrue(native(server.token(), CHALLENGE))
        self.assertNotIn(PASSWORD.encode(), b"".join(server.sent))

    def test_another_password_is_another_answer(self):
        server = Server(greeting(), OK)
        sign_in(server, "something-else")
        self.assertFalse(native(server.token(), CHALLENGE))

    def test_who_is_refused_is_not_in_and_hears_no_password(self):
        with self.assertRaises(ValueError) as refused:
            sign_in(Server(greeting(), REFUSED))
        self.assertNotIn(PASSWORD, str(refused.exception))

    def test_the_server_may_ask_for_the_password_itself_over_tls(self):
        server = Server(greeting("caching_sha2_password"), packet(3, b"\x01\x04"), packet(5, b"\x00"))
        sign_in(server)
        self.assertEqual(packet(4, PASSWORD.encode() + b"\0"), server.sent[-1])

    def test_the_server_may_know_the_password_already(self):
        server = Server(greeting("caching_sha2_password"), packet(3, b"\x01\x03") + packet(4, b"\x00"))
        sign_in(server)
        stored = hashlib.sha256(hashlib.sha256(PASSWORD.encode()).digest()).digest()
        mask = hashlib.sha256(stored + CHALLENGE).digest()
        once = bytes(a ^ b for a, b in zip(server.token(), mask))
        self.assertEqual(stored, hashlib.sha256(once).digest())

    def test_the_server_may_want_another_way(self):
        other = bytes(range(30, 50))
        server = Server(greeting("caching_sha2_password"), packet(3, b"\xfemysql_native_password\0" + other + b"\0"),
                        packet(5, b"\x00"))
        sign_in(server)
        self.assertTrue(native(server.sent[-1][4:], other))

    def test_a_server_without_tls_is_told_nothing(self):
        server = Server(greeting(flags=0x0FFF & ~0x800))
        with self.assertRaises(ValueError):
            sign_in(server)
        self.assertEqual([], server.sent)

    def test_a_way_that_is_not_known_is_refused(self):
        with self.assertRaises(ValueError):
            sign_in(Server(greeting("sha256_password"), OK))

    def test_a_line_that_breaks_is_an_error(self):
        with self.assertRaises(ConnectionError):
            sign_in(Server(greeting()[:20]))
