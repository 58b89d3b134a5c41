package groundplan.dns;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_resource_policy.CloudwatchLogResourcePolicy;
import com.hashicorp.cdktf.providers.aws.route53_query_log.Route53QueryLog;
import com.hashicorp.cdktf.providers.aws.route53_zone.Route53Zone;
import groundplan.kernel.UnitContext;
import groundplan.parts.EncryptionKey;
import groundplan.parts.LogGroup;
import groundplan.parts.Policy;
import groundplan.parts.Statement;
import java.util.List;

/** The query log of a zone. Route 53 writes it in one region only, so it has its own key there. */
final class QueryLog {
    QueryLog(DnsUnit unit, DnsSettings settings, Route53Zone zone) {
        UnitContext context = unit.context();
        String name = "/aws/route53/" + settings.zoneName();
        String arn = context.arn("logs", "log-group:" + name);
        Statement logs = Statement.allow(
                        "Logs",
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncrypt*",
                        "kms:GenerateDataKey*",
                        "kms:DescribeKey")
                .on("*")
                .service("logs." + context.region() + ".amazonaws.com")
                .when("ArnEquals", "kms:EncryptionContext:aws:logs:arn", arn);
        EncryptionKey key = new EncryptionKey(
                unit, "query_log", "Log of the queries for " + settings.zoneName(), 30, 365, List.of(logs));
        LogGroup group = new LogGroup(unit, "query_log", name, settings.queryLogRetentionInDays(), key.arn());
        CloudwatchLogResourcePolicy policy =
                unit.add("query_log", (scope, id) -> CloudwatchLogResourcePolicy.Builder.create(scope, id)
                        .policyName(context.name("route53-query-log"))
                        .policyDocument(Policy.of(Statement.allow("Write", "logs:CreateLogStream", "logs:PutLogEvents")
                                .on(arn + ":*")
                                .service("route53.amazonaws.com")
                                .sourceAccount(context.accountId())
                                .when("ArnLike", "aws:SourceArn", "arn:aws:route53:::hostedzone/*")))
                        .build());
        unit.add("main", (scope, id) -> Route53QueryLog.Builder.create(scope, id)
                .zoneId(zone.getZoneId())
                .cloudwatchLogGroupArn(group.arn())
                .dependsOn(List.of(policy))
                .build());
    }
}
