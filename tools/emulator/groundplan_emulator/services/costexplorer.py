"""Cost Explorer: anomaly monitors and subscriptions.

Gap: moto has neither. In Terraform: aws_ce_anomaly_monitor and aws_ce_anomaly_subscription fail. Tags are kept where
moto keeps those of cost categories.
"""

import uuid
from typing import Any

from groundplan_emulator.fake_api import FakeApi, missing
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: CostExplorerApi answers the calls below first."""


class CostExplorerApi(FakeApi):
    service = "ce"

    def _kind(self, kind: str) -> dict[str, Any]:
        # Cost Explorer is global: its resources belong to the account, whatever region is asked.
        return drawers.of(self.current_account).setdefault(kind, {})

    def _found(self, kind: str, arn: str) -> dict[str, Any]:
        if arn not in self._kind(kind):
            raise missing(f"Unknown{kind}Exception", arn)
        return self._kind(kind)[arn]

    def _keep(self, kind: str, entry: dict[str, Any], tags: list[dict[str, str]]) -> str:
        from moto.ce.models import ce_backends

        arn = self.arn("ce", f"anomaly{kind.lower()}/{uuid.uuid4()}", region="")
        self._kind(kind)[arn] = dict(entry, **{f"{kind}Arn": arn})
        ce_backends[self.current_account][self.partition].tag_resource(arn, tags)
        return arn

    def _listed(self, kind: str, arns: list[str] | None) -> list[dict[str, Any]]:
        return [self._found(kind, arn) for arn in arns] if arns else list(self._kind(kind).values())

    def create_anomaly_monitor(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"MonitorArn": self._keep("Monitor", params["AnomalyMonitor"], params.get("ResourceTags") or [])}

    def get_anomaly_monitors(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"AnomalyMonitors": self._listed("Monitor", params.get("MonitorArnList"))}

    def update_anomaly_monitor(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("Monitor", params["MonitorArn"]).update(params)
        return {"MonitorArn": params["MonitorArn"]}

    def delete_anomaly_monitor(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("Monitor", params["MonitorArn"])
        del self._kind("Monitor")[params["MonitorArn"]]
        return {}

    def create_anomaly_subscription(self, params: dict[str, Any]) -> dict[str, Any]:
        for monitor in params["AnomalySubscription"]["MonitorArnList"]:
            self._found("Monitor", monitor)
        entry = dict(params["AnomalySubscription"], AccountId=self.current_account)
        entry["Subscribers"] = [dict(subscriber, Status="CONFIRMED") for subscriber in entry["Subscribers"]]
        return {"SubscriptionArn": self._keep("Subscription", entry, params.get("ResourceTags") or [])}

    def get_anomaly_subscriptions(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"AnomalySubscriptions": self._listed("Subscription", params.get("SubscriptionArnList"))}

    def update_anomaly_subscription(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("Subscription", params["SubscriptionArn"]).update(params)
        return {"SubscriptionArn": params["SubscriptionArn"]}

    def delete_anomaly_subscription(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("Subscription", params["SubscriptionArn"])
        del self._kind("Subscription")[params["SubscriptionArn"]]
        return {}
