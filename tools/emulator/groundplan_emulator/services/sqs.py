"""SQS: redrive policies.

Gap: moto does not know RedriveAllowPolicy and returns RedrivePolicy with other white space than AWS. In Terraform:
aws_sqs_queue_redrive_allow_policy never ends, redrive_policy drifts.
"""

import json
from typing import Any


def patch() -> None:
    from moto.sqs.models import Queue

    moto_attributes = Queue.attributes.fget

    def attributes(self: Any) -> dict[str, Any]:
        found = moto_attributes(self)
        if not found.get("RedriveAllowPolicy"):
            found.pop("RedriveAllowPolicy", None)
        if found.get("RedrivePolicy"):
            found["RedrivePolicy"] = json.dumps(json.loads(found["RedrivePolicy"]), separators=(",", ":"))
        return found

    Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
    Queue.redrive_allow_policy = None
    Queue.attributes = property(attributes)
