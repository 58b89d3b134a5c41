"""CloudFront distributions in a list: with what they show and where from.

Gap: a list of moto has nothing of a distribution's configuration. A script that looks for the distribution of a bucket finds
none.
"""

from typing import Any

LISTED = ("Aliases", "Comment", "DefaultCacheBehavior", "Enabled", "Origins", "PriceClass")


def patch() -> None:
    from moto.cloudfront.models import Distribution

    def configured(key: str) -> property:
        def value(self: Any) -> Any:
            return getattr(self.distribution_config, key, None)

        return property(value)

    for key in LISTED:
        setattr(Distribution, key, configured(key))
