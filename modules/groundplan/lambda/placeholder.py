"""Stands in until the first version is deployed: says so to whoever asks, and leaves messages and events where they are."""

import json


def handler(event, context):
    if isinstance(event, dict) and "requestContext" in event:
        body = {"message": "No version is deployed yet."}
        return {"statusCode": 503, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
    raise RuntimeError("no version is deployed yet")
