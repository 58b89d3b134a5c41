package groundplan.ecs;

import groundplan.kernel.Unit;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;

/** What CodeDeploy may do: put the tasks of one service beside each other, and turn its listeners. */
final class CodeDeployRole {
    private CodeDeployRole() {}

    /**
     * Creates {@code aws_iam_role.<id>}.
     *
     * @param name the service's name here, which unlike that at AWS is no reference
     * @param listeners ARNs of the listeners that lead to its tasks
     */
    static ServiceRole create(
            Unit<?> unit, String id, String name, Service service, LoadBalancer balancer, List<String> listeners) {
        String of = service.clusterName() + "/" + service.name();
        List<String> ways = new ArrayList<>(listeners);
        // A rule's ARN is that of its listener with another word in front and its own id behind.
        ways.add(unit.context().arn("elasticloadbalancing", "listener-rule/" + balancer.arnSuffix() + "/*"));
        return new ServiceRole(unit, id, "codedeploy.amazonaws.com", "Deploys service " + name)
                .allow(List.of(
                        Statement.allow("Service", "ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet")
                                .on(unit.context().arn("ecs", "service/" + of)),
                        Statement.allow("TaskSets", "ecs:CreateTaskSet", "ecs:DeleteTaskSet")
                                .on(
                                        unit.context().arn("ecs", "service/" + of),
                                        unit.context().arn("ecs", "task-set/" + of + "/*")),
                        // Lists have no resource to name.
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
                        Statement.allow("HandOver", "iam:PassRole")
                                .on(service.roles().taskArn(), service.roles().executionArn())
                                .when("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com")));
    }
}
