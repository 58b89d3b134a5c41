"""Tests a password by signing in to MySQL over TLS: the Lambda runtime includes no MySQL client."""

import hashlib
import socket

ANSWER_SECONDS = 5
PROTOCOL_41, TLS, SECURE_CONNECTION, PLUGIN_AUTH = 0x200, 0x800, 0x8000, 0x80000
FLAGS = PROTOCOL_41 | TLS | SECURE_CONNECTION | PLUGIN_AUTH
LARGEST_PACKET = 1 << 24
UTF8MB4 = 45
FULL_SIGN_IN, FAST_SIGN_IN = b"\x04", b"\x03"


class Rejected(ValueError):
    """The server works, and does not accept the password."""


def sign_in(host, port, user, password, trust, connect=socket.create_connection):
    """Fails unless the user can sign in to the server, whose certificate is verified. The response is not logged."""
    with connect((host, int(port)), timeout=ANSWER_SECONDS) as line:
        plugin, challenge = _greeting(_read(line)[1])
        head = FLAGS.to_bytes(4, "little") + LARGEST_PACKET.to_bytes(4, "little") + bytes([UTF8MB4]) + bytes(23)
        _write(line, 1, head)
        with trust.wrap_socket(line, server_hostname=host) as encrypted:
            answer = _scramble(plugin, password, challenge)
            _write(encrypted, 2, head + user.encode() + b"\0" + bytes([len(answer)]) + answer + plugin.encode() + b"\0")
            if not _let_in(encrypted, password):
                raise Rejected(f"{host} rejects user {user} with the password")


def _let_in(line, password):
    while True:
        number, packet = _read(line)
        if packet[:1] == b"\x00":
            return True
        if packet[:1] == b"\xfe":
            plugin, challenge = packet[1:].split(b"\0", 1)
            _write(line, number + 1, _scramble(plugin.decode(), password, challenge[:20]))
        elif packet[:2] == b"\x01" + FULL_SIGN_IN:
            # The connection is encrypted: the server requests the password in plain text.
            _write(line, number + 1, password.encode() + b"\0")
        elif packet[:2] != b"\x01" + FAST_SIGN_IN:
            return False


def _greeting(packet):
    """The server's authentication plugin and its challenge."""
    if packet[:1] != b"\x0a":
        raise ValueError("the response is not a MySQL handshake")
    version, rest = packet[1:].split(b"\0", 1)
    flags = int.from_bytes(rest[13:15], "little")
    if not flags & TLS:
        raise ValueError("the server does not support TLS")
    # Thread, first half of the challenge, filler, flags, character set, status, flags, length, reserved.
    length = max(13, rest[20] - 8)
    return rest[31 + length :].split(b"\0", 1)[0].decode(), rest[4:12] + rest[31 : 31 + length][:12]


def _scramble(plugin, password, challenge):
    secret = password.encode()
    if plugin == "mysql_native_password":
        once = hashlib.sha1(secret).digest()
        return _xor(once, hashlib.sha1(challenge + hashlib.sha1(once).digest()).digest())
    if plugin == "caching_sha2_password":
        once = hashlib.sha256(secret).digest()
        return _xor(once, hashlib.sha256(hashlib.sha256(once).digest() + challenge).digest())
    raise ValueError(f"the server requests the authentication plugin {plugin}, which is not supported")


def _xor(left, right):
    return bytes(a ^ b for a, b in zip(left, right))


def _read(line):
    head = _exactly(line, 4)
    return head[3], _exactly(line, int.from_bytes(head[:3], "little"))


def _exactly(line, count):
    found = b""
    while len(found) < count:
        more = line.recv(count - len(found))
        if not more:
            raise ConnectionError("the server closed the connection")
        found += more
    return found


def _write(line, number, packet):
    line.sendall(len(packet).to_bytes(3, "little") + bytes([number]) + packet)
