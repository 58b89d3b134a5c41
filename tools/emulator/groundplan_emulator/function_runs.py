"""Runs functions in Python, with --run-functions: each in a process of its own, with a session of its role.

Without the option, a call is answered with its own payload (services/awslambda.py): most functions have something to do with databases,
caches and networks, which are not there.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundplan_emulator.authorization import sessions
from groundplan_emulator.request_decoding import decode
from werkzeug import Response

# Its answer goes to a file: what it prints is its log.
RUN = """
import importlib, json, sys
module, _, name = sys.argv[1].rpartition(".")
try:
    answer = {"result": getattr(importlib.import_module(module), name)(json.load(sys.stdin), None)}
except Exception as error:
    answer = {"error": {"errorType": type(error).__name__, "errorMessage": str(error)}}
with open(sys.argv[2], "w") as file:
    json.dump(answer, file)
"""
# Where others have the processor, an interpreter takes seconds to start.
SLOWER = 4
# What the interpreter needs of the emulator's environment; credentials, above all, are the role's.
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT")


@dataclass(frozen=True)
class FunctionRun:
    """The run of a function, prepared while nothing else changes; it happens afterwards, since the function calls the emulator."""

    name: str
    handler: str
    code: bytes
    timeout: int
    environment: dict[str, str]
    payload: bytes

    def answer(self) -> Response:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "function.zip").write_bytes(self.code)
            file = Path(folder) / "answer.json"
            # Python imports from archives.
            kept = {name: os.environ[name] for name in KEPT if name in os.environ}
            environment = {**kept, **self.environment, "PYTHONPATH": f"{folder}/function.zip"}
            try:
                run = subprocess.run(
                    [sys.executable, "-c", RUN, self.handler, str(file)], cwd=folder, env=environment, input=self.payload,
                    stdout=sys.stderr, timeout=SLOWER * self.timeout,
                )  # fmt: skip
                said = json.loads(file.read_text()) if file.exists() else {"error": _error("Runtime.ExitError", f"status {run.returncode}")}
            except subprocess.TimeoutExpired:
                said = {"error": _error("Sandbox.Timedout", f"Task timed out after {self.timeout} seconds")}
        if "error" in said:
            print(f"failed: {self.name} {said['error']}", file=sys.stderr, flush=True)
            return Response(json.dumps(said["error"]), 200, {"X-Amz-Function-Error": "Unhandled"}, content_type="application/json")
        return Response(json.dumps(said["result"]), 200, content_type="application/json")


def run_of(environ: dict[str, Any]) -> FunctionRun | None:
    """What a call runs; None if it invokes no function in Python, or does not wait for its answer."""
    call = decode(environ)
    if call is None or (call.service.name, call.operation) != ("lambda", "Invoke"):
        return None
    if call.parameters.get("InvocationType", "RequestResponse") != "RequestResponse":
        return None
    from moto.awslambda.models import lambda_backends
    from moto.iam import models as iam

    account = iam.get_account_id_from(call.access_key)
    function = lambda_backends[account][call.region].get_function(call.parameters["FunctionName"], call.parameters.get("Qualifier"))
    if not (function.run_time or "").startswith("python"):
        return None
    session = sessions.issue(function.role, function.function_name, call.region)
    environment = {
        **function.environment_vars,
        "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
        "AWS_REGION": call.region,
        "AWS_DEFAULT_REGION": call.region,
        "AWS_ACCESS_KEY_ID": session.access_key_id,
        "AWS_SECRET_ACCESS_KEY": session.secret_access_key,
        "AWS_SESSION_TOKEN": session.session_token,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
    }
    body = environ["wsgi.input"].getvalue() or b"{}"
    return FunctionRun(
        function.function_name, function.handler, function.code_bytes, int(function.timeout), environment, body
    )


def _error(kind: str, message: str) -> dict[str, str]:
    return {"errorType": kind, "errorMessage": message}
