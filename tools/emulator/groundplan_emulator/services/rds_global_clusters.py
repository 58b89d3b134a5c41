"""RDS: global clusters over regions, and windows that touch.

Gaps: tags of a global cluster are dropped, and none of its ARN, which names no region, are found; a cluster leaves its
global cluster only in the region that keeps the latter; a maintenance window that begins when the backup window ends
counts as an overlap. In Terraform: drift of tags_all; aws_rds_global_cluster "is not empty" at the end, for the cluster
of the other region is still its member; windows such as 03:00-06:00 and Mon:00:00-Mon:03:00 are refused.
"""

from datetime import datetime
from typing import Any


def patch() -> None:
    from moto.core.responses import ActionResult
    from moto.rds import models, responses, utils

    moto_create = responses.RDSResponse.create_global_cluster
    moto_tagged = models.RDSBackend._get_resource_for_tagging
    moto_delete = models.RDSBackend.delete_db_cluster
    moto_overlap = utils.get_overlap_between_two_date_ranges

    def keeper(backend: Any) -> Any:
        """The backend of the region that keeps all global clusters of an account."""
        return models.rds_backends[backend.account_id]["us-east-1"]

    def create_global_cluster(self: Any) -> ActionResult:
        answer = moto_create(self)
        made = self.global_backend.global_clusters[self.params["GlobalClusterIdentifier"]]
        made.add_tags(self.params.get("Tags") or [])
        return answer

    def resource_for_tagging(self: Any, arn: str) -> Any:
        if ":global-cluster:" in arn:
            return keeper(self).global_clusters[arn.split(":")[-1]]
        return moto_tagged(self, arn)

    def leave(backend: Any, global_cluster: str, cluster_name: str) -> Any:
        """Takes a cluster, by its name or ARN, out of its global cluster; None when there is no such thing."""
        found = keeper(backend).global_clusters.get(global_cluster)
        name = cluster_name.split(":")[-1]
        if found is None:
            return None
        arn = cluster_name if cluster_name.startswith("arn:") else backend.clusters[name].db_cluster_arn
        found.members = [member for member in found.members if member.db_cluster_arn != arn]
        return found

    def remove_from_global_cluster(self: Any, global_cluster_identifier: str, db_cluster_identifier: str) -> Any:
        return leave(self, global_cluster_identifier, db_cluster_identifier)

    def delete_db_cluster(self: Any, cluster_identifier: str, *args: Any, **settings: Any) -> Any:
        deleted = moto_delete(self, cluster_identifier, *args, **settings)
        if deleted.global_cluster_identifier:
            leave(self, deleted.global_cluster_identifier, deleted.db_cluster_arn)
        return deleted

    def overlap(start: datetime, end: datetime, other_start: datetime, other_end: datetime) -> int:
        seconds: int = moto_overlap(start, end, other_start, other_end)
        return seconds or -1

    responses.RDSResponse.create_global_cluster = create_global_cluster
    models.RDSBackend._get_resource_for_tagging = resource_for_tagging
    models.RDSBackend.remove_from_global_cluster = remove_from_global_cluster
    models.RDSBackend.delete_db_cluster = delete_db_cluster
    utils.get_overlap_between_two_date_ranges = overlap
