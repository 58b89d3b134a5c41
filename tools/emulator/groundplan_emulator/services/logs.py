"""CloudWatch Logs: saved queries.

Gap: moto has no query definitions. In Terraform: aws_cloudwatch_query_definition fails.
"""

import time
import uuid
from typing import Any

from groundplan_emulator.fake_api import FakeApi, missing
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: LogsApi answers the calls below first."""


class LogsApi(FakeApi):
    service = "logs"

    @property
    def _queries(self) -> dict[str, Any]:
        return drawers.of(self.current_account, self.region)

    def put_query_definition(self, params: dict[str, Any]) -> dict[str, Any]:
        identity = params.get("queryDefinitionId") or str(uuid.uuid4())
        self._queries[identity] = dict(params, queryDefinitionId=identity, lastModified=int(time.time() * 1000))
        return {"queryDefinitionId": identity}

    def describe_query_definitions(self, params: dict[str, Any]) -> dict[str, Any]:
        prefix = params.get("queryDefinitionNamePrefix") or ""
        return {"queryDefinitions": [query for query in self._queries.values() if query["name"].startswith(prefix)]}

    def delete_query_definition(self, params: dict[str, Any]) -> dict[str, Any]:
        if params["queryDefinitionId"] not in self._queries:
            raise missing("ResourceNotFoundException", f"Query definition {params['queryDefinitionId']}")
        del self._queries[params["queryDefinitionId"]]
        return {"success": True}
