package groundplan.kernel;

import java.util.Optional;

/** Where an environment keeps its Terraform states. */
public record StateSettings(
        @Setting(value = "Bucket that holds the states.", pattern = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") String bucket,
        @Setting(
                        value = "DynamoDB table that locks them. Left out: no table, and use_lockfile must be on.",
                        pattern = "[A-Za-z0-9_.-]{3,255}")
                Optional<String> lockTable,
        @Setting(
                        value =
                                "Lock with a file beside the state (Terraform 1.10 and later), instead of or beside the table.",
                        byDefault = "false")
                boolean useLockfile,
        @Setting(
                        value = "Region of bucket and table. Left out: the environment's own region.",
                        pattern = EnvironmentSettings.REGION)
                Optional<String> region,
        @Setting(
                        value =
                                "Environment that owns the bucket when several share it. Left out: each environment its own.",
                        pattern = "[a-z][a-z0-9-]*")
                Optional<String> owner,
        @Setting(value = "Key that encrypts the states, by id or ARN. Left out: the key of S3 itself (AES256).")
                Optional<String> kmsKeyId)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                lockTable.isPresent() || useLockfile,
                "lock_table",
                "nothing locks the state: name a table here or set use_lockfile: true");
    }
}
