package groundplan.parts;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.codedeploy_app.CodedeployApp;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroup;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupAlarmConfiguration;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupAutoRollbackConfiguration;
import com.hashicorp.cdktf.providers.aws.codedeploy_deployment_group.CodedeployDeploymentGroupDeploymentStyle;
import groundplan.kernel.Unit;
import java.util.List;
import java.util.function.Consumer;

/**
 * CodeDeploy for one deployed resource: it shifts traffic to the new version step by step, and rolls back when the
 * deployment fails or one of the alarms goes off.
 */
public final class CodeDeployment {
    private final CodedeployDeploymentGroup group;

    /**
     * Creates {@code aws_codedeploy_app.<name>} and {@code aws_codedeploy_deployment_group.<name>}.
     *
     * @param name the resources' name in Terraform
     * @param what the deployed resource
     * @param role CodeDeploy's permissions
     * @param more arguments that only this platform has
     */
    public CodeDeployment(
            Unit<?> unit, String name, What what, ServiceRole role, Consumer<CodedeployDeploymentGroup.Builder> more) {
        CodedeployApp application = unit.add(name, (scope, id) -> CodedeployApp.Builder.create(scope, id)
                .name(what.physicalName())
                .computePlatform(what.platform())
                .build());
        this.group = unit.add(name, (scope, id) -> {
            CodedeployDeploymentGroup.Builder made = CodedeployDeploymentGroup.Builder.create(scope, id)
                    .appName(application.getName())
                    // Deployment groups are deleted with the application, whose name does not tell that it is another.
                    .lifecycle(TerraformResourceLifecycle.builder()
                            .replaceTriggeredBy(List.of("aws_codedeploy_app." + name + ".id"))
                            .build())
                    .deploymentGroupName(what.physicalName())
                    .serviceRoleArn(role.arn())
                    .deploymentConfigName(what.configName())
                    .deploymentStyle(CodedeployDeploymentGroupDeploymentStyle.builder()
                            .deploymentType("BLUE_GREEN")
                            .deploymentOption("WITH_TRAFFIC_CONTROL")
                            .build())
                    .autoRollbackConfiguration(CodedeployDeploymentGroupAutoRollbackConfiguration.builder()
                            .enabled(true)
                            .events(List.of(
                                    "DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"))
                            .build())
                    .alarmConfiguration(CodedeployDeploymentGroupAlarmConfiguration.builder()
                            .enabled(true)
                            .alarms(what.alarms())
                            .build())
                    .dependsOn(role.granted());
            more.accept(made);
            return made.build();
        });
    }

    /**
     * The deployed resource.
     *
     * @param physicalName the name of the application and of its deployment group
     * @param platform {@code Lambda} or {@code ECS}
     * @param configName the CodeDeploy deployment configuration, which says how traffic is shifted
     * @param alarms names of the alarms that roll a deployment back; at least one
     */
    public record What(String physicalName, String platform, String configName, List<String> alarms) {}

    /** The name of the deployment group, and of the application. */
    public String groupName() {
        return group.getDeploymentGroupName();
    }
}
