"""AWS Backup: selections, vault policies, tags, changes of a plan.

Gap: moto has no selections, no vault policies and no UpdateBackupPlan, and reads the tags of a resource only when
the URL ends in a slash, which the Go SDK does not send. In Terraform: aws_backup_selection and
aws_backup_vault_policy fail, tags_all of vaults and plans drifts.
"""

import time
import uuid
from typing import Any

from groundplan_emulator.fake_api import FakeApi, missing
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: BackupApi answers the calls below first."""


class BackupApi(FakeApi):
    service = "backup"

    @property
    def _moto(self) -> Any:
        from moto.backup.models import backup_backends

        return backup_backends[self.current_account][self.region]

    def _kind(self, kind: str) -> dict[str, Any]:
        return drawers.of(self.current_account, self.region).setdefault(kind, {})

    def list_tags(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"Tags": self._moto.list_tags(params["ResourceArn"])}

    def tag_resource(self, params: dict[str, Any]) -> None:
        self._moto.tag_resource(params["ResourceArn"], params["Tags"])

    def untag_resource(self, params: dict[str, Any]) -> None:
        self._moto.untag_resource(params["ResourceArn"], params["TagKeyList"])

    def update_backup_plan(self, params: dict[str, Any]) -> dict[str, Any]:
        from moto.backup.models import Plan

        plan = self._moto.get_backup_plan(params["BackupPlanId"], None)
        changed = Plan(backup_plan=params["BackupPlan"], creator_request_id="", backend=self._moto)
        changed.backup_plan_id, changed.backup_plan_arn = plan.backup_plan_id, plan.backup_plan_arn
        self._moto.plans[plan.backup_plan_id] = changed
        return changed.to_dict()

    def create_backup_selection(self, params: dict[str, Any]) -> dict[str, Any]:
        self._moto.get_backup_plan(params["BackupPlanId"], None)
        selection = {
            "SelectionId": str(uuid.uuid4()),
            "BackupPlanId": params["BackupPlanId"],
            "CreationDate": int(time.time()),
            "BackupSelection": params["BackupSelection"],
        }
        self._kind("selections")[selection["SelectionId"]] = selection
        return selection

    def _selection(self, params: dict[str, Any]) -> dict[str, Any]:
        selection = self._kind("selections").get(params["SelectionId"])
        if not selection or selection["BackupPlanId"] != params["BackupPlanId"]:
            raise missing("ResourceNotFoundException", f"Backup selection {params['SelectionId']}")
        return selection

    def get_backup_selection(self, params: dict[str, Any]) -> dict[str, Any]:
        return self._selection(params)

    def list_backup_selections(self, params: dict[str, Any]) -> dict[str, Any]:
        found = [
            entry for entry in self._kind("selections").values() if entry["BackupPlanId"] == params["BackupPlanId"]
        ]
        return {"BackupSelectionsList": [dict(entry, **entry["BackupSelection"]) for entry in found]}

    def delete_backup_selection(self, params: dict[str, Any]) -> None:
        del self._kind("selections")[self._selection(params)["SelectionId"]]

    def put_backup_vault_access_policy(self, params: dict[str, Any]) -> None:
        self._moto.describe_backup_vault(params["BackupVaultName"])
        self._kind("policies")[params["BackupVaultName"]] = params["Policy"]

    def get_backup_vault_access_policy(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["BackupVaultName"]
        if name not in self._kind("policies"):
            raise missing("ResourceNotFoundException", f"The access policy of backup vault {name}")
        vault = self._moto.describe_backup_vault(name)
        return {
            "BackupVaultName": name,
            "BackupVaultArn": vault.backup_vault_arn,
            "Policy": self._kind("policies")[name],
        }

    def delete_backup_vault_access_policy(self, params: dict[str, Any]) -> None:
        self._kind("policies").pop(params["BackupVaultName"], None)
