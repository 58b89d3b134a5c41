package groundplan.storage;

import groundplan.parts.Bucket;
import groundplan.parts.Statement;

/** The bucket for access logs. */
final class AccessLogs {
    private AccessLogs() {}

    static Bucket create(StorageUnit unit, LogsSettings settings) {
        // Without a customer managed key: load balancers cannot write to a bucket with one.
        Bucket.Plan plan = settings.shape(Bucket.plan(unit, "logs"));
        settings.bucket().ifPresent(plan::named);
        Bucket bucket = plan.create();
        String account = unit.context().accountId();
        // A load balancer writes to AWSLogs/<account>/, below the prefix that its own unit sets.
        return bucket.takeAccessLogs(unit)
                .allow(Statement.allow("LoadBalancers", "s3:PutObject")
                        .service("logdelivery.elasticloadbalancing.amazonaws.com")
                        .on(bucket.objects("AWSLogs/" + account + "/"), bucket.objects("*/AWSLogs/" + account + "/"))
                        // The condition that AWS documents; the account is in the ARN.
                        .when(
                                "ArnLike",
                                "aws:SourceArn",
                                unit.context().arn("elasticloadbalancing", "loadbalancer/*")));
    }
}
