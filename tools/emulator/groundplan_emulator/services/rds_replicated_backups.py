"""RDS: automated backups that are replicated to another region.

Gap: moto has neither their start nor their end, and lists the automated backups of its own region only. In Terraform:
aws_db_instance_automated_backups_replication is refused. As elsewhere, no bytes move: the copies are listed.
"""

from typing import Any

from groundplan_emulator.fake_api import ApiError, FakeApi, missing
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: RdsApi answers first."""


class RdsApi(FakeApi):
    service = "rds"

    def _kept(self) -> dict[str, Any]:
        return drawers.of(self.current_account, self.region)

    def _source(self, arn: str) -> Any:
        from moto.rds.models import rds_backends

        region, name = arn.split(":")[3], arn.split(":")[-1]
        databases = rds_backends[self.current_account][region].databases
        if name not in databases:
            raise missing("DBInstanceNotFound", f"DBInstance {name}")
        return databases[name]

    def start_db_instance_automated_backups_replication(self, params: dict[str, Any]) -> dict[str, Any]:
        source_arn = params["SourceDBInstanceArn"]
        source = self._source(source_arn)
        if not source.backup_retention_period:
            raise ApiError("InvalidDBInstanceState", "Automated backups are not enabled on the source DB instance.")
        if source_arn.split(":")[3] == self.region:
            raise ApiError("InvalidParameterValue", "The source DB instance is in the current region.")
        if source.storage_encrypted and not params.get("KmsKeyId"):
            raise ApiError("InvalidParameterCombination", "An encrypted source needs a KmsKeyId of this region.")
        resource_id = source.dbi_resource_id
        backup = {
            "DBInstanceArn": source_arn,
            "DbiResourceId": resource_id,
            "DBInstanceIdentifier": source_arn.split(":")[-1],
            "Region": source_arn.split(":")[3],
            "Status": "replicating",
            "Engine": source.engine,
            "Encrypted": source.storage_encrypted,
            "BackupRetentionPeriod": params.get("BackupRetentionPeriod") or 7,
            "KmsKeyId": params.get("KmsKeyId"),
            "DBInstanceAutomatedBackupsArn": self.arn("rds", f"auto-backup:ab-{resource_id[3:].lower()}"),
        }
        self._kept()[source_arn] = backup
        return {"DBInstanceAutomatedBackup": backup}

    def stop_db_instance_automated_backups_replication(self, params: dict[str, Any]) -> dict[str, Any]:
        if params["SourceDBInstanceArn"] not in self._kept():
            raise ApiError("InvalidDBInstanceState", "The DB instance is not replicating to the current region.")
        return {"DBInstanceAutomatedBackup": dict(self._kept().pop(params["SourceDBInstanceArn"]), Status="retained")}

    def describe_db_instance_automated_backups(self, params: dict[str, Any]) -> dict[str, Any]:
        from moto.rds.models import rds_backends

        arn, name = params.get("DBInstanceAutomatedBackupsArn"), params.get("DBInstanceIdentifier")
        found = [backup for backup in self._kept().values() if arn in (None, backup["DBInstanceAutomatedBackupsArn"])]
        if arn:
            if not found:
                raise missing("DBInstanceAutomatedBackupNotFound", f"Automated backup {arn}")
        else:
            own = rds_backends[self.current_account][self.region].describe_db_instance_automated_backups(name)
            found += [
                {"DBInstanceIdentifier": backup.db_instance_identifier, "Status": backup.status, "Region": self.region}
                for backup in own
            ]
        return {
            "DBInstanceAutomatedBackups": [b for b in found if name in (None, b["DBInstanceIdentifier"])]
        }
