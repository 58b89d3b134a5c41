"""Route 53: private zones, query logs.

Gap: moto takes a zone that is created with a VPC for a public one. In Terraform: drift of vpc. It wants the ARN of a
log group with ":*" at its end, which AWS takes with and without. In Terraform: aws_route53_query_log fails.
"""

from typing import Any


def patch() -> None:
    from moto.route53.models import Route53Backend
    from moto.route53.responses import Route53

    moto_create, moto_query_log = Route53.create_hosted_zone, Route53Backend.create_query_logging_config

    def create_query_logging_config(self: Any, hosted_zone_id: str, log_group_arn: str) -> Any:
        config = moto_query_log(self, hosted_zone_id, log_group_arn.removesuffix(":*") + ":*")
        config.cloud_watch_logs_log_group_arn = log_group_arn
        return config

    def create_hosted_zone(self: Any) -> Any:
        moto_bool = self._get_bool_param

        def private_if_in_vpc(name: str, *args: Any, **kwargs: Any) -> Any:
            if name == "HostedZoneConfig.PrivateZone" and self._get_param("VPC.VPCId"):
                return True
            return moto_bool(name, *args, **kwargs)

        self._get_bool_param = private_if_in_vpc
        return moto_create(self)

    Route53.create_hosted_zone = create_hosted_zone
    Route53Backend.create_query_logging_config = create_query_logging_config
