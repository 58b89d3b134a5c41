"""SNS: topics keep their signature version and their tracing mode.

Gap: moto accepts both attributes and forgets them. In Terraform: aws_sns_topic shows them as changed on every plan.
"""

from typing import Any

KEPT = {"SignatureVersion": "signature_version", "TracingConfig": "tracing_config"}


def patch() -> None:
    from moto.sns.responses import SNSResponse

    moto_create, moto_attributes = SNSResponse.create_topic, SNSResponse.get_topic_attributes

    def create_topic(self: Any) -> Any:
        given = self._get_attributes() or {}
        result = moto_create(self)
        topic = self.backend.get_topic(result.result["TopicArn"])
        for name, attribute in KEPT.items():
            if name in given:
                setattr(topic, attribute, given[name])
        return result

    def get_topic_attributes(self: Any) -> Any:
        result = moto_attributes(self)
        topic = self.backend.get_topic(self._get_param("TopicArn"))
        for name, attribute in KEPT.items():
            if getattr(topic, attribute, None):
                result.result["Attributes"][name] = getattr(topic, attribute)
        return result

    SNSResponse.create_topic = create_topic
    SNSResponse.get_topic_attributes = get_topic_attributes
