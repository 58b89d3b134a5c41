"""AWS Chatbot (Amazon Q Developer in chat applications): Slack channels.

Gap: moto has no such service. In Terraform: aws_chatbot_slack_channel_configuration fails. No workspace needs to be
authorized here.
"""

from typing import Any

from groundplan_emulator.fake_api import FakeApi, missing
from groundplan_emulator.state import Drawers

SETTINGS = (
    "SlackTeamId",
    "SlackChannelId",
    "SlackChannelName",
    "SnsTopicArns",
    "IamRoleArn",
    "ConfigurationName",
    "LoggingLevel",
    "GuardrailPolicyArns",
    "UserAuthorizationRequired",
)

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: ChatbotApi answers for the whole service."""


class ChatbotApi(FakeApi):
    service = "chatbot"

    @property
    def _channels(self) -> dict[str, Any]:
        # The service is global: whatever region is asked, the same channels are there.
        return drawers.of(self.current_account)

    def _channel(self, arn: str) -> dict[str, Any]:
        if arn not in self._channels:
            raise missing("ResourceNotFoundException", f"Configuration {arn}")
        return self._channels[arn]

    def create_slack_channel_configuration(self, params: dict[str, Any]) -> dict[str, Any]:
        arn = self.arn("chatbot", f"chat-configuration/slack-channel/{params['ConfigurationName']}", region="")
        self._channels[arn] = {
            "SlackTeamName": "emulated",
            "SlackChannelName": params["SlackChannelId"],
            "LoggingLevel": "NONE",
            "SnsTopicArns": [],
            "GuardrailPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
            "UserAuthorizationRequired": False,
            **{key: params[key] for key in SETTINGS if params.get(key) is not None},
            "ChatConfigurationArn": arn,
            "Tags": list(params.get("Tags") or []),
            "State": "ENABLED",
        }
        return {"ChannelConfiguration": self._channels[arn]}

    def describe_slack_channel_configurations(self, params: dict[str, Any]) -> dict[str, Any]:
        wanted = params.get("ChatConfigurationArn")
        found = [channel for arn, channel in self._channels.items() if wanted in (None, arn)]
        return {"SlackChannelConfigurations": found}

    def update_slack_channel_configuration(self, params: dict[str, Any]) -> dict[str, Any]:
        channel = self._channel(params["ChatConfigurationArn"])
        channel.update({key: params[key] for key in SETTINGS if params.get(key) is not None})
        return {"ChannelConfiguration": channel}

    def delete_slack_channel_configuration(self, params: dict[str, Any]) -> dict[str, Any]:
        self._channel(params["ChatConfigurationArn"])
        del self._channels[params["ChatConfigurationArn"]]
        return {}

    def list_tags_for_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"Tags": self._channel(params["ResourceARN"])["Tags"]}

    def tag_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        channel = self._channel(params["ResourceARN"])
        fresh = [tag["TagKey"] for tag in params["Tags"]]
        channel["Tags"] = [tag for tag in channel["Tags"] if tag["TagKey"] not in fresh] + list(params["Tags"])
        return {}

    def untag_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        channel = self._channel(params["ResourceARN"])
        channel["Tags"] = [tag for tag in channel["Tags"] if tag["TagKey"] not in params["TagKeys"]]
        return {}
