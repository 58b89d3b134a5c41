"""EC2: a rule that refers to a group keeps its description, one on ICMP in a network ACL its type and code.

Gap: moto reads a rule's description from its address range only, and looks for ICMP's type under another name than it
has. In Terraform: the description of every aws_vpc_security_group_*_rule with a referenced_security_group_id comes back
empty, and an aws_network_acl with a rule on ICMP is changed, on every plan.
"""

from typing import Any


def patch() -> None:
    from moto.ec2.models.security_groups import SecurityGroupRule
    from moto.ec2.responses.network_acls import NetworkACLs

    def description(self: Any) -> str | None:
        return self.ip_range.get("Description") or self.source_group.get("Description")

    SecurityGroupRule.description = property(description)

    read = NetworkACLs._get_param

    def parameter(self: Any, param_name: str, if_none: Any = None) -> Any:
        return read(self, param_name.replace("Icmp.", "IcmpTypeCode."), if_none)

    NetworkACLs._get_param = parameter
