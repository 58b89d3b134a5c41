"""EFS: backup policies, the end of file system policies, changes of throughput.

Gap: moto takes a backup policy only when the file system is made, deletes no file system policy and has no
UpdateFileSystem. In Terraform: aws_efs_backup_policy fails, aws_efs_file_system_policy cannot be destroyed, a changed
throughput_mode fails.
"""

from typing import Any

from groundplan_emulator.fake_api import FakeApi, missing


def patch() -> None:
    """Nothing in moto is changed: EfsApi answers the calls below first."""


class EfsApi(FakeApi):
    service = "efs"

    def _file_system(self, params: dict[str, Any]) -> Any:
        from moto.efs.models import efs_backends

        found = efs_backends[self.current_account][self.region].file_systems_by_id.get(params["FileSystemId"])
        if found is None:
            raise missing("FileSystemNotFound", f"File system {params['FileSystemId']}")
        return found

    def put_backup_policy(self, params: dict[str, Any]) -> dict[str, Any]:
        self._file_system(params)._backup = params["BackupPolicy"]["Status"] == "ENABLED"
        return {"BackupPolicy": params["BackupPolicy"]}

    def describe_backup_policy(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"BackupPolicy": self._file_system(params).backup_policy or {"Status": "DISABLED"}}

    def delete_file_system_policy(self, params: dict[str, Any]) -> None:
        self._file_system(params).file_system_policy = None

    def update_file_system(self, params: dict[str, Any]) -> dict[str, Any]:
        changed = self._file_system(params)
        changed.throughput_mode = params.get("ThroughputMode", changed.throughput_mode)
        changed.provisioned_throughput_in_mibps = params.get("ProvisionedThroughputInMibps")
        return changed.info_json()
