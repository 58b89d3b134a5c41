"""Route 53: private zones.

Gap: moto takes a zone that is created with a VPC for a public one. In Terraform: drift of vpc.
"""

from typing import Any


def patch() -> None:
    from moto.route53.responses import Route53

    moto_create = Route53.create_hosted_zone

    def create_hosted_zone(self: Any) -> Any:
        moto_bool = self._get_bool_param

        def private_if_in_vpc(name: str, *args: Any, **kwargs: Any) -> Any:
            if name == "HostedZoneConfig.PrivateZone" and self._get_param("VPC.VPCId"):
                return True
            return moto_bool(name, *args, **kwargs)

        self._get_bool_param = private_if_in_vpc
        return moto_create(self)

    Route53.create_hosted_zone = create_hosted_zone
