"""ElastiCache: replication groups, their member clusters, users, groups of users, parameter groups.

Gap: moto has no parameter groups and no user groups, cannot describe the members of a replication group, drops
several of its settings and leaves what is deleted in "deleting" for ever. In Terraform: every aws_elasticache_*
resource but the subnet group fails, or its destroy never ends. Everything here but snapshots is ours; no snapshot
is taken when a final one is asked for.
"""

from typing import Any

from groundplan_emulator.fake_api import ApiError, FakeApi, missing
from groundplan_emulator.state import Drawers

DEFAULT_VERSIONS = {"redis": "7.1", "valkey": "8.0", "memcached": "1.6.22"}
AUTHENTICATION = {"iam": "iam", "password": "password", "no-password-required": "no-password"}
PASSWORDS = 2
MAINTENANCE_WINDOW = "sun:05:00-sun:06:00"
SNAPSHOT_WINDOW = "03:00-04:00"

# Settings of a replication group that come back as they were sent.
GROUP_SETTINGS = (
    "CacheNodeType",
    "SnapshotRetentionLimit",
    "SnapshotWindow",
    "TransitEncryptionEnabled",
    "TransitEncryptionMode",
    "AtRestEncryptionEnabled",
    "KmsKeyId",
    "Engine",
    "NetworkType",
    "IpDiscovery",
    "ClusterMode",
    "AutoMinorVersionUpgrade",
)
# Settings that AWS shows on the member clusters only.
MEMBER_SETTINGS = (
    "EngineVersion",
    "CacheParameterGroupName",
    "CacheSubnetGroupName",
    "SecurityGroupIds",
    "PreferredMaintenanceWindow",
    "NotificationTopicArn",
)
CLUSTER_SETTINGS = (
    "CacheNodeType",
    "Engine",
    "NumCacheNodes",
    "CacheSubnetGroupName",
    "PreferredMaintenanceWindow",
    "AutoMinorVersionUpgrade",
    "SnapshotRetentionLimit",
    "SnapshotWindow",
    "TransitEncryptionEnabled",
    "TransitEncryptionMode",
    "NetworkType",
    "IpDiscovery",
)

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: ElastiCacheApi answers first."""


def full_version(version: str) -> str:
    return version if version.count(".") == 2 else f"{version}.0"


class ElastiCacheApi(FakeApi):
    service = "elasticache"

    def _kind(self, kind: str) -> dict[str, Any]:
        return drawers.of(self.current_account, self.region).setdefault(kind, {})

    def _found(self, kind: str, name: str, code: str) -> dict[str, Any]:
        if name not in self._kind(kind):
            raise missing(code, f"{kind} {name}")
        return self._kind(kind)[name]

    def _listed(self, kind: str, name: str | None, code: str) -> list[dict[str, Any]]:
        return [self._found(kind, name, code)] if name else list(self._kind(kind).values())

    def _keep(self, kind: str, name: str, code: str, entry: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
        if name in self._kind(kind):
            raise ApiError(code, f"{kind} {name} already exists.")
        self._kind(kind)[name] = entry
        self._kind("tags")[entry["ARN"]] = {tag["Key"]: tag["Value"] for tag in params.get("Tags") or []}
        return entry

    # -- tags

    def list_tags_for_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        tags = self._kind("tags").get(params["ResourceName"], {})
        return {"TagList": [{"Key": key, "Value": value} for key, value in tags.items()]}

    def add_tags_to_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        tags = self._kind("tags").setdefault(params["ResourceName"], {})
        tags.update({tag["Key"]: tag["Value"] for tag in params.get("Tags") or []})
        return self.list_tags_for_resource(params)

    def remove_tags_from_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        for key in params.get("TagKeys") or []:
            self._kind("tags").get(params["ResourceName"], {}).pop(key, None)
        return self.list_tags_for_resource(params)

    # -- users and groups of users

    def create_user(self, params: dict[str, Any]) -> dict[str, Any]:
        user = {
            "UserId": params["UserId"],
            "UserName": params["UserName"],
            "Status": "active",
            "Engine": params["Engine"],
            "MinimumEngineVersion": "7.0" if params.get("AuthenticationMode", {}).get("Type") == "iam" else "6.0",
            "AccessString": params["AccessString"],
            "UserGroupIds": [],
            "ARN": self.arn("elasticache", f"user:{params['UserId']}"),
        }
        user["Authentication"] = self._authentication(params)
        return self._keep("user", params["UserId"], "UserAlreadyExists", user, params)

    @staticmethod
    def _authentication(params: dict[str, Any]) -> dict[str, Any]:
        mode = params.get("AuthenticationMode") or {}
        passwords = mode.get("Passwords") or params.get("Passwords") or []
        if mode.get("Type"):
            kind = AUTHENTICATION[mode["Type"]]
        else:
            kind = "no-password" if params.get("NoPasswordRequired") else "password"
        return {"Type": kind, "PasswordCount": len(passwords)} if passwords else {"Type": kind}

    def modify_user(self, params: dict[str, Any]) -> dict[str, Any]:
        user = self._found("user", params["UserId"], "UserNotFound")
        user.update({key: params[key] for key in ("AccessString", "Engine") if params.get(key)})
        if any(params.get(key) is not None for key in ("AuthenticationMode", "Passwords", "NoPasswordRequired")):
            authentication = self._authentication(params)
            if authentication.get("PasswordCount", 0) > PASSWORDS:
                raise ApiError("InvalidParameterValue", f"A user has at most {PASSWORDS} passwords.")
            user["Authentication"] = authentication
        return user

    def delete_user(self, params: dict[str, Any]) -> dict[str, Any]:
        user = self._found("user", params["UserId"], "UserNotFound")
        del self._kind("user")[params["UserId"]]
        return dict(user, Status="deleting")

    def describe_users(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"Users": self._listed("user", params.get("UserId"), "UserNotFound")}

    def create_user_group(self, params: dict[str, Any]) -> dict[str, Any]:
        users = [self._found("user", user, "UserNotFound") for user in params.get("UserIds") or []]
        if params["Engine"] == "redis" and "default" not in [user["UserName"] for user in users]:
            raise ApiError("DefaultUserRequired", "A user group needs a user whose name is default.")
        group = {
            "UserGroupId": params["UserGroupId"],
            "Status": "active",
            "Engine": params["Engine"],
            "UserIds": list(params.get("UserIds") or []),
            "MinimumEngineVersion": "6.0",
            "ReplicationGroups": [],
            "ARN": self.arn("elasticache", f"usergroup:{params['UserGroupId']}"),
        }
        self._keep("user group", params["UserGroupId"], "UserGroupAlreadyExists", group, params)
        for user in users:
            user["UserGroupIds"].append(params["UserGroupId"])
        return group

    def modify_user_group(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["UserGroupId"]
        group = self._found("user group", name, "UserGroupNotFound")
        for user in params.get("UserIdsToAdd") or []:
            self._found("user", user, "UserNotFound")["UserGroupIds"].append(name)
            group["UserIds"].append(user)
        for user in params.get("UserIdsToRemove") or []:
            self._found("user", user, "UserNotFound")["UserGroupIds"].remove(name)
            group["UserIds"].remove(user)
        return group

    def delete_user_group(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["UserGroupId"]
        group = self._found("user group", name, "UserGroupNotFound")
        for user in self._kind("user").values():
            if name in user["UserGroupIds"]:
                user["UserGroupIds"].remove(name)
        del self._kind("user group")[name]
        return dict(group, Status="deleting")

    def describe_user_groups(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"UserGroups": self._listed("user group", params.get("UserGroupId"), "UserGroupNotFound")}

    # -- subnet groups

    def create_cache_subnet_group(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["CacheSubnetGroupName"]
        group = {
            "CacheSubnetGroupName": name,
            "CacheSubnetGroupDescription": params.get("CacheSubnetGroupDescription"),
            "ARN": self.arn("elasticache", f"subnetgroup:{name}"),
            "SupportedNetworkTypes": ["ipv4"],
            **self._subnets(params),
        }
        return {"CacheSubnetGroup": self._keep("subnet group", name, "CacheSubnetGroupAlreadyExists", group, params)}

    def _subnets(self, params: dict[str, Any]) -> dict[str, Any]:
        from moto.ec2.models import ec2_backends

        subnets = ec2_backends[self.current_account][self.region].describe_subnets(subnet_ids=params["SubnetIds"])
        listed = [
            {"SubnetIdentifier": subnet.id, "SubnetAvailabilityZone": {"Name": subnet.availability_zone}}
            for subnet in subnets
        ]
        return {"Subnets": listed, "VpcId": subnets[0].vpc_id if subnets else None}

    def modify_cache_subnet_group(self, params: dict[str, Any]) -> dict[str, Any]:
        group = self._found("subnet group", params["CacheSubnetGroupName"], "CacheSubnetGroupNotFoundFault")
        if params.get("CacheSubnetGroupDescription") is not None:
            group["CacheSubnetGroupDescription"] = params["CacheSubnetGroupDescription"]
        if params.get("SubnetIds"):
            group.update(self._subnets(params))
        return {"CacheSubnetGroup": group}

    def describe_cache_subnet_groups(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params.get("CacheSubnetGroupName")
        return {"CacheSubnetGroups": self._listed("subnet group", name, "CacheSubnetGroupNotFoundFault")}

    def delete_cache_subnet_group(self, params: dict[str, Any]) -> None:
        self._found("subnet group", params["CacheSubnetGroupName"], "CacheSubnetGroupNotFoundFault")
        del self._kind("subnet group")[params["CacheSubnetGroupName"]]

    # -- parameter groups

    def create_cache_parameter_group(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["CacheParameterGroupName"]
        group = {
            "CacheParameterGroupName": name,
            "CacheParameterGroupFamily": params["CacheParameterGroupFamily"],
            "Description": params.get("Description"),
            "IsGlobal": False,
            "ARN": self.arn("elasticache", f"parametergroup:{name}"),
        }
        self._keep("parameter group", name, "CacheParameterGroupAlreadyExists", group, params)
        self._kind("parameters")[name] = {}
        return {"CacheParameterGroup": group}

    def describe_cache_parameter_groups(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params.get("CacheParameterGroupName")
        return {"CacheParameterGroups": self._listed("parameter group", name, "CacheParameterGroupNotFound")}

    def describe_cache_parameters(self, params: dict[str, Any]) -> dict[str, Any]:
        values = self._kind("parameters").get(params["CacheParameterGroupName"], {})
        listed = [{"ParameterName": name, "ParameterValue": value, "Source": "user"} for name, value in values.items()]
        return {"Parameters": listed}

    def modify_cache_parameter_group(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["CacheParameterGroupName"]
        self._found("parameter group", name, "CacheParameterGroupNotFound")
        for parameter in params.get("ParameterNameValues") or []:
            self._kind("parameters")[name][parameter["ParameterName"]] = parameter["ParameterValue"]
        return {"CacheParameterGroupName": name}

    def reset_cache_parameter_group(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["CacheParameterGroupName"]
        self._found("parameter group", name, "CacheParameterGroupNotFound")
        values = self._kind("parameters")[name]
        if params.get("ResetAllParameters"):
            values.clear()
        for parameter in params.get("ParameterNameValues") or []:
            values.pop(parameter["ParameterName"], None)
        return {"CacheParameterGroupName": name}

    def delete_cache_parameter_group(self, params: dict[str, Any]) -> None:
        self._found("parameter group", params["CacheParameterGroupName"], "CacheParameterGroupNotFound")
        del self._kind("parameter group")[params["CacheParameterGroupName"]]

    # -- replication groups

    def create_replication_group(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["ReplicationGroupId"]
        for user_group in params.get("UserGroupIds") or []:
            self._found("user group", user_group, "UserGroupNotFound")
        engine = params.get("Engine") or "redis"
        shards = params.get("NumNodeGroups") or 1
        parameter_group = params.get("CacheParameterGroupName") or ""
        own = self._kind("parameters").get(parameter_group, {})
        clustered = shards > 1 or "cluster.on" in parameter_group or own.get("cluster-enabled") == "yes"
        group = {
            "SnapshotRetentionLimit": 0,
            "SnapshotWindow": SNAPSHOT_WINDOW,
            "AtRestEncryptionEnabled": engine == "valkey",
            "TransitEncryptionEnabled": False,
            "NetworkType": "ipv4",
            "IpDiscovery": "ipv4",
            "AutoMinorVersionUpgrade": True,
            "ClusterMode": "enabled" if clustered else "disabled",
            **{key: params[key] for key in GROUP_SETTINGS if params.get(key) is not None},
            "Engine": engine,
            "ReplicationGroupId": name,
            "Description": params.get("ReplicationGroupDescription"),
            "Status": "available",
            "ClusterEnabled": clustered,
            "AuthTokenEnabled": bool(params.get("AuthToken")),
            "AutomaticFailover": "enabled" if params.get("AutomaticFailoverEnabled") else "disabled",
            "MultiAZ": "enabled" if params.get("MultiAZEnabled") else "disabled",
            "DataTiering": "enabled" if params.get("DataTieringEnabled") else "disabled",
            "UserGroupIds": list(params.get("UserGroupIds") or []),
            "PendingModifiedValues": {},
            "ARN": self.arn("elasticache", f"replicationgroup:{name}"),
            # Not part of the answer, which holds only what the service model knows.
            "_member": {key: params[key] for key in MEMBER_SETTINGS if params.get(key)},
            "_port": params.get("Port") or 6379,
        }
        if group["TransitEncryptionEnabled"]:
            group.setdefault("TransitEncryptionMode", "required")
        self._set_logs(group, params)
        nodes = params.get("NumCacheClusters") or 1 + (params.get("ReplicasPerNodeGroup") or 0)
        self._set_nodes(group, shards, nodes)
        self._keep("replication group", name, "ReplicationGroupAlreadyExists", group, params)
        return {"ReplicationGroup": group}

    @staticmethod
    def _set_logs(group: dict[str, Any], params: dict[str, Any]) -> None:
        # A change names one kind of log and leaves the others as they are.
        logs = {entry["LogType"]: entry for entry in group.get("LogDeliveryConfigurations", [])}
        for entry in params.get("LogDeliveryConfigurations") or []:
            if entry.get("Enabled") is False:
                logs.pop(entry["LogType"], None)
            else:
                logs[entry["LogType"]] = dict(entry, Status="active")
        group["LogDeliveryConfigurations"] = list(logs.values())

    @staticmethod
    def _set_nodes(group: dict[str, Any], shards: int, nodes: int) -> None:
        name, port = group["ReplicationGroupId"], group["_port"]
        prefix = "master" if group["TransitEncryptionEnabled"] else "primary"
        group["MemberClusters"], group["NodeGroups"] = [], []
        for shard in range(1, shards + 1):
            shard_id = f"{shard:04d}"
            members = []
            for node in range(1, nodes + 1):
                cluster = f"{name}-{shard_id}-{node:03d}" if group["ClusterEnabled"] else f"{name}-{node:03d}"
                member = {"CacheClusterId": cluster, "CacheNodeId": "0001", "PreferredAvailabilityZone": "us-east-1a"}
                if not group["ClusterEnabled"]:
                    member["CurrentRole"] = "primary" if node == 1 else "replica"
                members.append(member)
                group["MemberClusters"].append(cluster)
            node_group = {"NodeGroupId": shard_id, "Status": "available", "NodeGroupMembers": members}
            if not group["ClusterEnabled"]:
                node_group["PrimaryEndpoint"] = {"Address": f"{prefix}.{name}.cache.amazonaws.com", "Port": port}
                node_group["ReaderEndpoint"] = {"Address": f"replica.{name}.cache.amazonaws.com", "Port": port}
            group["NodeGroups"].append(node_group)
        if group["ClusterEnabled"]:
            group["ConfigurationEndpoint"] = {"Address": f"clustercfg.{name}.cache.amazonaws.com", "Port": port}

    def _replication_group(self, params: dict[str, Any]) -> dict[str, Any]:
        return self._found("replication group", params["ReplicationGroupId"], "ReplicationGroupNotFoundFault")

    def modify_replication_group(self, params: dict[str, Any]) -> dict[str, Any]:
        group = self._replication_group(params)
        group.update({key: params[key] for key in GROUP_SETTINGS if params.get(key) is not None})
        group["_member"].update({key: params[key] for key in MEMBER_SETTINGS if params.get(key)})
        if params.get("ReplicationGroupDescription") is not None:
            group["Description"] = params["ReplicationGroupDescription"]
        for setting, shown in (("AutomaticFailoverEnabled", "AutomaticFailover"), ("MultiAZEnabled", "MultiAZ")):
            if params.get(setting) is not None:
                group[shown] = "enabled" if params[setting] else "disabled"
        if params.get("AuthToken"):
            group["AuthTokenEnabled"] = params.get("AuthTokenUpdateStrategy") != "DELETE"
        remaining = [name for name in group["UserGroupIds"] if name not in (params.get("UserGroupIdsToRemove") or [])]
        group["UserGroupIds"] = remaining + list(params.get("UserGroupIdsToAdd") or [])
        self._set_logs(group, params)
        return {"ReplicationGroup": group}

    def increase_replica_count(self, params: dict[str, Any]) -> dict[str, Any]:
        group = self._replication_group(params)
        self._set_nodes(group, len(group["NodeGroups"]), 1 + params["NewReplicaCount"])
        return {"ReplicationGroup": group}

    def decrease_replica_count(self, params: dict[str, Any]) -> dict[str, Any]:
        return self.increase_replica_count(params)

    def modify_replication_group_shard_configuration(self, params: dict[str, Any]) -> dict[str, Any]:
        group = self._replication_group(params)
        self._set_nodes(group, params["NodeGroupCount"], len(group["NodeGroups"][0]["NodeGroupMembers"]))
        return {"ReplicationGroup": group}

    def describe_replication_groups(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params.get("ReplicationGroupId")
        return {"ReplicationGroups": self._listed("replication group", name, "ReplicationGroupNotFoundFault")}

    def delete_replication_group(self, params: dict[str, Any]) -> dict[str, Any]:
        group = self._replication_group(params)
        del self._kind("replication group")[params["ReplicationGroupId"]]
        return {"ReplicationGroup": dict(group, Status="deleting")}

    # -- clusters: those that stand alone, and the members of replication groups

    def create_cache_cluster(self, params: dict[str, Any]) -> dict[str, Any]:
        name, engine = params["CacheClusterId"], params.get("Engine") or "redis"
        port = params.get("Port") or (11211 if engine == "memcached" else 6379)
        family = {"memcached": "default.memcached1.6", "valkey": "default.valkey8"}.get(engine, "default.redis7")
        version = params.get("EngineVersion") or DEFAULT_VERSIONS[engine]
        cluster = {
            "SnapshotRetentionLimit": 0,
            "PreferredMaintenanceWindow": MAINTENANCE_WINDOW,
            "AutoMinorVersionUpgrade": True,
            "NetworkType": "ipv4",
            "IpDiscovery": "ipv4",
            "NumCacheNodes": 1,
            **{key: params[key] for key in CLUSTER_SETTINGS if params.get(key) is not None},
            "Engine": engine,
            "EngineVersion": full_version(version),
            "CacheClusterId": name,
            "CacheClusterStatus": "available",
            "PreferredAvailabilityZone": params.get("PreferredAvailabilityZone") or f"{self.region}a",
            "CacheParameterGroup": _in_sync(params.get("CacheParameterGroupName") or family),
            "SecurityGroups": _active(params.get("SecurityGroupIds")),
            "ARN": self.arn("elasticache", f"cluster:{name}"),
            "_port": port,
        }
        self._set_cache_nodes(cluster)
        self._keep("cluster", name, "CacheClusterAlreadyExists", cluster, params)
        return {"CacheCluster": cluster}

    @staticmethod
    def _set_cache_nodes(cluster: dict[str, Any]) -> None:
        name, port = cluster["CacheClusterId"], cluster["_port"]
        cluster["CacheNodes"] = [
            {
                "CacheNodeId": f"{node:04d}",
                "CacheNodeStatus": "available",
                "CustomerAvailabilityZone": cluster["PreferredAvailabilityZone"],
                "Endpoint": {"Address": f"{name}.{node:04d}.cache.amazonaws.com", "Port": port},
            }
            for node in range(1, cluster["NumCacheNodes"] + 1)
        ]
        if cluster["Engine"] == "memcached":
            cluster["ConfigurationEndpoint"] = {"Address": f"{name}.cfg.cache.amazonaws.com", "Port": port}

    def modify_cache_cluster(self, params: dict[str, Any]) -> dict[str, Any]:
        cluster = self._found("cluster", params["CacheClusterId"], "CacheClusterNotFound")
        cluster.update({key: params[key] for key in CLUSTER_SETTINGS if params.get(key) is not None})
        if params.get("EngineVersion"):
            cluster["EngineVersion"] = full_version(params["EngineVersion"])
        if params.get("CacheParameterGroupName"):
            cluster["CacheParameterGroup"] = _in_sync(params["CacheParameterGroupName"])
        if params.get("SecurityGroupIds"):
            cluster["SecurityGroups"] = _active(params["SecurityGroupIds"])
        self._set_cache_nodes(cluster)
        return {"CacheCluster": cluster}

    def describe_cache_clusters(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params.get("CacheClusterId")
        members = [] if params.get("ShowCacheClustersNotInReplicationGroups") else self._members()
        if name:
            found = [member for member in members if member["CacheClusterId"] == name]
            return {"CacheClusters": found or [self._found("cluster", name, "CacheClusterNotFound")]}
        return {"CacheClusters": [*self._kind("cluster").values(), *members]}

    def _members(self) -> list[dict[str, Any]]:
        return [
            self._member(group, cluster)
            for group in self._kind("replication group").values()
            for cluster in group["MemberClusters"]
        ]

    def _member(self, group: dict[str, Any], cluster: str) -> dict[str, Any]:
        engine, settings = group["Engine"], group["_member"]
        family = "default.redis7" if engine == "redis" else "default.valkey8"
        topic = settings.get("NotificationTopicArn")
        return {
            **{key: group[key] for key in CLUSTER_SETTINGS if key in group},
            "CacheClusterId": cluster,
            "CacheClusterStatus": "available",
            "ReplicationGroupId": group["ReplicationGroupId"],
            "EngineVersion": full_version(settings.get("EngineVersion") or DEFAULT_VERSIONS[engine]),
            "NumCacheNodes": 1,
            "AuthTokenEnabled": group["AuthTokenEnabled"],
            "AtRestEncryptionEnabled": group["AtRestEncryptionEnabled"],
            "CacheParameterGroup": _in_sync(settings.get("CacheParameterGroupName") or family),
            "CacheSubnetGroupName": settings.get("CacheSubnetGroupName"),
            "SecurityGroups": _active(settings.get("SecurityGroupIds")),
            "PreferredMaintenanceWindow": settings.get("PreferredMaintenanceWindow") or MAINTENANCE_WINDOW,
            "NotificationConfiguration": {"TopicArn": topic, "TopicStatus": "active"} if topic else None,
            "ARN": self.arn("elasticache", f"cluster:{cluster}"),
        }

    def delete_cache_cluster(self, params: dict[str, Any]) -> dict[str, Any]:
        cluster = self._found("cluster", params["CacheClusterId"], "CacheClusterNotFound")
        del self._kind("cluster")[params["CacheClusterId"]]
        return {"CacheCluster": dict(cluster, CacheClusterStatus="deleting")}


def _in_sync(parameter_group: str) -> dict[str, str]:
    return {"CacheParameterGroupName": parameter_group, "ParameterApplyStatus": "in-sync"}


def _active(security_groups: list[str] | None) -> list[dict[str, str]]:
    return [{"SecurityGroupId": group, "Status": "active"} for group in security_groups or []]
