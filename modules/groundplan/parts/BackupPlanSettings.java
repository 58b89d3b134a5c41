package groundplan.parts;

import groundplan.kernel.Setting;

/** Settings of the copies that AWS Backup keeps in a vault, beside the backups that a service makes itself. */
public record BackupPlanSettings(
        @Setting(value = "Make a copy every day.", byDefault = "true") boolean enabled,
        @Setting(value = "Days that a copy is kept.", byDefault = "35", min = 1, max = 36500) int retentionInDays) {}
