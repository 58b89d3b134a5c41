"""Budgets: tags, subscribers and updates.

Gap: moto has no call for them. In Terraform: aws_budgets_budget fails while it reads what it created, and when it changes.
"""

import json
from typing import Any

from moto.core.utils import unix_time

from groundplan_emulator.state import Drawers


def patch() -> None:
    from moto.budgets.responses import BudgetsResponse as Responses

    drawers = Drawers()
    moto_create = Responses.create_budget

    def tags_of(self: Any, arn: str) -> dict[str, str]:
        return drawers.of(self.current_account).setdefault(arn, {})

    def create_budget(self: Any) -> str:
        answer = moto_create(self)
        name = self._get_param("Budget")["BudgetName"]
        arn = f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{name}"
        tags_of(self, arn).update({tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags") or []})
        return answer

    def list_tags_for_resource(self: Any) -> str:
        tags = tags_of(self, self._get_param("ResourceARN"))
        return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags.items()]})

    def tag_resource(self: Any) -> str:
        tags = self._get_param("ResourceTags") or []
        tags_of(self, self._get_param("ResourceARN")).update({tag["Key"]: tag["Value"] for tag in tags})
        return "{}"

    def untag_resource(self: Any) -> str:
        for key in self._get_param("ResourceTagKeys") or []:
            tags_of(self, self._get_param("ResourceARN")).pop(key, None)
        return "{}"

    def describe_subscribers_for_notification(self: Any) -> str:
        budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
        wanted = self._get_param("Notification")
        for notification in budget.notifications:
            details = notification.details
            same_kind = all(details.get(key) == wanted.get(key) for key in ("NotificationType", "ComparisonOperator"))
            if same_kind and float(details.get("Threshold", 0)) == float(wanted.get("Threshold", 0)):
                return json.dumps({"Subscribers": notification.subscribers})
        return json.dumps({"Subscribers": []})

    def update_budget(self: Any) -> str:
        wanted = self._get_param("NewBudget")
        self.backend.describe_budget(self._get_param("AccountId"), wanted["BudgetName"])
        budget = self.backend.budgets[self._get_param("AccountId")][wanted["BudgetName"]].budget
        # What an update leaves out is gone; the period stays.
        period = budget["TimePeriod"]
        budget.clear()
        budget.update({"TimePeriod": period, **wanted, "LastUpdatedTime": unix_time()})
        return "{}"

    Responses.create_budget = create_budget
    Responses.update_budget = update_budget
    Responses.list_tags_for_resource = list_tags_for_resource
    Responses.tag_resource = tag_resource
    Responses.untag_resource = untag_resource
    Responses.describe_subscribers_for_notification = describe_subscribers_for_notification
