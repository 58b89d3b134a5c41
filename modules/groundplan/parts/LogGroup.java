package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import groundplan.kernel.Unit;

/** An encrypted log group with a retention period. */
public final class LogGroup {
    private final CloudwatchLogGroup group;

    /**
     * Creates {@code aws_cloudwatch_log_group.<name>}.
     *
     * @param name the resource's name in Terraform
     * @param logGroup the group's own name, such as {@code /ecs/shop-dev-orders}; what CloudWatch Logs does not allow in
     *     a name, such as the space that an API may have in its own, becomes a hyphen
     * @param retentionDays how long events are kept, in days
     * @param keyArn the key that encrypts them
     */
    public LogGroup(Unit<?> unit, String name, String logGroup, int retentionDays, String keyArn) {
        this.group = unit.add(name, (scope, id) -> CloudwatchLogGroup.Builder.create(scope, id)
                .name(logGroup.replaceAll("[^A-Za-z0-9_./#-]", "-"))
                .retentionInDays(retentionDays)
                .kmsKeyId(keyArn)
                .build());
    }

    /** The group's ARN, without the {@code :*} of its streams. */
    public String arn() {
        return group.getArn();
    }

    /** The group's own name. */
    public String name() {
        return group.getName();
    }

    /** The group itself. */
    public CloudwatchLogGroup resource() {
        return group;
    }
}
