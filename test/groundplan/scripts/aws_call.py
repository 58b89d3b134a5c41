"""A call of resident_aws.py: `aws_call.py SOCKET ARGUMENT...` does what `aws ARGUMENT...` does.

The other process gets this one's streams, folder and environment variables, and answers with the exit code.
"""

import json
import os
import socket
import sys

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(sys.argv[1])
    text = json.dumps({"folder": os.getcwd(), "variables": dict(os.environ), "arguments": sys.argv[2:]}).encode()
    socket.send_fds(connection, [len(text).to_bytes(8, "big")], [0, 1, 2])
    connection.sendall(text)
    code = connection.recv(1)
sys.exit(code[0] if code else 255)
