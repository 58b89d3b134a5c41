package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** How new versions are deployed. A deployment whose tasks do not become healthy is always rolled back. */
public record DeploymentSettings(
        @Setting(
                        value =
                                "What deploys new versions: terraform with the image in these settings, or a pipeline, whose task definitions"
                                        + " Terraform then ignores.",
                        byDefault = "terraform",
                        oneOf = {"terraform", "pipeline"})
                String deploys,
        @Setting(
                        value = "Name of the service in its cluster. Left out: <system>-<environment>-<service>.",
                        pattern = DeploymentSettings.NAME)
                Optional<String> serviceName,
        @Setting(
                        value =
                                "Family of its task definitions, unique in the account. Left out: <system>-<environment>-<service>.",
                        pattern = DeploymentSettings.NAME)
                Optional<String> taskFamily,
        @Setting(
                        value = "Minimum number of healthy tasks during a deployment, in percent of the desired count.",
                        byDefault = "100",
                        min = 0,
                        max = 100)
                int minimumHealthyPercent,
        @Setting(
                        value = "Maximum number of tasks during a deployment, in percent of the desired count.",
                        byDefault = "200",
                        min = 100,
                        max = 400)
                int maximumPercent,
        @Setting(
                        value = "Seconds during which failed health checks of a new task do not count.",
                        byDefault = "60",
                        min = 0,
                        max = 3600)
                int healthCheckGracePeriodSeconds,
        @Setting(
                        value = "Enable ECS Exec to run commands in the containers; each session is logged.",
                        byDefault = "false")
                boolean enableExecuteCommand,
        @Setting(value = "Make an apply wait until the new tasks are healthy.", byDefault = "false")
                boolean waitForSteadyState)
        implements Checked {
    static final String NAME = "[A-Za-z0-9_-]{1,255}";

    @Override
    public void check(Check check) {
        check.that(
                minimumHealthyPercent < 100 || maximumPercent > 100,
                "maximum_percent",
                "no task could be stopped or started: set this above 100 or lower minimum_healthy_percent");
    }
}
