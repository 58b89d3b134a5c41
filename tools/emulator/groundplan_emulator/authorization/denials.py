"""How AWS says no, for each protocol: code, status and message."""

import json
from html import escape

from werkzeug import Response

from groundplan_emulator.request_decoding import Call

# Of credentials: by kind and form of answer.
CREDENTIALS = {
    "s3": {"invalid": "InvalidAccessKeyId", "token": "InvalidToken", "expired": "ExpiredToken"},
    "ec2": {"invalid": "AuthFailure", "token": "AuthFailure", "expired": "RequestExpired"},
    "json": {"invalid": "UnrecognizedClientException", "token": "UnrecognizedClientException", "expired": "ExpiredTokenException"},
    "query": {"invalid": "InvalidClientTokenId", "token": "InvalidClientTokenId", "expired": "ExpiredToken"},
}
TEXTS = {
    "invalid": "The security token included in the request is invalid.",
    "token": "The security token included in the request is invalid.",
    "expired": "The security token included in the request is expired",
}


def unknown_caller(call: Call, kind: str) -> Response:
    """The answer to credentials that nobody issued."""
    return _response(call, CREDENTIALS[_form(call)][kind], TEXTS[kind])


def denied(call: Call, caller: str, action: str, resource: str, reason: str) -> Response:
    """The answer to a call that the caller may not make."""
    text = f"User: {caller} is not authorized to perform: {action}"
    # A role's trust policy is told about without the role, see "Troubleshoot access denied error messages".
    text += f" on resource: {resource} {reason}" if resource != "*" or _form(call) != "ec2" else f" {reason}"
    form = _form(call)
    if form == "ec2":
        return _response(call, "UnauthorizedOperation", f"You are not authorized to perform this operation. {text}")
    return _response(call, "AccessDeniedException" if form == "json" else "AccessDenied", text)


def refused_identity(call: Call) -> Response:
    """The answer to a web identity that a role does not trust: AWS does not tell it why."""
    return _response(call, "AccessDenied", f"Not authorized to perform sts:{call.operation}")


def invalid(call: Call, message: str) -> Response:
    """The answer to a request that breaks the constraints of the API."""
    return _response(call, "ValidationException" if _form(call) == "json" else "ValidationError", message, 400)


def _form(call: Call) -> str:
    if call.service.name == "s3":
        return "s3"
    protocol = call.service.protocol
    if protocol == "ec2":
        return "ec2"
    if call.headers.get("x-amz-target") or protocol in ("rest-json", "json"):
        return "json"
    return "query"


def _response(call: Call, code: str, message: str, status: int = 403) -> Response:
    form = _form(call)
    text = escape(message, quote=False)
    if form == "json":
        content = json.dumps({"__type": code, "message": message, "Message": message})
        # The JSON protocols have one status for all errors of the client, the REST ones have that of HTTP.
        status = 400 if call.headers.get("x-amz-target") else status
        return Response(content, status, {"X-Amzn-ErrorType": code}, content_type="application/x-amz-json-1.1")
    if form == "s3":
        body = "" if call.method == "HEAD" else f"<Error><Code>{code}</Code><Message>{text}</Message></Error>"
        return Response(body, status, content_type="application/xml")
    if form == "ec2":
        body = f"<Response><Errors><Error><Code>{code}</Code><Message>{text}</Message></Error></Errors><RequestID>none</RequestID></Response>"
        return Response(body, status, content_type="text/xml")
    body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{text}</Message></Error><RequestId>none</RequestId></ErrorResponse>"
    return Response(body, status, content_type="text/xml")
