package groundplan.rds;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a database publishes, on an instance or on a cluster.
 *
 * @param host the name that clients connect to
 * @param port its TCP port
 * @param databaseName the database inside it
 * @param masterSecretArn the secret in which the master user's password is kept and rotated: RDS's own, or in a global
 *     database that of the unit with the cluster that writes, or its copy in this region
 * @param securityGroupId the group in front of it: a client's unit adds the rule that lets the client in
 * @param identifier the name of the instance or of the cluster, the dimension of its metrics
 * @param resourceId the id in the ARN of an IAM database user: {@code ...:dbuser:<resource id>/<user>}
 * @param allocatedStorageGib the size of an instance's disk in GiB as it is now, however it came to it; a cluster has none
 * @param readerHosts the names that clients connect to who only read, by read replica; a cluster has one, its {@code reader}
 * @param replicaIdentifiers the replicas' names, the dimension of their metrics, by read replica
 * @param maxConnections how many connections the instance takes at once; absent when its parameters leave that to its memory
 * @param instanceIdentifiers the names of a cluster's instances, the dimension of their metrics, by instance
 * @param globalClusterIdentifier the global database that clusters of other regions may join
 * @param joinedGlobalCluster the global database whose cluster that writes is in another region
 * @param masterSecretReplicaArns the secret's copies, by region
 * @param ownKeyArn the key of the unit's own, which encrypts that secret too; absent where the environment's key does
 * @param engine what it runs: known to readers when they are synthesized, and no output
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
        Set<String> copies = cluster.flatMap(ClusterSettings::ownPassword)
                .map(password -> password.replicas().keySet())
                .orElse(Set.of());
        String thing = cluster.isPresent() ? "cluster" : "instance";
        return new RdsOutputs(
                from.value("host", Shape.HOST, "Name that clients connect to."),
                from.value("port", Shape.PORT, "TCP port."),
                from.value("database_name", Shape.NAME, "Database inside the " + thing + "."),
                from.value("master_secret_arn", Shape.SECRET_ARN, "Secret with the master user's password."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group in front of the database."),
                from.value("identifier", Shape.NAME, "Name of the " + thing + ", the dimension of its metrics."),
                from.value("resource_id", Shape.RESOURCE_ID, "Id in the ARNs of its IAM users."),
                settings.storage()
                        .map(disk -> from.value("allocated_storage_gib", Shape.GIBIBYTES, "Size of its disk in GiB.")),
                from.values(
                        "reader_hosts",
                        cluster.isPresent() ? Set.of(Cluster.READER) : replicas,
                        Shape.HOST,
                        "Names that clients connect to who only read."),
                from.values(
                        "replica_identifiers",
                        replicas,
                        Shape.NAME,
                        "Names of the replicas, the dimension of their metrics."),
                settings.database()
                        .maxConnections()
                        .map(given -> from.value(
                                "max_connections", Shape.COUNT, "Connections that the instance takes at once.")),
                from.values(
                        "instance_identifiers",
                        cluster.map(own -> own.instances().keySet()).orElse(Set.of()),
                        Shape.NAME,
                        "Names of the instances, the dimension of their metrics."),
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
                                "Global database that is written in another region.")),
                from.values(
                        "master_secret_replica_arns", copies, Shape.SECRET_ARN, "Copies of that secret, by region."),
                settings.storage()
                        .filter(RdsSettings.Storage::ownKey)
                        .map(disk ->
                                from.value("own_key_arn", Shape.KEY_ARN, "Key of the database and of its secret.")),
                settings.engine());
    }
}
