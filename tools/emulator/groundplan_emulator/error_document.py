"""The answer to a call that neither moto nor we know, in a form that AWS clients understand.

moto answers such calls with status 500 and a web page. Terraform's provider then retries 25 times, for minutes, and
finally complains about the page. Status 501 is not retried, and the message reaches the user.
"""

import json
from html import escape
from typing import Any

from werkzeug import Response

CODE = "NotEmulated"


def not_emulated(environ: dict[str, Any], message: str) -> Response:
    if _speaks_xml(environ):
        content = (
            f"<ErrorResponse><Error><Type>Receiver</Type><Code>{CODE}</Code><Message>{escape(message)}</Message>"
            "</Error><RequestId>none</RequestId></ErrorResponse>"
        )
        if _is_s3(environ):
            content = f"<Error><Code>{CODE}</Code><Message>{escape(message)}</Message></Error>"
        return Response(content, 501, content_type="text/xml")
    content = json.dumps({"__type": CODE, "code": CODE, "message": message, "Message": message})
    return Response(content, 501, {"X-Amzn-ErrorType": CODE}, content_type="application/x-amz-json-1.1")


def _speaks_xml(environ: dict[str, Any]) -> bool:
    form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    return form or _is_s3(environ) or any(name in _credential(environ) for name in ("/route53/", "/cloudfront/"))


def _is_s3(environ: dict[str, Any]) -> bool:
    return "/s3/" in _credential(environ)


def _credential(environ: dict[str, Any]) -> str:
    return environ.get("HTTP_AUTHORIZATION", "").split(",")[0]
