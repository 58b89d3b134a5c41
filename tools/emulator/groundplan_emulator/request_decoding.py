"""Decodes a request of any AWS protocol into service, operation and the parameters that a client of botocore passes.

The parsing itself is moto's (`moto.core.parse`), driven by botocore's models. moto only finds an operation inside of the class that
serves it, and only for the services it serves; here it is found for all. Nothing is checked against the models' constraints.
"""

import functools
import io
import re
import traceback
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from groundplan_emulator.service_index import Service, services_of

AUTHORIZATION = re.compile(
    r"Credential=(?P<key>[^/,\s]+)/\d{8}/(?P<region>[^/,\s]+)/(?P<service>[^/,\s]+)/aws4_request"
)
PRESIGNED = re.compile(r"(?P<key>[^/]+)/\d{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
# Smithy's RPC protocol has the operation in the path, and its parameters in a form that we do not read.
SMITHY_RPC = re.compile(r"/service/(?P<target>[^/]+)/operation/(?P<operation>\w+)$")
# A form with much more is an upload and no call.
LARGEST_FORM = 4 * 1024 * 1024


@dataclass
class Call:
    """One API call. `parameters` has botocore's names; it is empty where `decoded` is false."""

    service: Service
    operation: str
    parameters: dict[str, Any]
    region: str
    access_key: str
    token: str
    headers: dict[str, str]
    method: str
    path: str
    source_ip: str
    decoded: bool = True
    #: Account of the caller, once it is known.
    account: str = ""

    @property
    def model(self) -> Any:
        """The operation in botocore's model."""
        return _model(self.service.name).operation_model(self.operation)

    @property
    def signed(self) -> bool:
        return bool(self.access_key)


def decode(environ: dict[str, Any]) -> Call | None:
    """The call that a request makes; None if it is none that botocore knows."""
    query = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    credential = _credential(environ, dict(query))
    form = _form(environ)
    service = _service(environ, credential, form)
    if service is None:
        return None
    candidates, host_bucket = service
    found = _operation(environ, candidates, query, form, host_bucket)
    if found is None:
        return None
    chosen, operation, uri_values = found
    parameters, decoded = _parameters(environ, chosen, operation, uri_values, query, form)
    return Call(
        service=chosen,
        operation=operation,
        parameters=parameters,
        region=credential.get("region", "us-east-1"),
        access_key=credential.get("key", ""),
        token=environ.get("HTTP_X_AMZ_SECURITY_TOKEN", dict(query).get("X-Amz-Security-Token", "")),
        headers={name[5:].lower().replace("_", "-"): value for name, value in environ.items() if name[:5] == "HTTP_"},
        method=environ["REQUEST_METHOD"],
        path=_path(environ),
        source_ip=environ.get("REMOTE_ADDR", ""),
        decoded=decoded,
    )


def signing_name(environ: dict[str, Any]) -> str:
    """The service that a request is signed for; empty for one without a signature."""
    query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
    return _credential(environ, query).get("service", "")


def _credential(environ: dict[str, Any], query: dict[str, str]) -> dict[str, str]:
    found = AUTHORIZATION.search(environ.get("HTTP_AUTHORIZATION", ""))
    found = found or PRESIGNED.match(query.get("X-Amz-Credential", ""))
    return found.groupdict() if found else {}


def _form(environ: dict[str, Any]) -> dict[str, str]:
    if not environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return {}
    body = _body(environ)
    if len(body) > LARGEST_FORM:
        return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _body(environ: dict[str, Any]) -> bytes:
    stream = environ.get("wsgi.input")
    return stream.getvalue() if isinstance(stream, io.BytesIO) else b""


def _service(environ: dict[str, Any], credential: dict[str, str], form: dict[str, str]) -> Any:
    """The services that may be meant, and the bucket if it is in the host's name."""
    host = environ.get("HTTP_HOST", "").split(":")[0]
    name = credential.get("service", "")
    if not name and form.get("Action", "").startswith("AssumeRoleWith"):
        # A web identity signs nothing: its token is its proof.
        name = "sts"
    elif not name and re.search(r"(^|\.)s3[.-]", host):
        name = "s3"
    if not name:
        return None
    candidates = services_of(name)
    if name == "s3":
        # S3 has two models, which the host tells apart: buckets and objects, and what belongs to an account.
        control = "s3-control" in host
        candidates = [service for service in candidates if (service.name == "s3control") == control]
        bucket = re.match(r"(?P<bucket>.+)\.s3[.-]", host)
        return candidates, bucket.group("bucket") if bucket and not control else ""
    return candidates, ""


def _operation(
    environ: dict[str, Any],
    candidates: list[Service],
    query: list[tuple[str, str]],
    form: dict[str, str],
    host_bucket: str,
) -> tuple[Service, str, dict[str, str]] | None:
    rpc = SMITHY_RPC.search(environ.get("PATH_INFO", ""))
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    action = form.get("Action") or dict(query).get("Action", "")
    if rpc:
        named = [service for service in candidates if rpc.group("target") in (service.target_prefix, service.name)]
        return _named(named or candidates, rpc.group("operation"))
    if target:
        prefix, _, operation = target.rpartition(".")
        named = [service for service in candidates if service.target_prefix == prefix]
        return _named(named or candidates, operation)
    if form.get("Action") or (action and any(service.protocol in ("query", "ec2") for service in candidates)):
        version = form.get("Version") or dict(query).get("Version", "")
        named = [service for service in candidates if service.api_version == version]
        return _named(named or candidates, action)
    path = _path(environ)
    if host_bucket:
        path = f"/{host_bucket}{path}"
    best: tuple[Any, ...] | None = None
    for place, service in enumerate(candidates):
        for route in _routes(service.name, environ["REQUEST_METHOD"]):
            score = route.score(path, dict(query), environ)
            if score is not None and (best is None or (*score, -place) > best[0]):
                best = ((*score, -place), service, route)
    if best is None:
        return None
    _, service, route = best
    return service, route.operation, route.pattern.fullmatch(path).groupdict()


def _path(environ: dict[str, Any]) -> str:
    path = environ.get("RAW_URI", environ.get("PATH_INFO", "")).split("?", 1)[0]
    if path.startswith("http"):
        # A proxy is told the whole address.
        path = "/" + path.split("/", 3)[3] if path.count("/") > 2 else "/"
    return path


def _named(candidates: list[Service], operation: str) -> tuple[Service, str, dict[str, str]] | None:
    for service in candidates:
        if operation in _model(service.name).operation_names:
            return service, operation, {}
    return None


@functools.cache
def _model(service: str) -> Any:
    from moto.core.utils import get_service_model

    return get_service_model(service)


@dataclass(frozen=True)
class _Route:
    """An operation of a REST service: its path, and what must be in the query string and the headers."""

    operation: str
    pattern: re.Pattern[str]
    literals: int
    query: tuple[tuple[str, str], ...]
    required_query: tuple[str, ...]
    required_headers: tuple[str, ...]
    names: dict[str, str]

    def score(self, path: str, query: dict[str, str], environ: dict[str, Any]) -> tuple[int, int] | None:
        if not self.pattern.fullmatch(path):
            return None
        if any(name not in query or (value and query[name] != value) for name, value in self.query):
            return None
        if any(name not in query for name in self.required_query):
            return None
        if any(f"HTTP_{name.upper().replace('-', '_')}" not in environ for name in self.required_headers):
            return None
        return self.literals, 2 * len(self.query) + len(self.required_query) + len(self.required_headers)


@functools.cache
def _routes(service: str, method: str) -> list[_Route]:
    model = _model(service)
    routes = []
    for name in model.operation_names:
        operation = model.operation_model(name)
        # Of two at the same address, such as PutBucketLifecycle and PutBucketLifecycleConfiguration, the one in use.
        if operation.http.get("method") == method and not operation.deprecated:
            routes.append(_route(operation))
    return routes


def _route(operation: Any) -> _Route:
    path, _, query = operation.http["requestUri"].partition("?")
    names: dict[str, str] = {}

    def group(found: re.Match[str]) -> str:
        label, greedy = found.group(1), found.group(2)
        # Labels may have characters that a group's name may not.
        name = f"label{len(names)}"
        names[name] = label
        return f"(?P<{name}>.+)" if greedy else f"(?P<{name}>[^/]+)"

    escaped = re.sub(r"\{([^}+]+)(\+?)\}", group, re.sub(r"[.()$^|\[\]*?]", lambda special: "\\" + special.group(), path))
    # SDKs differ in whether a path ends with a slash.
    pattern = re.compile(escaped.rstrip("/") + "/?" if escaped != "/" else "/?", re.DOTALL)
    fixed = tuple((name, value) for name, value in parse_qsl(query, keep_blank_values=True))
    shape = operation.input_shape
    required = {"querystring": [], "header": []}
    for member in shape.required_members if shape else []:
        location = shape.members[member].serialization.get("location")
        if location in required:
            required[location].append(shape.members[member].serialization.get("name", member))
    return _Route(
        operation=operation.name,
        pattern=pattern,
        literals=len(re.sub(r"\{[^}]+\}", "", path)),
        query=fixed,
        required_query=tuple(required["querystring"]),
        required_headers=tuple(required["header"]),
        names=names,
    )


def _parameters(
    environ: dict[str, Any],
    service: Service,
    operation: str,
    uri_values: dict[str, str],
    query: list[tuple[str, str]],
    form: dict[str, str],
) -> tuple[dict[str, Any], bool]:
    from moto.core.parse import PROTOCOL_PARSERS
    from moto.core.request import determine_request_protocol
    from werkzeug.datastructures import EnvironHeaders, MultiDict

    model = _model(service.name)
    operation_model = model.operation_model(operation)
    if operation_model.input_shape is None:
        return {}, True
    names = next((route.names for route in _routes_of(service, operation, environ)), {})
    try:
        protocol = determine_request_protocol(model, environ.get("CONTENT_TYPE", ""))
        if protocol not in PROTOCOL_PARSERS:
            return {}, False
        body: bytes | str = _body(environ)
        payload = operation_model.input_shape.serialization.get("payload")
        if payload and operation_model.input_shape.members[payload].type_name in ("blob", "string"):
            # What is uploaded says nothing about the call, and need not be text.
            body = ""
        parsed = PROTOCOL_PARSERS[protocol](operation_model).parse(
            {
                "method": environ["REQUEST_METHOD"],
                "values": MultiDict(form.items() if form else query),
                "headers": EnvironHeaders(environ),
                "body": body,
                "url_path": environ.get("PATH_INFO", ""),
                "url_params": {names.get(group, group): value for group, value in uri_values.items()},
            }
        )
        return dict(parsed), True
    except NotImplementedError:
        return {}, False
    except Exception:
        # The answer to what cannot be parsed is the service's own.
        traceback.print_exc()
        return {}, False


def _routes_of(service: Service, operation: str, environ: dict[str, Any]) -> list[_Route]:
    if not service.protocol.startswith("rest"):
        return []
    return [route for route in _routes(service.name, environ["REQUEST_METHOD"]) if route.operation == operation]
