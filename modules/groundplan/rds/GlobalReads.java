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
import java.util.TreeMap;

/**
 * The outputs of other units that a cluster of a global database uses.
 *
 * @param primary the primary cluster; absent when it is this one
 * @param replicaKeyArns the keys of the secret's replicas, by region
 * @param logsBucket the bucket for access logs
 */
record GlobalReads(Optional<RdsOutputs> primary, Map<String, String> replicaKeyArns, Optional<String> logsBucket) {
    static Optional<GlobalReads> of(UnitContext context, RdsSettings settings, Wiring wiring) {
        return settings.database()
                .cluster()
                .flatMap(ClusterSettings::global)
                .map(global -> of(context, global, wiring));
    }

    /** Reports what the other clusters of a global database lack. */
    static void check(UnitContext context, RdsSettings settings, Wiring wiring, Check check) {
        settings.database().cluster().ifPresent(cluster -> {
            cluster.ownPassword()
                    .ifPresent(password -> check.that(
                            !wiring.outputs(context.path(), NetworkOutputs.class, settings.network())
                                    .natGatewayIds()
                                    .isEmpty(),
                            "network",
                            "the rotation function of the master user's password downloads RDS's CA certificates from the"
                                    + " Internet, which is not reachable from a network without NAT gateways; set"
                                    + " nat_gateways: single or per_zone there"));
            cluster.global().flatMap(Global::primary).ifPresent(name -> {
                RdsOutputs primary = wiring.outputs(context.path(), RdsOutputs.class, name);
                String key = "database.cluster.global.primary";
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
        });
    }

    private static GlobalReads of(UnitContext context, Global global, Wiring wiring) {
        Map<String, String> keys = new TreeMap<>();
        global.password()
                .replicas()
                .forEach((region, unit) -> keys.put(
                        region,
                        wiring.outputs(context.path(), KmsOutputs.class, unit).dataKeyArn()));
        return new GlobalReads(
                wiring.outputs(context.path(), RdsOutputs.class, global.primary()),
                keys,
                wiring.outputs(
                                context.path(),
                                StorageOutputs.class,
                                global.password().storage())
                        .map(StorageOutputs::logsBucketName));
    }
}
