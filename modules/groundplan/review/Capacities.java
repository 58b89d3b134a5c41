package groundplan.review;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of tasks, instances and the like that become 0, so that nothing serves any more.
 *
 * @param type the resource type
 * @param argument the argument
 * @param effect what happens then
 */
record Capacities(String type, Argument argument, String effect) {
    private static final List<Capacities> ALL = List.of(
            row("aws_appautoscaling_target", "max_capacity", "nothing runs any more"),
            row("aws_appautoscaling_target", "min_capacity", "it may be scaled to nothing"),
            row("aws_autoscaling_group", "max_size", "no instance runs any more"),
            row("aws_autoscaling_group", "desired_capacity", "no instance runs any more"),
            row("aws_autoscaling_group", "min_size", "it may be scaled to nothing"),
            row("aws_ecs_service", "desired_count", "no task runs any more"),
            row("aws_ecs_service", "deployment_minimum_healthy_percent", "a deployment stops all tasks first"),
            row("aws_eks_node_group", "scaling_config.max_size", "no node runs any more"),
            row("aws_eks_node_group", "scaling_config.desired_size", "no node runs any more"),
            row("aws_eks_node_group", "scaling_config.min_size", "it may be scaled to nothing"),
            row("aws_lambda_function", "reserved_concurrent_executions", "the function does not run any more"));

    private static Capacities row(String type, String argument, String effect) {
        return new Capacities(type, new Argument(argument), effect);
    }

    static List<Danger> of(ResourceChange change) {
        return ALL.stream()
                .filter(row -> row.type.equals(change.type()) && change.continues())
                .flatMap(row -> row.judge(change).stream())
                .limit(1)
                .toList();
    }

    private Optional<Danger> judge(ResourceChange change) {
        Optional<BigDecimal> before = Argument.number(argument.in(change.before()));
        Optional<BigDecimal> after = Argument.number(argument.in(change.after()));
        boolean ran = before.map(number -> number.signum() != 0).orElse(false);
        if (ran && change.notKnown(argument)) {
            return Optional.of(Danger.notKnown(argument.path()));
        }
        return ran && after.map(number -> number.signum() == 0).orElse(false)
                ? Optional.of(Danger.outage(
                        argument.path() + " changes from " + before.get().toPlainString() + " to 0: " + effect))
                : Optional.empty();
    }
}
