"""S3: lifecycle, replication, tiering and EventBridge settings of a bucket.

Gap: moto rewrites lifecycle and replication rules (order of tags, size limits, destinations, delete markers), drops
the EventBridge switch of notifications, and takes a tiering configuration for a call on the bucket itself. In
Terraform: aws_s3_bucket_lifecycle_configuration with an `and` filter never ends,
aws_s3_bucket_replication_configuration and eventbridge drift, aws_s3_bucket_intelligent_tiering_configuration fails
at destroy. Here these documents come back as they were sent. They have no effect: nothing expires or is copied.
"""

import re
from typing import Any

# Name in the query string, and the error when there is none.
DOCUMENTS = {
    "lifecycle": "NoSuchLifecycleConfiguration",
    "replication": "ReplicationConfigurationNotFoundError",
    "intelligent-tiering": "NoSuchConfiguration",
}
MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size"


def patch() -> None:
    from moto.s3.models import FakeBucket
    from moto.s3.responses import S3Response

    moto_put, moto_get = S3Response._bucket_response_put, S3Response._bucket_response_get
    moto_delete, moto_notification = S3Response._bucket_response_delete, S3Response.get_bucket_notification

    def document(query: dict[str, Any]) -> tuple[str, str] | None:
        for kind in DOCUMENTS:
            if kind in query:
                return kind, (query.get("id") or [""])[0]
        return None

    def put(self: Any, request: Any, bucket_name: str, querystring: dict[str, Any]) -> Any:
        key = document(querystring)
        if "notification" in querystring:
            self.backend.get_bucket(bucket_name)._eventbridge = b"EventBridgeConfiguration" in self.body
        if key is None:
            return moto_put(self, request, bucket_name, querystring)
        bucket = self.backend.get_bucket(bucket_name)
        if key[0] == "replication" and not bucket.is_versioned:
            # moto refuses this, as AWS does.
            return moto_put(self, request, bucket_name, querystring)
        headers = {MINIMUM_SIZE: request.headers[MINIMUM_SIZE]} if MINIMUM_SIZE in request.headers else {}
        bucket._documents = {**bucket._documents, key: (self.body, headers)}
        return 200, headers, ""

    def get(self: Any, bucket_name: str, querystring: dict[str, Any]) -> Any:
        key = document(querystring)
        if key is None:
            return moto_get(self, bucket_name, querystring)
        found = self.backend.get_bucket(bucket_name)._documents.get(key)
        if found is None:
            return _error(DOCUMENTS[key[0]], bucket_name)
        content, headers = found
        return 200, {"Content-Type": "application/xml", **headers}, content

    def delete(self: Any, bucket_name: str, querystring: dict[str, Any]) -> Any:
        key = document(querystring)
        if key is None:
            return moto_delete(self, bucket_name, querystring)
        bucket = self.backend.get_bucket(bucket_name)
        bucket._documents = {other: content for other, content in bucket._documents.items() if other != key}
        return 204, {}, ""

    def get_bucket_notification(self: Any) -> Any:
        status, headers, content = moto_notification(self)
        if self.backend.get_bucket(self.bucket_name)._eventbridge:
            content = _with_eventbridge(content if isinstance(content, str) else content.decode())
        return status, headers, content

    FakeBucket._documents = {}
    FakeBucket._eventbridge = False
    S3Response._bucket_response_put = put
    S3Response._bucket_response_get = get
    S3Response._bucket_response_delete = delete
    S3Response.get_bucket_notification = get_bucket_notification


def _error(code: str, bucket_name: str) -> tuple[int, dict[str, str], str]:
    message = "The configuration does not exist."
    content = f"<Error><Code>{code}</Code><Message>{message}</Message><BucketName>{bucket_name}</BucketName></Error>"
    return 404, {"Content-Type": "application/xml"}, content


def _with_eventbridge(content: str) -> str:
    switch = "<EventBridgeConfiguration/>"
    if "</NotificationConfiguration>" in content:
        return content.replace("</NotificationConfiguration>", f"{switch}</NotificationConfiguration>")
    opened = re.sub(r"(<NotificationConfiguration[^>]*?)\s*/>", r"\1>", content)
    if "<NotificationConfiguration" not in opened:
        opened = '<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
    return f"{opened}{switch}</NotificationConfiguration>"
