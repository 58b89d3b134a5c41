"""IAM: the policies that AWS manages are read once, and the service-linked role of AWS Config has the name that AWS gives it.

Gaps: names of other service-linked roles. moto parses all 1,500 policies anew for each account, and whenever its state is reset, which
takes a tenth of a second.
"""

import json
from datetime import datetime
from typing import Any


def patch() -> None:
    from moto.iam.aws_managed_policies import aws_managed_policies_data
    from moto.iam.models import SERVICE_NAME_CONVERSION, AWSManagedPolicy, IAMBackend
    from moto.settings import load_iam_aws_managed_policies

    read: list[tuple[str, dict[str, Any]]] = []

    def init_aws_policies(self: Any) -> list[Any]:
        if not load_iam_aws_managed_policies():
            return []
        if not read:
            read.extend(
                (
                    name,
                    {
                        "default_version_id": policy.get("DefaultVersionId"),
                        "path": policy.get("Path"),
                        "document": json.dumps(policy.get("Document")),
                        "create_date": datetime.fromisoformat(policy["CreateDate"]),
                        "update_date": datetime.fromisoformat(policy["UpdateDate"]),
                    },
                )
                for name, policy in json.loads(aws_managed_policies_data).items()
            )
        return [
            AWSManagedPolicy(name, account_id=self.account_id, region=self.region_name, **policy)
            for name, policy in read
        ]

    IAMBackend._init_aws_policies = init_aws_policies
    SERVICE_NAME_CONVERSION["config"] = "Config"
