package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import groundplan.rds.RdsSettings.ReadReplica;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instances in the same region that follow the database and take reads, behind the database's own security group. */
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
     * Engine, users, key, subnets and the disk's size are the source's: RDS wants none of them again. A replica holds nothing
     * that the source does not, so no snapshot is taken of it, and Terraform may replace it.
     */
    private DbInstance replica(String name, ReadReplica replica) {
        String role = "replica_" + name.replace('-', '_');
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
