package groundplan.observability;

import groundplan.kernel.Unit;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.observability.Watch.Over;
import groundplan.parts.Bucket;
import groundplan.parts.Firewall;
import groundplan.parts.Function;
import groundplan.parts.FunctionCode;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The function that forwards a topic's notifications to PagerDuty. An HTTPS subscription would work without it, but its
 * URL contains the integration key, which would then be in plan and state.
 */
final class Pagerduty {
    private final String name;
    private final Function function;

    Pagerduty(Unit<?> unit, Severity severity, Topic topic, PagerdutyAccess access, KmsOutputs keys) {
        this.name = "pagerduty_" + severity.key();
        String region = unit.context().region();
        Bucket code = Bucket.plan(unit, name)
                .key(keys.dataKeyArn())
                .logsTo(access.logsBucket())
                // Bucket names are shared by all regions.
                .named(unit.context().bucketName(name.replace('_', '-') + "-" + region))
                .create();
        this.function = Function.plan(
                        unit,
                        name,
                        FunctionCode.python(Pagerduty.class, "notifier.py"),
                        code,
                        new Function.Keys(keys.dataKeyArn(), keys.logsKeyArn(), keys.notificationsKeyArn()))
                .description("Tells PagerDuty what the " + severity.key() + " topic is told")
                .retention(access.retentionDays())
                .variable(access.key().variable(), access.key().arn())
                .variable("SEVERITY", severity.key())
                .allow(List.of(
                        Statement.allow("ReadKey", access.key().action())
                                .on(access.key().arn()),
                        Statement.allow("DecryptKey", "kms:Decrypt")
                                .on(keys.dataKeyArn())
                                .when(
                                        "StringEquals",
                                        "kms:ViaService",
                                        access.key().service() + "." + region + ".amazonaws.com")))
                .in(access.network().map(network -> place(unit, network)))
                .create();
        function.invokedBy("topic", "sns.amazonaws.com", topic.arn());
        topic.subscribe("pagerduty", "lambda", function.arn());
    }

    private Function.Place place(Unit<?> unit, NetworkOutputs network) {
        Firewall firewall = new Firewall(unit, name, network.vpcId(), "Tells PagerDuty")
                // PagerDuty is on the Internet, reached through the NAT gateway.
                .egress("pagerduty", "0.0.0.0/0", 443);
        return new Function.Place(new ArrayList<>(network.privateSubnetIds().values()), firewall.id());
    }

    /** Notifications that could not be sent to PagerDuty after all retries: an alarm for the other topic. */
    Watch lost() {
        return Watch.of(
                name + "_lost",
                "notifications that could not be sent to PagerDuty",
                new Threshold(Optional.of(0.0), Optional.empty(), 5),
                Over.ALL_MINUTES,
                Watch.Silence.FINE,
                Metric.of(
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesVisible",
                        "Maximum",
                        Map.of("QueueName", function.failedQueueName())));
    }
}
