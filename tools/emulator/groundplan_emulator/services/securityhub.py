"""Security Hub: settings of the hub can be changed, and standards subscribed to.

Gap: moto has no UpdateSecurityHubConfiguration and no standards. In Terraform: aws_securityhub_account and
aws_securityhub_standards_subscription fail. The change is accepted and forgotten; nothing is checked.
"""

from typing import Any

from groundplan_emulator.fake_api import FakeApi
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    from moto.securityhub.responses import SecurityHubResponse

    SecurityHubResponse.update_security_hub_configuration = lambda self: "{}"


class SecurityHubApi(FakeApi):
    service = "securityhub"

    @property
    def _subscriptions(self) -> dict[str, Any]:
        return drawers.of(self.current_account, self.region)

    def batch_enable_standards(self, params: dict[str, Any]) -> dict[str, Any]:
        subscribed = []
        for request in params["StandardsSubscriptionRequests"]:
            # arn:aws:securityhub:us-east-1::standards/<name>/v/<version>
            arn = self.arn("securityhub", "subscription/" + request["StandardsArn"].split("/", 1)[1])
            self._subscriptions[arn] = {
                "StandardsSubscriptionArn": arn,
                "StandardsArn": request["StandardsArn"],
                "StandardsInput": dict(request.get("StandardsInput") or {}),
                "StandardsStatus": "READY",
            }
            subscribed.append(self._subscriptions[arn])
        return {"StandardsSubscriptions": subscribed}

    def get_enabled_standards(self, params: dict[str, Any]) -> dict[str, Any]:
        wanted = params.get("StandardsSubscriptionArns") or list(self._subscriptions)
        return {"StandardsSubscriptions": [self._subscriptions[arn] for arn in wanted if arn in self._subscriptions]}

    def batch_disable_standards(self, params: dict[str, Any]) -> dict[str, Any]:
        found = [self._subscriptions.pop(arn, None) for arn in params["StandardsSubscriptionArns"]]
        gone = [dict(one, StandardsStatus="DELETING") for one in found if one]
        return {"StandardsSubscriptions": gone}
