package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** How a new version replaces the old. One that does not become healthy is rolled back, always. */
public record DeploymentSettings(
        @Setting(
                        value =
                                "Who deploys: terraform with the image of these settings, or a pipeline, whose task definition"
                                        + " Terraform then leaves alone.",
                        byDefault = "terraform",
                        oneOf = {"terraform", "pipeline"})
                String deploys,
        @Setting(
                        value = "Name of the service in its cluster. Left out: <system>-<environment>-<service>.",
                        pattern = DeploymentSettings.NAME)
                Optional<String> serviceName,
        @Setting(
                        value =
                                "Name of its task definitions, once in the account. Left out: <system>-<environment>-<service>.",
                        pattern = DeploymentSettings.NAME)
                Optional<String> taskFamily,
        @Setting(
                        value = "Healthy tasks during a deployment, in percent of the desired ones: at least.",
                        byDefault = "100",
                        min = 0,
                        max = 100)
                int minimumHealthyPercent,
        @Setting(
                        value = "Tasks during a deployment, in percent of the desired ones: at most.",
                        byDefault = "200",
                        min = 100,
                        max = 400)
                int maximumPercent,
        @Setting(
                        value = "Seconds in which a new task's failed health checks do not count.",
                        byDefault = "60",
                        min = 0,
                        max = 3600)
                int healthCheckGracePeriodSeconds,
        @Setting(
                        value = "Let people execute commands inside the containers; each session is recorded.",
                        byDefault = "false")
                boolean enableExecuteCommand,
        @Setting(value = "Let an apply wait until the new tasks are healthy.", byDefault = "false")
                boolean waitForSteadyState)
        implements Checked {
    static final String NAME = "[A-Za-z0-9_-]{1,255}";

    @Override
    public void check(Check check) {
        check.that(
                minimumHealthyPercent < 100 || maximumPercent > 100,
                "maximum_percent",
                "no task could be stopped or started: raise it above 100 or lower minimum_healthy_percent");
    }
}
