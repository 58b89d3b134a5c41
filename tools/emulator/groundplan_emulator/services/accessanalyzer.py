"""IAM Access Analyzer: analyzers.

Gap: moto has no such service. In Terraform: aws_accessanalyzer_analyzer fails. An analyzer is kept and finds nothing.
"""

import time
from typing import Any

from groundplan_emulator.fake_api import ApiError, FakeApi, missing
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: AccessAnalyzerApi answers for the whole service."""


class AccessAnalyzerApi(FakeApi):
    service = "accessanalyzer"

    @property
    def _analyzers(self) -> dict[str, Any]:
        return drawers.of(self.current_account, self.region)

    def _analyzer(self, name: str) -> dict[str, Any]:
        if name not in self._analyzers:
            raise missing("ResourceNotFoundException", f"Analyzer {name}")
        return self._analyzers[name]

    def create_analyzer(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["analyzerName"]
        if name in self._analyzers:
            raise ApiError("ConflictException", f"Analyzer {name} exists.")
        self._analyzers[name] = {
            "arn": self.arn("access-analyzer", f"analyzer/{name}"),
            "name": name,
            "type": params["type"],
            "createdAt": time.time(),
            "status": "ACTIVE",
            "tags": dict(params.get("tags") or {}),
            **({"configuration": params["configuration"]} if params.get("configuration") else {}),
        }
        return {"arn": self._analyzers[name]["arn"]}

    def get_analyzer(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"analyzer": self._analyzer(params["analyzerName"])}

    def list_analyzers(self, params: dict[str, Any]) -> dict[str, Any]:
        wanted = params.get("type")
        return {"analyzers": [one for one in self._analyzers.values() if wanted in (None, one["type"])]}

    def delete_analyzer(self, params: dict[str, Any]) -> dict[str, Any]:
        self._analyzer(params["analyzerName"])
        del self._analyzers[params["analyzerName"]]
        return {}

    def list_tags_for_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"tags": self._tagged(params)["tags"]}

    def tag_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        self._tagged(params)["tags"].update(params["tags"])
        return {}

    def untag_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        for key in params["tagKeys"]:
            self._tagged(params)["tags"].pop(key, None)
        return {}

    def _tagged(self, params: dict[str, Any]) -> dict[str, Any]:
        return self._analyzer(params["resourceArn"].rsplit("/", 1)[-1])
