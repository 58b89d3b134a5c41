package groundplan.ecs;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What hands a service's requests to its tasks: target group, rule and the names that lead to it. */
final class Target {
  private final LbTargetGroup group;
  private final LbListenerRule rule;
  private final String requestLabel;

  Target(EcsUnit unit, String service, int port, RoutingSettings settings, LoadBalancer balancer, String vpcId) {
    this.group = group(unit, service, port, settings, vpcId);
    this.rule = unit.add(EcsUnit.id(service), (scope, id) -> LbListenerRule.Builder.create(scope, id)
        .listenerArn(balancer.https().getArn()).priority(settings.priority()).condition(conditions(settings))
        .action(List.of(LbListenerRuleAction.builder().type("forward").targetGroupArn(group.getArn()).build()))
        .build());
    this.requestLabel = balancer.arnSuffix() + "/" + group.getArnSuffix();
    settings.hostNames().forEach(balancer::alias);
  }

  String arn() {
    return group.getArn();
  }

  String arnSuffix() {
    return group.getArnSuffix();
  }

  /** What must be there before tasks can be registered. */
  LbListenerRule rule() {
    return rule;
  }

  /** How the metric of its requests is labelled. */
  String requestLabel() {
    return requestLabel;
  }

  private static LbTargetGroup group(EcsUnit unit, String service, int port, RoutingSettings settings, String vpcId) {
    RoutingSettings.HealthCheck health = settings.healthCheck();
    String protocol = settings.protocol();
    // Port and protocol stand in the name: changing one makes a new group, which must be there before the old one goes.
    String role = service + "-" + protocol.toLowerCase(Locale.ROOT) + "-" + port;
    return unit.add(EcsUnit.id(service), (scope, id) -> {
      LbTargetGroup.Builder group = LbTargetGroup.Builder.create(scope, id)
          .name(unit.context().name(role, Name.LOAD_BALANCER)).targetType("ip").port(port).protocol(protocol).vpcId(vpcId)
          .deregistrationDelay(String.valueOf(settings.deregistrationDelaySeconds()))
          .healthCheck(LbTargetGroupHealthCheck.builder().enabled(true).path(health.path()).protocol(protocol)
              .port("traffic-port").interval(health.intervalSeconds()).timeout(health.timeoutSeconds())
              .healthyThreshold(health.healthyThreshold()).unhealthyThreshold(health.unhealthyThreshold())
              .matcher(health.matcher()).build())
          .lifecycle(TerraformResourceLifecycle.builder().createBeforeDestroy(true).build());
      settings.slowStartSeconds().ifPresent(group::slowStart);
      settings.stickinessSeconds().ifPresent(seconds -> group.stickiness(
          LbTargetGroupStickiness.builder().type("lb_cookie").enabled(true).cookieDuration(seconds).build()));
      return group.build();
    });
  }

  private static List<LbListenerRuleCondition> conditions(RoutingSettings settings) {
    List<LbListenerRuleCondition> conditions = new ArrayList<>();
    if (!settings.hostNames().isEmpty()) {
      conditions.add(LbListenerRuleCondition.builder()
          .hostHeader(LbListenerRuleConditionHostHeader.builder().values(settings.hostNames()).build()).build());
    }
    if (!settings.pathPatterns().isEmpty()) {
      conditions.add(LbListenerRuleCondition.builder()
          .pathPattern(LbListenerRuleConditionPathPattern.builder().values(settings.pathPatterns()).build()).build());
    }
    return conditions;
  }
}
