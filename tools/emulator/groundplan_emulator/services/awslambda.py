"""Lambda: settings that moto accepts and forgets; functions that do not run.

Gap: dead letter target, logging, SnapStart and the KMS key are not returned, an image configuration is returned
though none was given. In Terraform: drift of dead_letter_config, logging_config, snap_start, kms_key_arn and
image_config. A mapping of an event source forgets the alias that it calls: drift of function_name. Besides, moto runs
functions in Docker containers; here a call is answered with its own payload, so that the emulator behaves alike with
and without Docker. With --run-functions, those in Python run (function_runs.py).
"""

from typing import Any

ECHOED = ("DeadLetterConfig", "LoggingConfig", "KMSKeyArn")


def patch() -> None:
    from moto.awslambda.models import EventSourceMapping, LambdaFunction

    moto_init, moto_configuration = LambdaFunction.__init__, LambdaFunction.get_configuration
    moto_update = LambdaFunction.update_configuration

    def init(self: Any, account_id: str, spec: dict[str, Any], region: str, version: int = 1) -> None:
        moto_init(self, account_id, spec, region, version)
        self._settings = dict(spec)

    def update_configuration(self: Any, config_updates: dict[str, Any]) -> dict[str, Any]:
        moto_update(self, config_updates)
        self._settings.update(config_updates)
        return self.get_configuration()

    def get_configuration(self: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        configuration = moto_configuration(self, *args, **kwargs)
        for setting in ECHOED:
            if self._settings.get(setting):
                configuration[setting] = self._settings[setting]
        if self._settings.get("SnapStart"):
            configuration["SnapStart"] = dict(self._settings["SnapStart"], OptimizationStatus="On")
        if not self._settings.get("ImageConfig"):
            configuration.pop("ImageConfigResponse", None)
        return configuration

    moto_mapping = EventSourceMapping.get_configuration

    def mapping(self: Any) -> dict[str, Any]:
        found = moto_mapping(self)
        if self.function_name.startswith("arn:"):
            found["FunctionArn"] = self.function_name
        return found

    def invoke(self: Any, body: str, request_headers: Any, response_headers: Any) -> bytes:
        return (body or "{}").encode()

    EventSourceMapping.get_configuration = mapping
    LambdaFunction._settings = {}
    LambdaFunction.__init__ = init
    LambdaFunction.update_configuration = update_configuration
    LambdaFunction.get_configuration = get_configuration
    LambdaFunction.invoke = invoke
