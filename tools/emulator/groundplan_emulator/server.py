"""Starts and stops the emulator."""

import gc
import importlib
import os
import pkgutil
import signal
import sys
from pathlib import Path

SETTINGS = {
    # Policies that AWS manages can be attached by their ARN.
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    # Seconds until a certificate is ISSUED; moto waits 60.
    "MOTO_ACM_VALIDATION_WAIT": "0",
    # A bucket of one account may be used from another: bucket policies decide, as on AWS.
    "MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS": "true",
    # Requests carry dummy credentials; a real profile on this machine must not be read or used.
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}

# Objects that are allocated between two collections of garbage: Python's default, 700, is for programs that load less. What moto
# loads for a service stays, and is looked through again and again: a third of the start.
ALLOCATIONS = 100_000


def patch_moto(enforce: bool) -> None:
    from groundplan_emulator import accounts, services, state
    from groundplan_emulator.authorization import sessions

    state.patch()
    accounts.patch()
    sessions.patch()
    for module in sorted(info.name for info in pkgutil.iter_modules(services.__path__)):
        importlib.import_module(f"{services.__name__}.{module}").patch()
    if enforce:
        from groundplan_emulator.authorization import authorizer

        authorizer.patch()


def serve(port: int, ready_file: Path | None, enforce: bool = False, run_functions: bool = False) -> None:
    """Serves until SIGTERM or SIGINT. The port is printed, and written to the ready file, once it listens."""
    gc.set_threshold(ALLOCATIONS)
    # Blocked before any thread starts, so that only sigwait below receives them.
    stop_signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop_signals)
    os.environ.pop("AWS_PROFILE", None)
    os.environ.update(SETTINGS)
    patch_moto(enforce)

    import threading

    from werkzeug.serving import make_server

    from groundplan_emulator.front_door import FrontDoor

    _quiet_request_log()
    server = make_server("127.0.0.1", port, FrontDoor(enforce, run_functions), threaded=True)
    # Twenty parallel operations of several Terraform processes connect at once.
    server.socket.listen(512)
    os.environ["MOTO_PORT"] = str(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _answer_once(server.server_port)
    gc.freeze()
    if ready_file:
        _write_atomically(ready_file, f"{server.server_port}\n")
    print(server.server_port, flush=True)
    signal.sigwait(stop_signals)
    print("Emulator stopped.", file=sys.stderr)
    if ready_file:
        ready_file.unlink(missing_ok=True)
    # Open keep-alive connections would hold an orderly exit back; there is nothing to save.
    sys.stdout.flush()
    os._exit(0)


def _answer_once(port: int) -> None:
    """Makes moto load what every Terraform run asks first, so that the port is announced when answers are fast."""
    import boto3

    boto3.client(
        "sts",
        region_name="us-east-1",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id="123456789012",
        aws_secret_access_key="test",
    ).get_caller_identity()


def _quiet_request_log() -> None:
    import logging

    logging.getLogger("werkzeug").setLevel(logging.ERROR)


def _write_atomically(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
