package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlan;
import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlanRule;
import com.hashicorp.cdktf.providers.aws.backup_plan.BackupPlanRuleLifecycle;
import com.hashicorp.cdktf.providers.aws.backup_selection.BackupSelection;
import com.hashicorp.cdktf.providers.aws.backup_vault.BackupVault;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.List;

/** Daily copies of one thing, in a vault of its own with the customer key, which the thing's end does not touch. */
public final class BackupVaultCopies {

    /**
     * Creates the vault, its plan and what is selected, each named {@code main}; nothing when the settings say so.
     *
     * @param role what the vault is called behind system and environment
     * @param what a word for the thing, such as {@code database}
     * @param arn the thing
     * @param keyArn the key that encrypts the copies
     */
    public BackupVaultCopies(
            Unit<?> unit, String role, String what, String arn, String keyArn, BackupPlanSettings settings) {
        if (!settings.enabled()) {
            return;
        }
        String name = unit.context().name(role, Name.DATABASE);
        BackupVault vault = unit.add("main", (scope, id) -> BackupVault.Builder.create(scope, id)
                .name(name)
                .kmsKeyArn(keyArn)
                .build());
        BackupPlan plan = unit.add("main", (scope, id) -> BackupPlan.Builder.create(scope, id)
                .name(name)
                .rule(List.of(BackupPlanRule.builder()
                        .ruleName("daily")
                        .targetVaultName(vault.getName())
                        // Away from the default windows of RDS's own backup and of maintenance, which would make it
                        // wait.
                        .schedule("cron(0 7 * * ? *)")
                        .lifecycle(BackupPlanRuleLifecycle.builder()
                                .deleteAfter(settings.retentionInDays())
                                .build())
                        .build()))
                .build());
        ServiceRole backup = new ServiceRole(unit, "backup", "backup.amazonaws.com", "Backs the " + what + " up")
                .attach("service-role/AWSBackupServiceRolePolicyForBackup");
        unit.add("main", (scope, id) -> BackupSelection.Builder.create(scope, id)
                .name(role)
                .planId(plan.getId())
                .iamRoleArn(backup.arn())
                .resources(List.of(arn))
                .build());
    }
}
