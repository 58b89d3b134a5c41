"""Lambda: configurations of code signing.

Gap: moto keeps the ARN of one with a function and has none itself. In Terraform: aws_lambda_code_signing_config fails.
Nothing is verified: every archive counts as signed.
"""

import datetime
import types
import uuid
from typing import Any

from groundplan_emulator.fake_api import FakeApi, missing
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    from moto.awslambda.models import LambdaBackend

    moto_resource = LambdaBackend._get_resource_by_arn

    def resource_by_arn(self: Any, resource_arn: str) -> Any:
        config = drawers.of(self.account_id, self.region_name).get(resource_arn)
        return types.SimpleNamespace(tags=config["_tags"]) if config else moto_resource(self, resource_arn)

    LambdaBackend._get_resource_by_arn = resource_by_arn


class CodeSigningApi(FakeApi):
    service = "lambda"

    @property
    def _configs(self) -> dict[str, Any]:
        return drawers.of(self.current_account, self.region)

    def _config(self, arn: str) -> dict[str, Any]:
        if arn not in self._configs:
            raise missing("ResourceNotFoundException", f"Code signing configuration {arn}")
        return self._configs[arn]

    def create_code_signing_config(self, params: dict[str, Any]) -> dict[str, Any]:
        identity = "csc-" + uuid.uuid4().hex[:17]
        arn = self.arn("lambda", f"code-signing-config:{identity}")
        self._configs[arn] = {
            "CodeSigningConfigId": identity,
            "CodeSigningConfigArn": arn,
            "Description": params.get("Description", ""),
            "AllowedPublishers": params["AllowedPublishers"],
            "CodeSigningPolicies": params.get("CodeSigningPolicies") or {"UntrustedArtifactOnDeployment": "Warn"},
            "LastModified": _now(),
            "_tags": dict(params.get("Tags") or {}),
        }
        return {"CodeSigningConfig": self._configs[arn]}

    def get_code_signing_config(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"CodeSigningConfig": self._config(params["CodeSigningConfigArn"])}

    def update_code_signing_config(self, params: dict[str, Any]) -> dict[str, Any]:
        config = self._config(params["CodeSigningConfigArn"])
        given = {key: params[key] for key in ("Description", "AllowedPublishers", "CodeSigningPolicies") if params.get(key)}
        config.update(given, LastModified=_now())
        return {"CodeSigningConfig": config}

    def delete_code_signing_config(self, params: dict[str, Any]) -> dict[str, Any]:
        self._config(params["CodeSigningConfigArn"])
        del self._configs[params["CodeSigningConfigArn"]]
        return {}


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
