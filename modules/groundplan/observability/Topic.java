package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import groundplan.kernel.Unit;
import groundplan.parts.Policy;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The topic of one severity, which AWS's services of this account may tell, and its mails. */
final class Topic {
    private final Unit<?> unit;
    private final Severity severity;
    private final SnsTopic topic;

    /**
     * @param keyArn the key that encrypts what is under way
     * @param events whether EventBridge tells it something
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
            // AWS: no conditions in the policy of an EventBridge target, it sends none of their keys. A rule reaches
            // topics of its
            // own account only.
            statements.add(
                    Statement.allow("Events", "sns:Publish").on(topic.getArn()).service("events.amazonaws.com"));
        }
        statements.add(Statement.deny("TlsOnly", "sns:Publish")
                .on(topic.getArn())
                .principal("*")
                .when("Bool", "aws:SecureTransport", "false"));
        return statements;
    }

    /** Sends what it is told by mail. */
    void email(List<String> addresses) {
        addresses.forEach(address ->
                subscribe("email_" + address.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"), "email", address));
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
