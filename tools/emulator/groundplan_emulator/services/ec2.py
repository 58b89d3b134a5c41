"""EC2: a rule that refers to a group keeps its description.

Gap: moto reads a rule's description from its address range only. In Terraform: the description of every
aws_vpc_security_group_*_rule with a referenced_security_group_id comes back empty, on every plan.
"""

from typing import Any


def patch() -> None:
    from moto.ec2.models.security_groups import SecurityGroupRule

    def description(self: Any) -> str | None:
        return self.ip_range.get("Description") or self.source_group.get("Description")

    SecurityGroupRule.description = property(description)
