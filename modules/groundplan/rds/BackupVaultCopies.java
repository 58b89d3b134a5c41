package groundplan.rds;

import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlan;
import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlanRule;
import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlanRuleLifecycle;
import com.hashicorp.cdktf.providers.aws.backup_selection.BackupSelection;
import com.hashicorp.cdktf.providers.aws.backup_vault.BackupVault;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import groundplan.kernel.Name;
import groundplan.parts.ServiceRole;
import java.util.List;

/** A second copy of the backups, in a vault which the database's end does not touch. */
final class BackupVaultCopies {
  BackupVaultCopies(RdsUnit unit, DbInstance instance, String keyArn, int days) {
    String name = unit.context().name(unit.role(), Name.DATABASE);
    BackupVault vault = unit.add("main", (scope, id) ->
        BackupVault.Builder.create(scope, id).name(name).kmsKeyArn(keyArn).build());
    BackupPlan plan = unit.add("main", (scope, id) -> BackupPlan.Builder.create(scope, id).name(name)
        .rule(List.of(BackupPlanRule.builder().ruleName("daily").targetVaultName(vault.getName())
            // Away from the default windows of RDS's own backup and of maintenance, which would make it wait.
            .schedule("cron(0 7 * * ? *)")
            .lifecycle(BackupPlanRuleLifecycle.builder().deleteAfter(days).build()).build()))
        .build());
    ServiceRole role = new ServiceRole(unit, "backup", "backup.amazonaws.com", "Backs the database up")
        .attach("service-role/AWSBackupServiceRolePolicyForBackup");
    unit.add("main", (scope, id) -> BackupSelection.Builder.create(scope, id).name(unit.role()).planId(plan.getId())
        .iamRoleArn(role.arn()).resources(List.of(instance.getArn())).build());
  }
}
