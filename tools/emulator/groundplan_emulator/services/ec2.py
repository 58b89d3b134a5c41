"""EC2: a rule that refers to a group keeps its description, one on ICMP in a network ACL its type and code. A launch
template's own tags are not those of what is launched. A NAT gateway that is deleted gives its address back.

Gap: moto reads a rule's description from its address range only, and looks for ICMP's type under another name than it
has. In Terraform: the description of every aws_vpc_security_group_*_rule with a referenced_security_group_id comes back
empty, and an aws_network_acl with a rule on ICMP is changed, on every plan. It writes the tags of a launch template
into its data: aws_launch_template is changed by the next plan. The address of a deleted NAT gateway stays associated: an
aws_nat_gateway cannot be replaced. A route table that is added to a gateway endpoint, or taken from it, keeps its routes:
the endpoint cannot be deleted afterwards.
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

    from moto.ec2.models.launch_templates import LaunchTemplate

    moto_version = LaunchTemplate.create_version

    def create_version(self: Any, data: dict[str, Any], description: str) -> Any:
        specifications = data.get("TagSpecifications", [])
        launched = [one for one in specifications if one["ResourceType"] != "launch-template"]
        return moto_version(self, data | ({"TagSpecifications": launched} if specifications else {}), description)

    LaunchTemplate.create_version = create_version

    from moto.ec2.models.nat_gateways import NatGatewayBackend

    moto_delete = NatGatewayBackend.delete_nat_gateway

    def delete_nat_gateway(self: Any, nat_gateway_id: str) -> Any:
        gateway = moto_delete(self, nat_gateway_id)
        for address in gateway.address_set:
            if address.get("associationId"):
                self.disassociate_address(association_id=address["associationId"])
        return gateway

    NatGatewayBackend.delete_nat_gateway = delete_nat_gateway

    from moto.ec2.models.vpcs import VPCBackend

    moto_modify = VPCBackend.modify_vpc_endpoint

    def modify_vpc_endpoint(self: Any, vpc_id: str, **changes: Any) -> None:
        endpoint = self.vpc_end_points[vpc_id]
        before = set(endpoint.route_table_ids or [])
        moto_modify(self, vpc_id=vpc_id, **changes)
        prefixes = endpoint.destination_prefix_list_id
        if prefixes:
            after = set(endpoint.route_table_ids)
            for table in sorted(after - before):
                self.create_route(table, None, gateway_id=vpc_id, destination_prefix_list_id=prefixes)
            for table in sorted(before - after):
                self.delete_route(table, prefixes)

    VPCBackend.modify_vpc_endpoint = modify_vpc_endpoint
