package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer managed key with rotation, an alias and an explicit policy: the account's IAM policies apply, and the
 * named services may use it.
 */
public final class EncryptionKey {
    private final KmsKey key;
    private final List<Statement> statements = new ArrayList<>();

    /**
     * Creates {@code aws_kms_key.<name>} and {@code aws_kms_alias.<name>}.
     *
     * @param name the resource's name in Terraform; the alias is {@code alias/<system>-<environment>-<name>}
     * @param description what the key encrypts
     * @param deletionWindowInDays days between the scheduled deletion and the actual one
     * @param rotationPeriodInDays days after which the key material is rotated
     * @param services what AWS services may do with it, in addition to the account's own IAM policies
     */
    public EncryptionKey(
            Unit<?> unit,
            String name,
            String description,
            int deletionWindowInDays,
            int rotationPeriodInDays,
            List<Statement> services) {
        statements.add(Statement.allow("AccountDecides", "kms:*")
                .on("*")
                .principal("AWS", "arn:aws:iam::" + unit.context().accountId() + ":root"));
        statements.addAll(services);
        this.key = unit.add(name, (scope, id) -> {
            KmsKey made = KmsKey.Builder.create(scope, id)
                    .description(description)
                    .enableKeyRotation(true)
                    .deletionWindowInDays(deletionWindowInDays)
                    .policy(Policy.of(statements))
                    .build();
            // Not yet in the bindings.
            made.addOverride("rotation_period_in_days", rotationPeriodInDays);
            return made;
        });
        unit.add(name, (scope, id) -> KmsAlias.Builder.create(scope, id)
                .name("alias/" + unit.context().name(name.replace('_', '-')))
                .targetKeyId(key.getKeyId())
                .build());
    }

    /** Allows CloudWatch Logs to encrypt the account's log groups in the unit's region. */
    public static Statement logs(UnitContext context) {
        return Statement.allow(
                        "Logs",
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncrypt*",
                        "kms:GenerateDataKey*",
                        "kms:DescribeKey")
                .on("*")
                .service("logs." + context.region() + ".amazonaws.com")
                .when("ArnLike", "kms:EncryptionContext:aws:logs:arn", context.arn("logs", "*"));
    }

    /** Allows services to publish to encrypted topics of the account: they use the key directly. */
    public static List<Statement> publishers(UnitContext context) {
        Statement publishers = Statement.allow("Publishers", "kms:Decrypt", "kms:GenerateDataKey*")
                .on("*")
                .service(
                        "cloudwatch.amazonaws.com",
                        "events.amazonaws.com",
                        "events.rds.amazonaws.com",
                        "budgets.amazonaws.com",
                        "costalerts.amazonaws.com")
                .sourceAccount(context.accountId());
        // EventBridge sends no condition keys with a topic: the encryption context, which SNS sets to the topic, is
        // the restriction.
        Statement events = Statement.allow("EventsToTopics", "kms:Decrypt", "kms:GenerateDataKey*")
                .on("*")
                .service("events.amazonaws.com")
                .when("ArnLike", "kms:EncryptionContext:aws:sns:topicArn", context.arn("sns", "*"));
        return List.of(publishers, events);
    }

    /** Adds to the key's policy, for statements that are only known after the key has been created. */
    public EncryptionKey allow(Statement... more) {
        statements.addAll(List.of(more));
        key.setPolicy(Policy.of(statements));
        return this;
    }

    /** The key's ARN. */
    public String arn() {
        return key.getArn();
    }
}
