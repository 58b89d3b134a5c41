package groundplan.parts;

import groundplan.kernel.Setting;

/**
 * Settings of the backups that AWS Backup keeps in a vault, in addition to the backups that the service itself creates.
 */
public record BackupPlanSettings(
        @Setting(value = "Create a backup every day.", byDefault = "true") boolean enabled,
        @Setting(value = "Days that a backup is kept.", byDefault = "35", min = 1, max = 36500) int retentionInDays) {}
