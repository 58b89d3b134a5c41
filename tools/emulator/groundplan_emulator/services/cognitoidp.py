"""Cognito user pools: tags.

Gap: moto has no tagging calls. In Terraform: an aws_cognito_user_pool whose tags change fails on TagResource.
"""

import json
from typing import Any

from moto.cognitoidp.exceptions import ResourceNotFoundError


def patch() -> None:
    from moto.cognitoidp.responses import CognitoIdpResponse as Responses

    def tags_of(self: Any) -> dict[str, str]:
        arn = self._get_param("ResourceArn")
        for pool in self.backend.user_pools.values():
            if pool.arn == arn:
                # Where moto keeps those of CreateUserPool, and reads them for DescribeUserPool.
                return pool.extended_config.setdefault("UserPoolTags", {})
        raise ResourceNotFoundError(arn)

    def list_tags_for_resource(self: Any) -> str:
        return json.dumps({"Tags": tags_of(self)})

    def tag_resource(self: Any) -> str:
        tags_of(self).update(self._get_param("Tags") or {})
        return "{}"

    def untag_resource(self: Any) -> str:
        tags = tags_of(self)
        for key in self._get_param("TagKeys") or []:
            tags.pop(key, None)
        return "{}"

    Responses.list_tags_for_resource = list_tags_for_resource
    Responses.tag_resource = tag_resource
    Responses.untag_resource = untag_resource
