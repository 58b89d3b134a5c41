"""Tests of postgres_password.py against a stand-in for the server. The exchange is the example of RFC 7677."""

import base64
import hashlib
import unittest

import postgres_password

# The client's nonce of the example is the Base64 form of these bytes.
RANDOM = base64.b64decode("rOprNGfwEbeRWgbNEkqO")
NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
CHALLENGE = f"r={NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096".encode()
PROOF = f"c=biws,r={NONCE},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=".encode()
SIGNATURE = b"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="


def message(kind, content):
    return kind + (len(content) + 4).to_bytes(4, "big") + content


def asks(method, content=b""):
    return message(b"R", method.to_bytes(4, "big") + content)


def error(code):
    return message(b"E", b"SFATAL\0C" + code + b"\0Mno\0\0")


OFFER = asks(10, b"SCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0")
CONTINUE, FINAL, IN = asks(11, CHALLENGE), asks(12, SIGNATURE), asks(0)


class Server:
    """A line to a server that answers what it is told to, one answer for each message that it is sent."""

    def __init__(self, *answers, tls=b"S"):
        self.answers = [tls, *answers]
        self.waiting = b""
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
        if self.answers:
            self.waiting += self.answers.pop(0)


def sign_in(server, password="pencil"):
    postgres_password.sign_in(
        "db.example", "5432", "shop", "user", password, trust=server, connect=server, random=lambda count: RANDOM[:count])


class SignIn(unittest.TestCase):
    def test_the_line_is_encrypted_before_anything_is_said(self):
        server = Server(OFFER, CONTINUE, FINAL + IN)
        sign_in(server)
        self.assertEqual((("db.example", 5432), "db.example", 1), (server.address, server.name, server.encrypted_from))
        self.assertEqual(bytes.fromhex("0000000804d2162f"), server.sent[0], "the request for TLS")
        self.assertEqual(b"\0\0\0\x21\0\x03\0\0user\0user\0database\0shop\0\0", server.sent[1])

    def test_the_exchange_is_that_of_the_standard(self):
        server = Server(OFFER, CONTINUE, FINAL + IN)
        sign_in(server)
        first = b"n,,n=user,r=rOprNGfwEbeRWgbNEkqO"
        self.assertEqual(message(b"p", b"SCRAM-SHA-256\0" + len(first).to_bytes(4, "big") + first), server.sent[2])
        self.assertEqual(message(b"p", PROOF), server.sent[3])

    def test_another_password_is_another_proof(self):
        server = Server(OFFER, CONTINUE, error(b"28P01"))
        with self.assertRaises(postgres_password.Rejected) as refused:
            sign_in(server, "crayon")
        self.assertNotEqual(message(b"p", PROOF), server.sent[3])
        self.assertNotIn("crayon", str(refused.exception))

    def test_a_server_that_does_not_know_the_password_is_not_believed(self):
        with self.assertRaises(ValueError):
            sign_in(Server(OFFER, CONTINUE, asks(12, b"v=" + b"A" * 43 + b"=") + IN))

    def test_an_answer_to_another_sign_in_is_refused(self):
        with self.assertRaises(ValueError):
            sign_in(Server(OFFER, asks(11, CHALLENGE.replace(b"r=rOpr", b"r=rOpx")), FINAL + IN))

    def test_a_server_of_before_takes_md5(self):
        server = Server(asks(5, b"salt"), IN)
        sign_in(server)
        stored = hashlib.md5(b"penciluser").hexdigest()
        expected = "md5" + hashlib.md5(stored.encode() + b"salt").hexdigest()
        self.assertEqual(message(b"p", expected.encode() + b"\0"), server.sent[2])

    def test_only_a_wrong_password_is_a_rejection(self):
        for code in (b"28000", b"53300", b"57P03"):
            with self.assertRaises(ValueError) as refused:
                sign_in(Server(error(code)))
            self.assertNotIsInstance(refused.exception, postgres_password.Rejected)
            self.assertIn(code.decode(), str(refused.exception))

    def test_a_server_without_tls_is_told_nothing(self):
        server = Server(tls=b"N")
        with self.assertRaises(ValueError):
            sign_in(server)
        self.assertEqual(1, len(server.sent))

    def test_the_password_itself_is_never_sent(self):
        for unknown in (asks(3), asks(7), asks(10, b"OAUTHBEARER\0\0")):
            server = Server(unknown, IN)
            with self.assertRaises(ValueError):
                sign_in(server)
            self.assertNotIn(b"pencil", b"".join(server.sent))

    def test_a_line_that_breaks_is_an_error(self):
        with self.assertRaises(ConnectionError):
            sign_in(Server(OFFER[:7]))
