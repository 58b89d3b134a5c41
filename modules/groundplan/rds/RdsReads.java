package groundplan.rds;

import groundplan.kernel.Check;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.rds.ClusterSettings.Global;
import groundplan.storage.StorageOutputs;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The outputs of other units that only some databases use: one whose password RDS does not manage, and a cluster of a
 * global database.
 *
 * @param primary the primary cluster of the global database; absent when it is this one, or when there is none
 * @param replicaKeyArns the keys of the replicas of the password's secret, by region
 * @param logsBucket the bucket for access logs of the code of the function that rotates the password
 */
record RdsReads(Optional<RdsOutputs> primary, Map<String, String> replicaKeyArns, Optional<String> logsBucket) {
    static RdsReads of(UnitContext context, RdsSettings settings, Wiring wiring) {
        Map<String, String> keys = new TreeMap<>();
        Optional<MasterPassword> password = settings.database().ownPassword();
        password.ifPresent(own -> own.replicas()
                .forEach((region, unit) -> keys.put(
                        region,
                        wiring.outputs(context.path(), KmsOutputs.class, unit).dataKeyArn())));
        return new RdsReads(
                wiring.outputs(context.path(), RdsOutputs.class, primary(settings)),
                keys,
                wiring.outputs(context.path(), StorageOutputs.class, password.flatMap(MasterPassword::storage))
                        .map(StorageOutputs::logsBucketName));
    }

    /** Reports what the network and the other clusters of a global database lack. */
    static void check(UnitContext context, RdsSettings settings, Wiring wiring, Check check) {
        settings.database()
                .ownPassword()
                .ifPresent(password -> check.that(
                        !wiring.outputs(context.path(), NetworkOutputs.class, settings.network())
                                .natGatewayIds()
                                .isEmpty(),
                        "network",
                        "the rotation function of the master user's password downloads RDS's CA certificates from the"
                                + " Internet, which is not reachable from a network without NAT gateways; set"
                                + " nat_gateways: single or per_zone there"));
        Set<String> zones = wiring.outputs(context.path(), NetworkOutputs.class, settings.network())
                .databaseSubnetIds()
                .keySet();
        settings.database().cluster().ifPresent(cluster -> cluster.instances()
                .forEach((name, instance) -> instance.zone()
                        .ifPresent(zone -> check.that(
                                zones.contains(zone),
                                "database.cluster.instances." + name + ".zone",
                                "unit '" + settings.network() + "' has no subnet in zone " + zone + "; it has "
                                        + zones))));
        settings.protection()
                .backupReplication()
                .ifPresent(copy -> check.that(
                        !copy.region().equals(context.region()),
                        "protection.backup_replication.region",
                        "this is the region of the database; RDS replicates backups to another one"));
        primary(settings).ifPresent(name -> {
            RdsOutputs primary = wiring.outputs(context.path(), RdsOutputs.class, name);
            String key = "database.cluster.global.primary";
            Optional<String> own = settings.database().endpoint().identifier();
            check.that(
                    own.isEmpty()
                            || wiring.settings(RdsSettings.class, name)
                                    .flatMap(
                                            other -> other.database().endpoint().identifier())
                                    .filter(own.get()::equals)
                                    .isEmpty(),
                    "database.endpoint.identifier",
                    "'" + own.orElse("") + "' is also the identifier of unit '" + name
                            + "'; RDS requires different ones of the clusters of a global database");
            check.that(
                    primary.globalClusterIdentifier().isPresent(),
                    key,
                    "unit '" + name + "' creates no global database; set cluster.global there too");
            check.that(
                    primary.masterSecretReplicaArns().containsKey(context.region()),
                    key,
                    "unit '" + name + "' has no replica of the master user's secret in " + context.region()
                            + "; add the region to cluster.global.password.replicas there");
        });
    }

    private static Optional<String> primary(RdsSettings settings) {
        return settings.database().cluster().flatMap(ClusterSettings::global).flatMap(Global::primary);
    }
}
