package groundplan.rds;

import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.db_instance_automated_backups_replication.DbInstanceAutomatedBackupsReplication;
import groundplan.kernel.TerraformName;
import groundplan.parts.EncryptionKey;
import java.util.List;

/**
 * Replicates the automated backups to another region, encrypted with a key of that region, in case this region is lost.
 */
final class BackupReplica {
    BackupReplica(RdsUnit unit, DbInstance instance, String region, int days) {
        unit.inRegion(region, () -> {
            EncryptionKey key = new EncryptionKey(
                    unit,
                    TerraformName.of(unit.role()) + "_backups",
                    "Backups of " + unit.identifier() + " from "
                            + unit.context().region(),
                    30,
                    365,
                    List.of());
            return unit.add("main", (scope, id) -> DbInstanceAutomatedBackupsReplication.Builder.create(scope, id)
                    .sourceDbInstanceArn(instance.getArn())
                    .kmsKeyId(key.arn())
                    .retentionPeriod(days)
                    .build());
        });
    }
}
