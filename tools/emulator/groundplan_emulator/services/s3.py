"""S3: bucket policies with a condition.

Gap: moto ignores the Condition of a statement, so that a policy which denies plain HTTP denies everything. In
Terraform: 403 on every object once a TLS-only policy is attached, the state bucket included. Statements that deny
under a condition are skipped here.

On purpose: no access logs are delivered. moto writes one object for each request, at once; AWS does so hours later and
now and then. In Terraform: the bucket for logs could never be destroyed, because the destroy itself fills it.
"""

import json
from typing import Any


def patch() -> None:
    from moto.iam.access_control import IAMPolicy, PermissionResult
    from moto.s3.models import FakeBucket, S3Backend

    def get_permission(self: Any, action: str, resource: str) -> Any:
        if self.policy is None:
            return PermissionResult.NEUTRAL
        document = json.loads(self.policy)
        statements = document.get("Statement", [])
        statements = statements if isinstance(statements, list) else [statements]
        effective = [entry for entry in statements if not (entry.get("Effect") == "Deny" and entry.get("Condition"))]
        if not effective:
            return PermissionResult.NEUTRAL
        document["Statement"] = effective
        return IAMPolicy(json.dumps(document)).is_action_permitted(action, resource)

    FakeBucket.get_permission = get_permission
    S3Backend.log_incoming_request = lambda self, request, bucket_name: None
