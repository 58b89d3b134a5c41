"""DynamoDB: a tag that is set again is replaced.

Gap: moto keeps both, and answers with ten at a time. In Terraform: after a few changes of its tags an aws_dynamodb_table waits
for the new ones until it gives up.
"""

from typing import Any


def patch() -> None:
    from moto.dynamodb.models import DynamoDBBackend

    moto_tag = DynamoDBBackend.tag_resource

    def tag_resource(self: Any, table_arn: str, tags: list[dict[str, str]]) -> None:
        self.untag_resource(table_arn, [tag["Key"] for tag in tags])
        moto_tag(self, table_arn, tags)

    DynamoDBBackend.tag_resource = tag_resource
