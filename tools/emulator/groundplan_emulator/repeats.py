"""A call that its client sends again, because the answer was lost on the way, is answered as it was the first time.

SDKs repeat calls under the same invocation id. Without this, the repeated call finds what its first attempt made: a lock
that Terraform holds itself, a name that is taken.
"""

import re
from collections import OrderedDict
from typing import Any

from werkzeug import Response

ATTEMPT = re.compile(r"attempt=(\d+)")
KEPT_ANSWERS = 1024
LARGEST_ANSWER = 256 * 1024


class Repeats:
    def __init__(self) -> None:
        self._answers: OrderedDict[str, Response] = OrderedDict()

    def answer(self, environ: dict[str, Any]) -> Response | None:
        """The answer of the first attempt, if this call is a further one and that one succeeded."""
        attempt = ATTEMPT.search(environ.get("HTTP_AMZ_SDK_REQUEST", ""))
        if attempt is None or int(attempt.group(1)) < 2:
            return None
        return self._answers.get(environ.get("HTTP_AMZ_SDK_INVOCATION_ID", ""))

    def keep(self, environ: dict[str, Any], response: Response) -> None:
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        reads = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if invocation and not reads and response.status_code < 400 and len(response.get_data()) <= LARGEST_ANSWER:
            self._answers[invocation] = response
            if len(self._answers) > KEPT_ANSWERS:
                self._answers.popitem(last=False)
