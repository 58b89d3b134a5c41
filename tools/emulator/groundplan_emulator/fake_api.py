"""Base of the API calls that we answer ourselves, because moto does not know them.

A subclass names a botocore service and has one method per operation (snake_case), which gets the parsed
parameters and returns the result as botocore's service model describes it. Parsing and serializing, for every
AWS protocol, is moto's.
"""

import re
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse, _get_method_urls
from moto.core.utils import camelcase_to_underscores, get_service_model
from werkzeug.exceptions import HTTPException

FAKES: dict[str, type["FakeApi"]] = {}


class FakeApi(BaseResponse):
    service = ""

    def __init_subclass__(cls) -> None:
        FAKES[get_service_model(cls.service).signing_name] = cls

    def __init__(self) -> None:
        super().__init__(service_name=self.service)
        self.automated_parameter_parsing = True

    def _get_action_from_method_and_request_uri(self, method: str, request_uri: str) -> str:
        # The service's URLs are the same everywhere: without a fixed region moto builds them once per region.
        urls = _get_method_urls(self.service, "us-east-1")[method]
        for pattern, action in sorted(urls.items(), key=lambda item: len(item[0]), reverse=True):
            self.uri_match = re.match(pattern.replace("/$", "/?$"), request_uri)
            if self.uri_match:
                return action
        return ""

    @classmethod
    def knows(cls, action: str) -> bool:
        return bool(action) and camelcase_to_underscores(action) in cls.__dict__

    def call_action(self) -> Any:
        # moto decides per class whether an action exists; this hands over the parsed parameters as well.
        method = getattr(self, camelcase_to_underscores(self._get_action()))
        try:
            result = ActionResult(method(dict(self.params)))
        except ServiceException as error:
            result = ActionResult(error)
        except HTTPException as error:
            # Raised by those backends of moto that write their error documents themselves.
            return error.code, dict(error.get_headers() or []), error.description
        return self.serialized(result)

    def arn(self, service: str, resource: str, region: str | None = None) -> str:
        where = self.region if region is None else region
        return f"arn:{self.partition}:{service}:{where}:{self.current_account}:{resource}"


class ApiError(ServiceException):
    """An error of the service, by its code: the service's model knows the HTTP status."""


def missing(code: str, what: str) -> ApiError:
    return ApiError(code, f"{what} does not exist.")
