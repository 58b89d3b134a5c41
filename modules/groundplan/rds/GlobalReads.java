package groundplan.rds;

import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
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
