package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import groundplan.kernel.TerraformName;
import groundplan.rds.RdsSettings.ReadReplica;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Read replicas in the same region, with the database's own security group. */
final class ReadReplicas {
    private final RdsUnit unit;
    private final RdsSettings settings;
    private final DbInstance source;
    private final CommonSettings common;
    private final Map<String, DbInstance> replicas = new TreeMap<>();

    ReadReplicas(RdsUnit unit, RdsSettings settings, DbInstance source, CommonSettings common) {
        this.unit = unit;
        this.settings = settings;
        this.source = source;
        this.common = common;
        settings.database().readReplicas().forEach((name, replica) -> replicas.put(name, replica(name, replica)));
    }

    /**
     * Engine, users, key, subnets and disk size are the source's: RDS does not accept them again. A replica holds no
     * data of its own, so it needs no final snapshot, and Terraform may replace it.
     */
    private DbInstance replica(String name, ReadReplica replica) {
        String role = TerraformName.of("replica_" + name);
        String identifier = unit.identifier("-" + name.replace('_', '-'));
        List<ITerraformDependable> logs = common.logGroups(role + "_", identifier);
        return unit.add(role, (scope, id) -> common.apply(DbInstance.Builder.create(scope, id))
                .identifier(identifier)
                .replicateSourceDb(source.getIdentifier())
                .instanceClass(replica.instanceClass().orElse(settings.instanceClass()))
                .multiAz(replica.multiAz())
                .skipFinalSnapshot(true)
                .dependsOn(logs)
                .build());
    }

    /** The replicas themselves, for {@code depends_on} of what comes after them. */
    List<DbInstance> all() {
        return List.copyOf(replicas.values());
    }

    Map<String, String> hosts() {
        Map<String, String> hosts = new TreeMap<>();
        replicas.forEach((name, replica) -> hosts.put(name, replica.getAddress()));
        return hosts;
    }

    Map<String, String> identifiers() {
        Map<String, String> identifiers = new TreeMap<>();
        replicas.forEach((name, replica) -> identifiers.put(name, replica.getIdentifier()));
        return identifiers;
    }
}
