package groundplan.ecs;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.appautoscaling_policy.AppautoscalingPolicy;
import com.hashicorp.cdktf.providers.aws.appautoscaling_policy.AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration;
import com.hashicorp.cdktf.providers.aws.appautoscaling_policy.AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification;
import com.hashicorp.cdktf.providers.aws.appautoscaling_scheduled_action.AppautoscalingScheduledAction;
import com.hashicorp.cdktf.providers.aws.appautoscaling_scheduled_action.AppautoscalingScheduledActionScalableTargetAction;
import com.hashicorp.cdktf.providers.aws.appautoscaling_target.AppautoscalingTarget;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsService;
import groundplan.kernel.Unit;
import java.util.List;
import java.util.Optional;

/** Autoscaling of a service's number of tasks. */
final class Scaling {
    private final Unit<?> unit;
    private final String id;
    private final Autoscaling settings;
    private final AppautoscalingTarget range;

    Scaling(
            Unit<?> unit,
            String id,
            Autoscaling settings,
            String cluster,
            EcsService service,
            Optional<Target> target) {
        this.unit = unit;
        this.id = id;
        this.settings = settings;
        this.range = unit.add(id, (scope, terraform) -> {
            AppautoscalingTarget.Builder made = AppautoscalingTarget.Builder.create(scope, terraform)
                    .serviceNamespace("ecs")
                    .scalableDimension("ecs:service:DesiredCount")
                    .resourceId("service/" + cluster + "/" + service.getName())
                    .minCapacity(settings.minCapacity())
                    .maxCapacity(settings.maxCapacity());
            if (!settings.schedules().isEmpty()) {
                // A schedule changes them; an apply must not revert that.
                made.lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("min_capacity", "max_capacity"))
                        .build());
            }
            return made.build();
        });
        settings.cpuTargetPercent()
                .ifPresent(percent -> follow("cpu", metric("ECSServiceAverageCPUUtilization"), percent));
        settings.memoryTargetPercent()
                .ifPresent(percent -> follow("memory", metric("ECSServiceAverageMemoryUtilization"), percent));
        settings.requestsPerTarget()
                .ifPresent(requests -> follow(
                        "requests",
                        metric("ALBRequestCountPerTarget")
                                .resourceLabel(
                                        target.flatMap(Target::requestLabel).orElseThrow()),
                        requests));
        settings.schedules().forEach(this::schedule);
    }

    private static AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification.Builder
            metric(String type) {
        return AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification.builder()
                .predefinedMetricType(type);
    }

    private void follow(
            String name,
            AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification.Builder metric,
            int value) {
        unit.add(id + "_" + name, (scope, terraform) -> AppautoscalingPolicy.Builder.create(scope, terraform)
                .name(name)
                .policyType("TargetTrackingScaling")
                .serviceNamespace(range.getServiceNamespace())
                .scalableDimension(range.getScalableDimension())
                .resourceId(range.getId())
                .targetTrackingScalingPolicyConfiguration(
                        AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration.builder()
                                .targetValue(value)
                                .predefinedMetricSpecification(metric.build())
                                .scaleInCooldown(settings.scaleInCooldownSeconds())
                                .scaleOutCooldown(settings.scaleOutCooldownSeconds())
                                .build())
                .build());
    }

    private void schedule(String name, Autoscaling.Schedule schedule) {
        unit.add(id + "_" + name, (scope, terraform) -> AppautoscalingScheduledAction.Builder.create(scope, terraform)
                .name(name)
                .serviceNamespace(range.getServiceNamespace())
                .scalableDimension(range.getScalableDimension())
                .resourceId(range.getId())
                .schedule(schedule.schedule())
                .timezone(schedule.timezone())
                .scalableTargetAction(AppautoscalingScheduledActionScalableTargetAction.builder()
                        .minCapacity(String.valueOf(schedule.minCapacity()))
                        .maxCapacity(String.valueOf(schedule.maxCapacity()))
                        .build())
                .build());
    }
}
