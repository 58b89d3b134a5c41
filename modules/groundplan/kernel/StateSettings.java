package groundplan.kernel;

import java.util.Optional;

/** Where an environment keeps its Terraform states. */
public record StateSettings(
        @Setting(
                        value = "Bucket that holds the states.",
                        pattern = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                        form = TextForm.BUCKET)
                String bucket,
        @Setting(
                        value = "DynamoDB table for state locks. Left out: no table; use_lockfile must then be true.",
                        pattern = "[A-Za-z0-9_.-]{3,255}")
                Optional<String> lockTable,
        @Setting(
                        value =
                                "Lock with a file next to the state (Terraform 1.10 and later), instead of or in addition to the table.",
                        byDefault = "false")
                boolean useLockfile,
        @Setting(
                        value = "Region of the bucket and the table. Left out: the environment's own region.",
                        form = TextForm.REGION)
                Optional<String> region,
        @Setting(
                        value =
                                "Environment that owns the bucket, when several environments share it. Left out: each environment has its own.",
                        pattern = "[a-z][a-z0-9-]*")
                Optional<String> owner,
        @Setting(value = "KMS key that encrypts the states, by id or ARN. Left out: the S3-managed key (AES256).")
                Optional<String> kmsKeyId)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                lockTable.isPresent() || useLockfile,
                "lock_table",
                "the state would not be locked: name a table here or set use_lockfile: true");
    }
}
