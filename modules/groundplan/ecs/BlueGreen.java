package groundplan.ecs;

import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupBlueGreenDeploymentConfig;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupBlueGreenDeploymentConfigDeploymentReadyOption;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupBlueGreenDeploymentConfigTerminateBlueInstancesOnDeploymentSuccess;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupEcsService;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupLoadBalancerInfo;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfo;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfoProdTrafficRoute;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfoTargetGroup;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfoTestTrafficRoute;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroup;
import groundplan.kernel.Unit;
import groundplan.parts.CodeDeployment;
import groundplan.parts.ServiceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Blue/green deployments with CodeDeploy, which roll back when they fail or when the new tasks respond with errors. */
final class BlueGreen {
    private final Unit<?> unit;
    private final String id;
    private final BlueGreenSettings settings;
    private final CodeDeployment deployment;

    /** Creates {@code aws_codedeploy_deployment_group.<service>} and what it needs, after the service. */
    BlueGreen(Unit<?> unit, String name, BlueGreenSettings settings, Service service, LoadBalancer balancer) {
        this.unit = unit;
        this.id = ServiceGroup.id(name);
        this.settings = settings;
        Target target = service.target().orElseThrow();
        String test = balancer.test(settings, target).getArn();
        String physical = unit.context().name(name);
        ServiceRole role = CodeDeployRole.create(
                unit,
                id + "_deployment",
                name,
                service,
                balancer,
                List.of(balancer.https().getArn(), test));
        this.deployment = new CodeDeployment(
                unit,
                id,
                new CodeDeployment.What(physical, "ECS", settings.deploymentConfigName(), alarms(balancer, target)),
                role,
                made -> made.ecsService(CodedeployDeploymentGroupEcsService.builder()
                                .clusterName(service.clusterName())
                                .serviceName(service.name())
                                .build())
                        .loadBalancerInfo(CodedeployDeploymentGroupLoadBalancerInfo.builder()
                                .targetGroupPairInfo(
                                        pair(target, balancer.https().getArn(), test))
                                .build())
                        .blueGreenDeploymentConfig(turn()));
    }

    /** The name of the CodeDeploy application and of the deployment group. */
    String name() {
        return deployment.groupName();
    }

    private static CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfo pair(
            Target target, String prod, String test) {
        return CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfo.builder()
                .prodTrafficRoute(CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfoProdTrafficRoute.builder()
                        .listenerArns(List.of(prod))
                        .build())
                .testTrafficRoute(CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfoTestTrafficRoute.builder()
                        .listenerArns(List.of(test))
                        .build())
                .targetGroup(List.of(named(target.group()), named(target.green().orElseThrow())))
                .build();
    }

    private static CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfoTargetGroup named(LbTargetGroup group) {
        return CodedeployDeploymentGroupLoadBalancerInfoTargetGroupPairInfoTargetGroup.builder()
                .name(group.getName())
                .build();
    }

    private CodedeployDeploymentGroupBlueGreenDeploymentConfig turn() {
        var ready = CodedeployDeploymentGroupBlueGreenDeploymentConfigDeploymentReadyOption.builder();
        if (settings.approvalWaitMinutes() > 0) {
            ready.actionOnTimeout("STOP_DEPLOYMENT").waitTimeInMinutes(settings.approvalWaitMinutes());
        } else {
            ready.actionOnTimeout("CONTINUE_DEPLOYMENT");
        }
        return CodedeployDeploymentGroupBlueGreenDeploymentConfig.builder()
                .deploymentReadyOption(ready.build())
                .terminateBlueInstancesOnDeploymentSuccess(
                        CodedeployDeploymentGroupBlueGreenDeploymentConfigTerminateBlueInstancesOnDeploymentSuccess
                                .builder()
                                .action("TERMINATE")
                                .terminationWaitTimeInMinutes(settings.terminationWaitMinutes())
                                .build())
                .build();
    }

    /** Which of the two target groups is the new one alternates between deployments, so both are monitored. */
    private List<String> alarms(LoadBalancer balancer, Target target) {
        String front = balancer.arnSuffix();
        List<String> alarms = new ArrayList<>();
        alarms.add(alarm("blue_errors", "HTTPCode_Target_5XX_Count", front, Optional.of(target.arnSuffix())));
        alarms.add(alarm(
                "green_errors",
                "HTTPCode_Target_5XX_Count",
                front,
                target.green().map(LbTargetGroup::getArnSuffix)));
        alarms.add(alarm("balancer_errors", "HTTPCode_ELB_5XX_Count", front, Optional.empty()));
        return alarms;
    }

    private String alarm(String role, String metric, String balancer, Optional<String> targetGroup) {
        Map<String, String> dimensions = new TreeMap<>(Map.of("LoadBalancer", balancer));
        targetGroup.ifPresent(suffix -> dimensions.put("TargetGroup", suffix));
        String name = id + "_" + role;
        return unit.add(name, (scope, terraform) -> CloudwatchMetricAlarm.Builder.create(scope, terraform)
                        .alarmName(unit.context().name(name.replace('_', '-')))
                        .alarmDescription("Rolls back a deployment that responds with errors")
                        .namespace("AWS/ApplicationELB")
                        .metricName(metric)
                        .dimensions(dimensions)
                        .statistic("Sum")
                        .period(60)
                        .evaluationPeriods(1)
                        .comparisonOperator("GreaterThanThreshold")
                        .threshold(settings.rollbackErrorsPerMinute())
                        // Without requests there is no data.
                        .treatMissingData("notBreaching")
                        .build())
                .getAlarmName();
    }
}
