package groundplan.ecs;

import groundplan.kernel.Unit;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;

/** The permissions of CodeDeploy: create and delete task sets of one service, and change its listeners. */
final class CodeDeployRole {
    private CodeDeployRole() {}

    /**
     * Creates {@code aws_iam_role.<id>}.
     *
     * @param name the service's name in the settings, which, unlike its AWS name, is not a reference
     * @param listeners ARNs of the listeners that forward to its tasks
     */
    static ServiceRole create(
            Unit<?> unit, String id, String name, Service service, LoadBalancer balancer, List<String> listeners) {
        String of = service.clusterName() + "/" + service.name();
        List<String> ways = new ArrayList<>(listeners);
        // A rule's ARN is its listener's with another resource type and the rule's id appended.
        ways.add(unit.context().arn("elasticloadbalancing", "listener-rule/" + balancer.arnSuffix() + "/*"));
        return new ServiceRole(unit, id, "codedeploy.amazonaws.com", "Deploys service " + name)
                .allow(List.of(
                        Statement.allow("Service", "ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet")
                                .on(unit.context().arn("ecs", "service/" + of)),
                        Statement.allow("TaskSets", "ecs:CreateTaskSet", "ecs:DeleteTaskSet")
                                .on(
                                        unit.context().arn("ecs", "service/" + of),
                                        unit.context().arn("ecs", "task-set/" + of + "/*")),
                        // List and describe actions support no resource ARNs.
                        Statement.allow(
                                        "Look",
                                        "elasticloadbalancing:DescribeListeners",
                                        "elasticloadbalancing:DescribeRules",
                                        "elasticloadbalancing:DescribeTargetGroups")
                                .on("*"),
                        Statement.allow("Alarms", "cloudwatch:DescribeAlarms")
                                .on(unit.context().arn("cloudwatch", "alarm:*")),
                        Statement.allow(
                                        "Turn",
                                        "elasticloadbalancing:ModifyListener",
                                        "elasticloadbalancing:ModifyRule")
                                .on(ways),
                        Statement.allow("PassTaskRoles", "iam:PassRole")
                                .on(service.roles().taskArn(), service.roles().executionArn())
                                .when("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com")));
    }
}
