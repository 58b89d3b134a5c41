package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.parts.Policy;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The topic of one severity, to which AWS services of this account may publish, and its email subscriptions. */
final class Topic {
    private final Unit<?> unit;
    private final Severity severity;
    private final SnsTopic topic;

    /**
     * @param keyArn the key that encrypts its messages
     * @param events whether EventBridge publishes to it
     */
    Topic(Unit<?> unit, Severity severity, String keyArn, boolean events) {
        this.unit = unit;
        this.severity = severity;
        this.topic = unit.add(severity.key(), (scope, id) -> SnsTopic.Builder.create(scope, id)
                .name(unit.context().name(severity.key()))
                .kmsMasterKeyId(keyArn)
                .build());
        unit.add(severity.key(), (scope, id) -> SnsTopicPolicy.Builder.create(scope, id)
                .arn(topic.getArn())
                .policy(Policy.of(statements(events)))
                .build());
    }

    private List<Statement> statements(boolean events) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("Services", "sns:Publish")
                .on(topic.getArn())
                .service(
                        "cloudwatch.amazonaws.com",
                        "events.rds.amazonaws.com",
                        "budgets.amazonaws.com",
                        "costalerts.amazonaws.com")
                .sourceAccount(unit.context().accountId()));
        if (events) {
            // AWS documents that EventBridge sends no condition keys, so its statement can have no conditions. A rule
            // publishes only to topics of its own account.
            statements.add(
                    Statement.allow("Events", "sns:Publish").on(topic.getArn()).service("events.amazonaws.com"));
        }
        statements.add(Statement.deny("TlsOnly", "sns:Publish")
                .on(topic.getArn())
                .principal("*")
                .when("Bool", "aws:SecureTransport", "false"));
        return statements;
    }

    /** Subscribes email addresses. */
    void email(List<String> addresses) {
        addresses.forEach(address -> subscribe(
                TerraformName.of("email_" + address.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_")),
                "email",
                address));
    }

    /** Adds {@code aws_sns_topic_subscription.<severity>_<name>}. */
    void subscribe(String name, String protocol, String endpoint) {
        unit.add(severity.key() + "_" + name, (scope, id) -> SnsTopicSubscription.Builder.create(scope, id)
                .topicArn(topic.getArn())
                .protocol(protocol)
                .endpoint(endpoint)
                .build());
    }

    String arn() {
        return topic.getArn();
    }
}
