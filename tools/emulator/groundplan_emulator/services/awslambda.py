"""Lambda: settings that moto accepts and forgets.

Gap: dead letter target, logging and SnapStart are not returned, an image configuration is returned though none was
given. In Terraform: drift of dead_letter_config, logging_config, snap_start and image_config.
"""

from typing import Any


def patch() -> None:
    from moto.awslambda.models import LambdaFunction

    moto_init, moto_configuration = LambdaFunction.__init__, LambdaFunction.get_configuration

    def init(self: Any, account_id: str, spec: dict[str, Any], region: str, version: int = 1) -> None:
        moto_init(self, account_id, spec, region, version)
        self._spec = spec

    def get_configuration(self: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        configuration = moto_configuration(self, *args, **kwargs)
        for setting in ("DeadLetterConfig", "LoggingConfig"):
            if self._spec.get(setting):
                configuration[setting] = self._spec[setting]
        if self._spec.get("SnapStart"):
            configuration["SnapStart"] = dict(self._spec["SnapStart"], OptimizationStatus="On")
        if not self._spec.get("ImageConfig"):
            configuration.pop("ImageConfigResponse", None)
        return configuration

    LambdaFunction._spec = {}
    LambdaFunction.__init__ = init
    LambdaFunction.get_configuration = get_configuration
