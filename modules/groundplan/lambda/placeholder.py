"""Placeholder until the first version is deployed: responds with an error to requests, and fails for messages and events so that they are kept."""

import json


def handler(event, context):
    if isinstance(event, dict) and "requestContext" in event:
        body = {"message": "No version is deployed yet."}
        return {"statusCode": 503, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
    raise RuntimeError("no version is deployed yet")
