"""The WSGI application: our own API calls first, everything else to moto, one request at a time."""

import io
import json
import re
import threading
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug import Request, Response

from groundplan_emulator.authorization.authorizer import Authorizer
from groundplan_emulator.error_document import not_emulated
from groundplan_emulator.fake_api import FAKES, FakeApi
from groundplan_emulator.function_runs import run_of
from groundplan_emulator.repeats import Repeats

SIGNING_NAME = re.compile(r"Credential=[^/]+/\d{8}/[^/]+/(?P<service>[^/]+)/aws4_request")

# Long polls sleep inside the request; holding the lock through one would stop every other client.
LONG_POLLS = ("AmazonSQS.ReceiveMessage",)

# moto may call its own port while it serves a request (an SNS subscriber on this server). Waiting for ever would
# then be a deadlock, so after this time the request runs without the lock.
LOCK_SECONDS = 20


HEALTH = "/_localstack/health"


class FrontDoor:
    def __init__(self, enforce: bool = False, run_functions: bool = False) -> None:
        self._authorizer = Authorizer() if enforce else None
        self._run_functions = run_functions
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._lock = threading.Lock()
        self._repeats = Repeats()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        # The body is read outside of the lock: a slow client delays nobody but itself.
        if environ.get("HTTP_TRANSFER_ENCODING", "") != "chunked":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
        if environ.get("HTTP_X_AMZ_TARGET") in LONG_POLLS:
            refusal = self._refusal(environ)
            return refusal(environ, start_response) if refusal else self._moto(environ, start_response)
        # moto's backends are plain dictionaries, changed and iterated by several threads: parallel Terraform runs
        # would now and then see "dictionary changed size during iteration". One Python process gains nothing from
        # running two requests at once, so they run in turn.
        locked = self._lock.acquire(timeout=LOCK_SECONDS)
        try:
            response = self._repeats.answer(environ) or self._refusal(environ) or self._answer(environ)
            run = run_of(environ) if self._run_functions and response.status_code == 200 else None
            if run is None:
                self._repeats.keep(environ, response)
        finally:
            if locked:
                self._lock.release()
        return (run.answer() if run else response)(environ, start_response)

    def _refusal(self, environ: dict[str, Any]) -> Response | None:
        if self._authorizer is None or environ["PATH_INFO"].startswith(("/moto-api", HEALTH)):
            return None
        try:
            return self._authorizer.check(environ)
        except Exception as error:
            # What could not be evaluated is not let through.
            traceback.print_exc()
            return not_emulated(environ, f"The permission could not be evaluated: {type(error).__name__}: {error}")

    def _answer(self, environ: dict[str, Any]) -> Response:
        # Where people who are used to LocalStack look whether it is up.
        if environ.get("PATH_INFO") == HEALTH:
            return Response(json.dumps({"services": {}, "edition": "groundplan"}), content_type="application/json")
        fake = _fake_for(environ)
        try:
            if fake is None:
                application = self._moto_application(environ)
                if application is None:
                    return not_emulated(environ, f"The service {_service(environ)} is not emulated.")
                response = Response.from_app(application, environ, buffered=True)
            else:
                request = Request(environ)
                status, headers, content = fake._dispatch(request, request.url, request.headers)
                response = Response(content, status, headers)
        except NotImplementedError as error:
            return not_emulated(environ, str(error))
        except Exception as error:
            traceback.print_exc()
            return not_emulated(environ, f"The emulator failed: {type(error).__name__}: {error}")
        # A path that moto does not know gets Flask's own page, which no AWS client can read.
        if response.status_code == 404 and b"<!doctype html>" in response.get_data().lower():
            return not_emulated(environ, f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} is not emulated.")
        return response

    def _moto_application(self, environ: dict[str, Any]) -> Any:
        try:
            return self._moto.get_application(environ)
        except AttributeError:
            # moto looks its services up by host name, and stumbles over those that it does not have.
            return None


def _service(environ: dict[str, Any]) -> str:
    signed = SIGNING_NAME.search(environ.get("HTTP_AUTHORIZATION", ""))
    return signed.group("service") if signed else ""


def _fake_for(environ: dict[str, Any]) -> FakeApi | None:
    api_class = FAKES.get(_service(environ))
    if api_class is None or environ["PATH_INFO"].startswith("/moto-api"):
        return None
    api = api_class()
    action = _action(api, environ)
    return api if api_class.knows(action) else None


def _action(api: FakeApi, environ: dict[str, Any]) -> str:
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return target.rsplit(".", 1)[-1]
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        found = re.search(rb"(?:^|&)Action=(\w+)", environ["wsgi.input"].getvalue())
        return found.group(1).decode() if found else ""
    raw_path = environ.get("RAW_URI", environ["PATH_INFO"]).split("?", 1)[0]
    return api._get_action_from_method_and_request_uri(environ["REQUEST_METHOD"], raw_path)
