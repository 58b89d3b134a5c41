package groundplan.rds;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outputs of a database, on an instance or on a cluster.
 *
 * @param host the host name that clients connect to
 * @param port its TCP port
 * @param databaseName the name of the database
 * @param masterSecretArn the secret with the master user's password: RDS's own, or the unit's own, or in a global
 *     database that of the primary cluster's unit, or its replica in this region
 * @param securityGroupId its security group: a client's unit adds the ingress rule for the client
 * @param identifier the identifier of the instance or of the cluster, the dimension of its metrics
 * @param resourceId the id in the ARN of an IAM database user: {@code ...:dbuser:<resource id>/<user>}
 * @param allocatedStorageGib the current disk size of an instance in GiB, including autoscaling; absent for a cluster
 * @param readerHosts the host names for read-only connections, by read replica; a cluster has one, its {@code reader}
 * @param replicaIdentifiers the identifiers of the replicas, the dimension of their metrics, by read replica
 * @param maxConnections the maximum number of connections; absent unless the parameters set it
 * @param instanceIdentifiers the identifiers of a cluster's instances, the dimension of their metrics, by instance
 * @param globalClusterIdentifier the global database that clusters of other regions may join
 * @param joinedGlobalCluster the global database whose primary cluster is in another region
 * @param masterSecretReplicaArns the secret's replicas, by region
 * @param ownKeyArn the unit's own key, which also encrypts that secret; absent when the environment's key is used
 * @param engine the engine, which readers know at synthesis; not an output
 */
public record RdsOutputs(
        String host,
        String port,
        String databaseName,
        String masterSecretArn,
        String securityGroupId,
        String identifier,
        String resourceId,
        Optional<String> allocatedStorageGib,
        Map<String, String> readerHosts,
        Map<String, String> replicaIdentifiers,
        Optional<String> maxConnections,
        Map<String, String> instanceIdentifiers,
        Optional<String> globalClusterIdentifier,
        Optional<String> joinedGlobalCluster,
        Map<String, String> masterSecretReplicaArns,
        Optional<String> ownKeyArn,
        Engine engine) {

    static RdsOutputs of(RdsSettings settings, OutputSource from) {
        Set<String> replicas = settings.database().readReplicas().keySet();
        Optional<ClusterSettings> cluster = settings.database().cluster();
        Set<String> copies = settings.database()
                .ownPassword()
                .map(password -> password.replicas().keySet())
                .orElse(Set.of());
        String thing = cluster.isPresent() ? "cluster" : "instance";
        return new RdsOutputs(
                from.value("host", Shape.HOST, "Host name that clients connect to."),
                from.value("port", Shape.PORT, "TCP port."),
                from.value("database_name", Shape.NAME, "Name of the database in the " + thing + "."),
                from.value("master_secret_arn", Shape.SECRET_ARN, "ARN of the secret with the master user's password."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Id of the database's security group."),
                from.value("identifier", Shape.NAME, "Identifier of the " + thing + ", the dimension of its metrics."),
                from.value(
                        "resource_id", Shape.RESOURCE_ID, "Resource id, part of the ARNs of its IAM database users."),
                settings.storage()
                        .map(disk -> from.value("allocated_storage_gib", Shape.GIBIBYTES, "Size of its disk in GiB.")),
                from.values(
                        "reader_hosts",
                        cluster.isPresent() ? Set.of(Cluster.READER) : replicas,
                        Shape.HOST,
                        "Host names for read-only connections."),
                from.values(
                        "replica_identifiers",
                        replicas,
                        Shape.NAME,
                        "Identifiers of the replicas, the dimension of their metrics."),
                settings.database()
                        .maxConnections()
                        .map(given -> from.value(
                                "max_connections", Shape.COUNT, "Maximum number of connections of the instance.")),
                from.values(
                        "instance_identifiers",
                        cluster.map(own -> own.instances().keySet()).orElse(Set.of()),
                        Shape.NAME,
                        "Identifiers of the instances, the dimension of their metrics."),
                cluster.filter(ClusterSettings::writes)
                        .flatMap(ClusterSettings::global)
                        .map(global -> from.value(
                                "global_cluster_identifier",
                                Shape.NAME,
                                "Global database that clusters of other regions may join.")),
                cluster.filter(own -> !own.writes())
                        .map(own -> from.value(
                                "joined_global_cluster",
                                Shape.NAME,
                                "Global database whose primary cluster is in another region.")),
                from.values(
                        "master_secret_replica_arns",
                        copies,
                        Shape.SECRET_ARN,
                        "ARNs of that secret's replicas, by region."),
                settings.storage()
                        .filter(RdsSettings.Storage::ownKey)
                        .map(disk -> from.value(
                                "own_key_arn", Shape.KEY_ARN, "ARN of the key of the database and of its secret.")),
                settings.engine());
    }
}
