"""CloudFront distributions: what moto returns differently from what was sent.

Gap: the origin access control of an origin is dropped, a cache policy comes back together with ForwardedValues, and
a certificate together with "default certificate"; functions of a behaviour are dropped. A group of origins cannot be
the target of the default behaviour. The ARN of a distribution lacks the colon of its region. In Terraform: drift of origin, default_cache_behavior, ordered_cache_behavior and
viewer_certificate; a distribution with origin failover fails.
"""

from typing import Any

ASSOCIATIONS = {
    "FunctionAssociations": "function_associations",
    "LambdaFunctionAssociations": "lambda_function_associations",
}


def patch() -> None:
    from moto.cloudfront import models

    origin_init = models.Origin.__init__
    behavior_init = models.DefaultCacheBehaviour.__init__
    certificate_init = models.ViewerCertificate.__init__
    config_init = models.DistributionConfig.__init__

    def init_origin(self: Any, origin: dict[str, Any]) -> None:
        origin_init(self, origin)
        self.origin_access_control_id = origin.get("OriginAccessControlId") or ""

    def init_behavior(self: Any, config: dict[str, Any]) -> None:
        behavior_init(self, config)
        if not config.get("ForwardedValues"):
            self.forwarded_values = None
        # Associations come back as they were sent.
        for setting, attribute in ASSOCIATIONS.items():
            if config.get(setting):
                associations = config[setting].get("Items") or []
                setattr(self, attribute, {"Quantity": len(associations), "Items": associations})

    def init_certificate(self: Any, config: dict[str, Any]) -> None:
        certificate_init(self, config)
        if config.get("ACMCertificateArn") or config.get("IAMCertificateId"):
            self.cloud_front_default_certificate = False
        else:
            self.ssl_support_method = None

    def init_config(self: Any, config: dict[str, Any]) -> None:
        behavior = config["DefaultCacheBehavior"]
        target = behavior["TargetOriginId"]
        groups = (config.get("OriginGroups") or {}).get("Items") or []
        if target in [group["Id"] for group in groups]:
            # moto looks for the target among the origins alone.
            behavior["TargetOriginId"] = config["Origins"]["Items"][0]["Id"]
        config_init(self, config)
        self.DefaultCacheBehavior.target_origin_id = target

    models.Origin.__init__ = init_origin
    models.DefaultCacheBehaviour.__init__ = init_behavior
    models.ViewerCertificate.__init__ = init_certificate
    models.DistributionConfig.__init__ = init_config
    distribution_init = models.Distribution.__init__

    def init_distribution(self: Any, account_id: str, *args: Any, **kwargs: Any) -> None:
        distribution_init(self, account_id, *args, **kwargs)
        self.arn = f"arn:aws:cloudfront::{account_id}:distribution/{self.distribution_id}"

    models.Distribution.__init__ = init_distribution
