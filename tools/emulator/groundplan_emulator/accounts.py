"""Chooses the AWS account by the access key, as LocalStack does.

Gap: moto puts every access key that it did not issue itself into account 123456789012, so the environments of a
system, one account each, would share their resources. Here an access key id of twelve digits is an account id.
In Terraform: `AWS_ACCESS_KEY_ID=222222222222` makes `data.aws_caller_identity` answer 222222222222. Keys of assumed
roles and IAM users belong to the account that issued them, as before.
"""

import re
from typing import Any

ACCOUNT_IN_HEADER = re.compile(r"Credential=(?P<account>\d{12})/")
ACCOUNT_IN_QUERY = re.compile(r"\d{12}")


def patch() -> None:
    from moto.core import DEFAULT_ACCOUNT_ID
    from moto.core.responses import BaseResponse
    from moto.iam import models as iam

    moto_access_key = BaseResponse.get_access_key

    def get_access_key(self: Any) -> str:
        signed = ACCOUNT_IN_HEADER.search(self.headers.get("Authorization", ""))
        if signed:
            return signed.group("account")
        # A presigned URL carries its credential in the query string instead.
        presigned = ACCOUNT_IN_QUERY.match(self.querystring.get("X-Amz-Credential", [""])[0])
        return presigned.group() if presigned else moto_access_key(self)

    def get_account_id_from(access_key: str) -> str:
        if re.fullmatch(r"\d{12}", access_key):
            return access_key
        # moto looks into each of AWS's partitions, and loads the thousand policies that AWS manages for each of them.
        for account, partitions in list(iam.iam_backends.items()):
            if access_key in partitions["aws"].access_keys:
                return account
        return DEFAULT_ACCOUNT_ID

    BaseResponse.get_access_key = get_access_key
    iam.get_account_id_from = get_account_id_from
