"""Secrets Manager: rotation, and the keys of copies in other regions.

Gap: moto keeps only the number of days of a rotation rule, forgets the function when a rotation is started without naming it,
fails at a secret without a value, and makes an empty version current when a rotation starts, because it expects the function to
fill it. In Terraform: drift of rotation_rules when they are a schedule, and secrets without a value afterwards. Functions do not
run here, so a rotation that starts leaves an empty version pending, and the value as it is: whoever runs the function's steps
finds what AWS would have left for it, and the secret is rotated once a pending version becomes the current one. After that moto
answers with the former value to who names no stage, and a rotation that starts with the current version's id. It refuses to end the
rotation of a secret that has no function, as those have that a service manages and rotates (destroy of the rotation of RDS's
password). The key of a copy is dropped (drift of replica).
"""

import json
import time
from typing import Any


def patch() -> None:
    from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

    moto_rotate, moto_to_dict = SecretsManagerBackend.rotate_secret, FakeSecret.to_dict
    moto_stage = SecretsManagerBackend.update_secret_version_stage
    moto_replicas, moto_cancel = FakeSecret.create_replicas, SecretsManagerBackend.cancel_rotate_secret

    def rotate_secret(
        self: Any,
        secret_id: str,
        client_request_token: str | None = None,
        rotation_lambda_arn: str | None = None,
        rotation_rules: dict[str, Any] | None = None,
        rotate_immediately: bool = True,
    ) -> str:
        secret = self.secrets[secret_id] if self._is_valid_identifier(secret_id) else None
        rotated = secret and secret.last_rotation_date
        function = rotation_lambda_arn or (secret and secret.rotation_lambda_arn)
        empty = secret is not None and not secret.versions
        if empty:
            secret.versions[""] = {"createdate": 0, "version_id": "", "version_stages": []}
        try:
            answer = moto_rotate(self, secret_id, client_request_token, function, rotation_rules, False)
        finally:
            if empty:
                del secret.versions[""]
        secret = self.secrets[secret_id]
        if rotate_immediately and function:
            secret.last_rotation_date = rotated
            for version in secret.versions.values():
                if version["version_stages"] == ["AWSPENDING"]:
                    version.pop("secret_string", None)
                    version.pop("secret_binary", None)
                    answer = json.dumps({**json.loads(answer), "VersionId": version["version_id"]})
        if rotation_rules:
            secret._rotation_rules = rotation_rules
            secret.rotation_enabled = True
        return answer

    def cancel_rotate_secret(self: Any, secret_id: str) -> str:
        secret = self.secrets[secret_id] if self._is_valid_identifier(secret_id) else None
        if secret is None or secret.rotation_lambda_arn or not secret.rotation_enabled:
            return moto_cancel(self, secret_id)
        secret.rotation_enabled = False
        return secret.to_short_dict()

    def update_secret_version_stage(
        self: Any, secret_id: str, version_stage: str, remove_from_version_id: str, move_to_version_id: str
    ) -> tuple[str, str]:
        answer = moto_stage(self, secret_id, version_stage, remove_from_version_id, move_to_version_id)
        if version_stage == "AWSCURRENT" and move_to_version_id:
            secret = self.secrets[secret_id]
            secret.set_default_version_id(move_to_version_id)
            if "AWSPENDING" in secret.versions[move_to_version_id]["version_stages"]:
                secret.last_rotation_date = time.time()
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
    SecretsManagerBackend.cancel_rotate_secret = cancel_rotate_secret
    SecretsManagerBackend.rotate_secret = rotate_secret
    SecretsManagerBackend.update_secret_version_stage = update_secret_version_stage
