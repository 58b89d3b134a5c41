package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlan;
import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlanRule;
import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlanRuleLifecycle;
import com.hashicorp.cdktf.providers.aws.backup_selection.BackupSelection;
import com.hashicorp.cdktf.providers.aws.backup_vault.BackupVault;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.List;

/**
 * Daily backups of one resource in a vault of its own, encrypted with the customer managed key. They are kept when the
 * resource is destroyed.
 */
public final class BackupVaultCopies {

    /**
     * Creates the vault, its plan and its selection, each named {@code main}; nothing when the settings disable it.
     *
     * @param role the vault's name after the system and the environment
     * @param what a word for the resource, such as {@code database}
     * @param arn the resource's ARN
     * @param keyArn the key that encrypts the backups
     */
    public BackupVaultCopies(
            Unit<?> unit, String role, String what, String arn, String keyArn, BackupPlanSettings settings) {
        if (!settings.enabled()) {
            return;
        }
        String name = unit.context().name(role, Name.BACKUP);
        BackupVault vault = unit.add("main", (scope, id) -> BackupVault.Builder.create(scope, id)
                .name(name)
                .kmsKeyArn(keyArn)
                .build());
        BackupPlan plan = unit.add("main", (scope, id) -> BackupPlan.Builder.create(scope, id)
                .name(name)
                .rule(List.of(BackupPlanRule.builder()
                        .ruleName("daily")
                        .targetVaultName(vault.getName())
                        // Outside the default backup and maintenance windows of RDS, which would delay it.
                        .schedule("cron(0 7 * * ? *)")
                        .lifecycle(BackupPlanRuleLifecycle.builder()
                                .deleteAfter(settings.retentionInDays())
                                .build())
                        .build()))
                .build());
        ServiceRole backup = new ServiceRole(unit, "backup", "backup.amazonaws.com", "Backs the " + what + " up")
                .attach("service-role/AWSBackupServiceRolePolicyForBackup");
        unit.add("main", (scope, id) -> BackupSelection.Builder.create(scope, id)
                .name(Name.BACKUP.of(role))
                .planId(plan.getId())
                .iamRoleArn(backup.arn())
                .resources(List.of(arn))
                .build());
    }
}
