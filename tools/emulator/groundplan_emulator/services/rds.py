"""RDS: identity of instances, monitoring settings, parameters, global clusters.

Gaps, and how they show in Terraform: every instance has the same DbiResourceId, so a second aws_db_instance is "not
found" after creation; Performance Insights and enhanced monitoring are dropped (drift of performance_insights_* and
monitoring_*); parameters of a group do not say that a user set them (drift of parameter); a cluster without
scaling configuration reports one (drift of scaling_configuration); DescribeGlobalClusters ignores the identifier; a
subnet group is gone once it is modified (an aws_db_subnet_group cannot be updated); a read replica of an instance whose
password RDS manages is created, which RDS refuses.

No gap, but on purpose: deletion protection is kept and shown, and not enforced. An emulated production environment
must be destroyable without a change of its settings first; nothing of value is lost with it.
"""

from typing import Any


def patch() -> None:
    from moto.core.responses import ActionResult
    from moto.moto_api._internal import mock_random
    from moto.rds import models, responses
    from moto.rds.exceptions import InvalidParameterValue

    moto_init = models.DBInstance.__init__
    moto_replica = models.RDSBackend.create_db_instance_read_replica
    moto_delete = models.RDSBackend.delete_db_instance
    moto_delete_cluster = models.RDSBackend.delete_db_cluster
    moto_update = models.DBParameterGroup.update_parameters
    moto_subnets = models.RDSBackend.modify_db_subnet_group
    moto_scaling = models.DBCluster.scaling_configuration_info.fget

    def resource_id() -> str:
        return "db-" + mock_random.get_random_hex(26).upper()

    def init(self: Any, *args: Any, **settings: Any) -> None:
        moto_init(self, *args, **settings)
        self.dbi_resource_id = resource_id()
        self.performance_insights_enabled = bool(settings.get("enable_performance_insights"))
        self.performance_insights_retention_period = settings.get("performance_insights_retention_period")
        self.performance_insights_kms_key_id = settings.get("performance_insights_kms_key_id")
        self.monitoring_interval = settings.get("monitoring_interval") or 0
        self.monitoring_role_arn = settings.get("monitoring_role_arn")

    def create_db_instance_read_replica(self: Any, db_kwargs: dict[str, Any]) -> Any:
        source = self.find_db_from_id(db_kwargs["source_db_instance_identifier"])
        if source.manage_master_user_password and not source.engine.startswith("sqlserver"):
            raise InvalidParameterValue(
                f"Creating read replicas for source instance with engine {source.engine} where ManageMasterUserPassword is "
                "enabled is not supported."
            )
        replica = moto_replica(self, db_kwargs)
        replica.dbi_resource_id = resource_id()
        return replica

    def delete_db_instance(self: Any, db_instance_identifier: str, *args: Any, **settings: Any) -> Any:
        if db_instance_identifier in self.databases:
            self.databases[db_instance_identifier].deletion_protection = False
        return moto_delete(self, db_instance_identifier, *args, **settings)

    def delete_db_cluster(self: Any, cluster_identifier: str, *args: Any, **settings: Any) -> Any:
        if cluster_identifier in self.clusters:
            self.clusters[cluster_identifier].deletion_protection = False
        return moto_delete_cluster(self, cluster_identifier, *args, **settings)

    def update_parameters(self: Any, parameters: Any) -> Any:
        return moto_update(self, [dict(parameter, Source="user") for parameter in parameters])

    def modify_db_subnet_group(self: Any, subnet_name: str, *args: Any, **settings: Any) -> Any:
        group = moto_subnets(self, subnet_name, *args, **settings)
        self.subnet_groups[subnet_name] = group
        return group

    def scaling_configuration_info(self: Any) -> Any:
        return moto_scaling(self) if self.scaling_configuration else None

    def describe_global_clusters(self: Any) -> ActionResult:
        wanted = self.params.get("GlobalClusterIdentifier")
        clusters = self.global_backend.describe_global_clusters()
        found = [cluster for cluster in clusters if wanted in (None, cluster.global_cluster_identifier)]
        return ActionResult({"GlobalClusters": found})

    models.DBInstance.__init__ = init
    models.RDSBackend.create_db_instance_read_replica = create_db_instance_read_replica
    models.RDSBackend.delete_db_instance = delete_db_instance
    models.RDSBackend.delete_db_cluster = delete_db_cluster
    models.DBParameterGroup.update_parameters = update_parameters
    models.RDSBackend.modify_db_subnet_group = modify_db_subnet_group
    models.DBCluster.scaling_configuration_info = property(scaling_configuration_info)
    responses.RDSResponse.describe_global_clusters = describe_global_clusters
