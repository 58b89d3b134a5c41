"""Elastic Load Balancing: active at once.

Gap: moto keeps a new load balancer in "provisioning" for the first look. In Terraform: one more poll, 30 s.
"""

from typing import Any


def patch() -> None:
    from moto.elbv2.models import ELBv2Backend

    moto_create = ELBv2Backend.create_load_balancer

    def create_load_balancer(self: Any, *args: Any, **kwargs: Any) -> Any:
        load_balancer = moto_create(self, *args, **kwargs)
        load_balancer.activate()
        return load_balancer

    ELBv2Backend.create_load_balancer = create_load_balancer
