package groundplan.ecs;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRule;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleAction;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleCondition;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleConditionHostHeader;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleConditionPathPattern;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroup;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroupHealthCheck;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroupStickiness;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The targets of a load balancer for a service's tasks.
 *
 * @param group the target group; with blue/green deployments, the blue one
 * @param green the green target group, with blue/green deployments
 * @param listenerRule the rule that forwards to the group: without it no task can be registered there
 * @param requestLabel the resource label of its request count metric; absent with a network load balancer
 */
record Target(
        LbTargetGroup group,
        Optional<LbTargetGroup> green,
        ITerraformDependable listenerRule,
        Optional<String> requestLabel) {
    /** Creates the target group of a service, or the two of blue/green deployments, and the rule of an application load balancer. */
    static Target behind(
            LoadBalancer balancer, Unit<?> unit, String service, int port, RoutingSettings settings, String vpcId) {
        String id = ServiceGroup.id(service);
        LbTargetGroup group = group(unit, id, service, port, settings, vpcId);
        Optional<LbTargetGroup> green = balancer.blueGreen()
                ? Optional.of(group(unit, id + "_green", service + "-green", port, settings, vpcId))
                : Optional.empty();
        LbListenerRule listenerRule = unit.add(id, (scope, terraform) -> {
            LbListenerRule.Builder rule = LbListenerRule.Builder.create(scope, terraform)
                    .listenerArn(balancer.https().getArn())
                    .priority(settings.priority())
                    .condition(conditions(settings))
                    .action(List.of(LbListenerRuleAction.builder()
                            .type("forward")
                            .targetGroupArn(group.getArn())
                            .build()));
            if (balancer.blueGreen()) {
                // CodeDeploy sets which of the two receives requests.
                rule.lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("action"))
                        .build());
            }
            return rule.build();
        });
        return new Target(group, green, listenerRule, Optional.of(balancer.arnSuffix() + "/" + group.getArnSuffix()));
    }

    /**
     * The name of a target group. It contains what replaces the group when it changes (port, protocol, and the VPC as
     * four digits of its hash): the new group is created before the old one is destroyed, and names are unique.
     */
    static String groupName(Unit<?> unit, String role, String vpcId) {
        return unit.context().name(role, Name.TARGET_GROUP) + "-${substr(sha1(\"" + vpcId + "\"), 0, 4)}";
    }

    String arn() {
        return group.getArn();
    }

    String arnSuffix() {
        return group.getArnSuffix();
    }

    private static LbTargetGroup group(
            Unit<?> unit, String id, String service, int port, RoutingSettings settings, String vpcId) {
        RoutingSettings.HealthCheck health = settings.healthCheck();
        String protocol = settings.protocol();
        String role = service + "-" + protocol.toLowerCase(Locale.ROOT) + "-" + port;
        return unit.add(id, (scope, terraform) -> {
            LbTargetGroup.Builder group = LbTargetGroup.Builder.create(scope, terraform)
                    .name(groupName(unit, role, vpcId))
                    .targetType("ip")
                    .port(port)
                    .protocol(protocol)
                    .vpcId(vpcId)
                    .deregistrationDelay(String.valueOf(settings.deregistrationDelaySeconds()))
                    .healthCheck(LbTargetGroupHealthCheck.builder()
                            .enabled(true)
                            .path(health.path())
                            .protocol(protocol)
                            .port("traffic-port")
                            .interval(health.intervalSeconds())
                            .timeout(health.timeoutSeconds())
                            .healthyThreshold(health.healthyThreshold())
                            .unhealthyThreshold(health.unhealthyThreshold())
                            .matcher(health.matcher())
                            .build())
                    .lifecycle(TerraformResourceLifecycle.builder()
                            .createBeforeDestroy(true)
                            .build());
            settings.slowStartSeconds().ifPresent(group::slowStart);
            settings.stickinessSeconds()
                    .ifPresent(seconds -> group.stickiness(LbTargetGroupStickiness.builder()
                            .type("lb_cookie")
                            .enabled(true)
                            .cookieDuration(seconds)
                            .build()));
            return group.build();
        });
    }

    private static List<LbListenerRuleCondition> conditions(RoutingSettings settings) {
        List<LbListenerRuleCondition> conditions = new ArrayList<>();
        if (!settings.hostNames().isEmpty()) {
            conditions.add(LbListenerRuleCondition.builder()
                    .hostHeader(LbListenerRuleConditionHostHeader.builder()
                            .values(settings.hostNames())
                            .build())
                    .build());
        }
        if (!settings.pathPatterns().isEmpty()) {
            conditions.add(LbListenerRuleCondition.builder()
                    .pathPattern(LbListenerRuleConditionPathPattern.builder()
                            .values(settings.pathPatterns())
                            .build())
                    .build());
        }
        return conditions;
    }
}
