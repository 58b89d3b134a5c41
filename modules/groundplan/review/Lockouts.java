package groundplan.review;

import groundplan.iam.PolicyControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Policies of resources after which the account itself can no longer use or administer them. */
final class Lockouts {
    private static final Argument POLICY = new Argument("policy");
    private static final String PUT_KEY_POLICY = "kms:PutKeyPolicy";

    /** The action that changes the policy of each type. */
    private static final Map<String, String> CHANGED_BY = Map.ofEntries(
            Map.entry("aws_backup_vault_policy", "backup:PutBackupVaultAccessPolicy"),
            Map.entry("aws_ecr_repository_policy", "ecr:SetRepositoryPolicy"),
            Map.entry("aws_efs_file_system_policy", "elasticfilesystem:PutFileSystemPolicy"),
            Map.entry("aws_kms_external_key", PUT_KEY_POLICY),
            Map.entry("aws_kms_key", PUT_KEY_POLICY),
            Map.entry("aws_kms_key_policy", PUT_KEY_POLICY),
            Map.entry("aws_kms_replica_external_key", PUT_KEY_POLICY),
            Map.entry("aws_kms_replica_key", PUT_KEY_POLICY),
            Map.entry("aws_s3_bucket", "s3:PutBucketPolicy"),
            Map.entry("aws_s3_bucket_policy", "s3:PutBucketPolicy"),
            Map.entry("aws_secretsmanager_secret", "secretsmanager:PutResourcePolicy"),
            Map.entry("aws_secretsmanager_secret_policy", "secretsmanager:PutResourcePolicy"),
            Map.entry("aws_sns_topic", "sns:SetTopicAttributes"),
            Map.entry("aws_sns_topic_policy", "sns:SetTopicAttributes"),
            Map.entry("aws_sqs_queue", "sqs:SetQueueAttributes"),
            Map.entry("aws_sqs_queue_policy", "sqs:SetQueueAttributes"));

    private Lockouts() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        String action = CHANGED_BY.get(change.type());
        if (action == null || !change.leaves() || change.notKnown(POLICY)) {
            return dangers;
        }
        String before = Argument.text(POLICY.in(change.before()));
        String after = Argument.text(POLICY.in(change.after()));
        if (after.isEmpty() || after.equals(before)) {
            return dangers;
        }
        PolicyControl.deniedToAll(after, action)
                .filter(statement -> PolicyControl.deniedToAll(before, action).isEmpty())
                .ifPresent(statement -> dangers.add(new Danger(
                        Danger.Weight.LOCK_OUT,
                        "denies " + statement + " without a condition: nobody can use it or change this policy")));
        PolicyControl.deniedToMost(after, action)
                .filter(statement -> dangers.isEmpty()
                        && PolicyControl.deniedToMost(before, action).isEmpty())
                .ifPresent(statement -> dangers.add(new Danger(
                        Danger.Weight.LOCK_OUT,
                        "denies " + statement + ": nobody else can use it or change this policy")));
        if (action.equals(PUT_KEY_POLICY) && dangers.isEmpty()) {
            Set<String> lost = new TreeSet<>(PolicyControl.accounts(before, action));
            lost.removeAll(PolicyControl.accounts(after, action));
            if (!lost.isEmpty() && !PolicyControl.accounts(after, action).contains("*")) {
                dangers.add(new Danger(
                        Danger.Weight.LOCK_OUT,
                        "no longer allows kms:* to " + String.join(", ", lost)
                                + ": IAM policies do not count for this key any more, and only those that its policy names"
                                + " can use or change it"));
            }
        }
        return dangers;
    }
}
