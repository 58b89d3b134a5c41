"""IAM Identity Center: permission sets have no tags.

Gap: moto has no ListTagsForResource. In Terraform: aws_ssoadmin_permission_set fails while it reads.
"""

import json


def patch() -> None:
    from moto.ssoadmin.responses import SSOAdminResponse

    SSOAdminResponse.list_tags_for_resource = lambda self: json.dumps({"Tags": []})
