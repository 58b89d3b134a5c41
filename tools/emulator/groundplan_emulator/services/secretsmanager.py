"""Secrets Manager: rotation, and the keys of copies in other regions.

Gap: moto keeps only the number of days of a rotation rule, and makes an empty version current when a rotation
starts, because it expects the function to fill it. In Terraform: drift of rotation_rules when they are a schedule,
and secrets without a value afterwards. Functions do not run here, so a rotation leaves the value as it is. The key of a
copy is dropped (drift of replica).
"""

from typing import Any


def patch() -> None:
    from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

    moto_rotate, moto_to_dict = SecretsManagerBackend.rotate_secret, FakeSecret.to_dict
    moto_replicas = FakeSecret.create_replicas

    def rotate_secret(
        self: Any,
        secret_id: str,
        client_request_token: str | None = None,
        rotation_lambda_arn: str | None = None,
        rotation_rules: dict[str, Any] | None = None,
        rotate_immediately: bool = True,
    ) -> str:
        answer = moto_rotate(self, secret_id, client_request_token, rotation_lambda_arn, rotation_rules, False)
        secret = self.secrets[secret_id]
        if rotation_rules:
            secret._rotation_rules = rotation_rules
            secret.rotation_enabled = True
        return answer

    def to_dict(self: Any) -> dict[str, Any]:
        description = moto_to_dict(self)
        if self._rotation_rules and "RotationRules" in description:
            description["RotationRules"] = self._rotation_rules
        return description

    def create_replicas(self: Any, replica_regions: list[dict[str, str]], force_overwrite: bool) -> Any:
        replicas = moto_replicas(self, replica_regions, force_overwrite)
        for replica, wanted in zip(replicas, replica_regions):
            replica.config["KmsKeyId"] = wanted.get("KmsKeyId") or replica.config["KmsKeyId"]
        return replicas

    FakeSecret.create_replicas = create_replicas
    FakeSecret._rotation_rules = None
    FakeSecret.to_dict = to_dict
    SecretsManagerBackend.rotate_secret = rotate_secret
