package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.Map;

/**
 * Blue/green deployments with CodeDeploy: the new tasks are started next to the old ones, tested, and then receive the
 * traffic.
 */
public record BlueGreenSettings(
        @Setting(
                        value = "Enable blue/green deployments. Changing this replaces an existing service.",
                        byDefault = "true")
                boolean enabled,
        @Setting(
                        value = "How fast traffic is shifted to the new tasks.",
                        byDefault = "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
                        oneOf = {
                            "CodeDeployDefault.ECSAllAtOnce",
                            "CodeDeployDefault.ECSCanary10Percent5Minutes",
                            "CodeDeployDefault.ECSCanary10Percent15Minutes",
                            "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
                            "CodeDeployDefault.ECSLinear10PercentEvery3Minutes"
                        })
                String deploymentConfigName,
        @Setting(
                        value = "Port on which the new tasks can be tested before traffic is shifted to them.",
                        byDefault = "8443",
                        min = 1,
                        max = 65535)
                int testPort,
        @Setting(
                        value = "IPv4 ranges that may connect to that port, by name. Empty: none.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*",
                        form = TextForm.IPV4_RANGE)
                Map<String, String> testIngressCidrs,
        @Setting(
                        value =
                                "Minutes to wait for a manual approval before traffic is shifted; without one the deployment"
                                        + " is stopped. 0: traffic is shifted without approval.",
                        byDefault = "0",
                        min = 0,
                        max = 2880)
                int approvalWaitMinutes,
        @Setting(
                        value = "Minutes that the old tasks keep running after that, for a rollback.",
                        byDefault = "60",
                        min = 0,
                        max = 2880)
                int terminationWaitMinutes,
        @Setting(
                        value = "Number of 5xx responses within a minute that rolls back a deployment.",
                        byDefault = "10",
                        min = 1)
                int rollbackErrorsPerMinute)
        implements Checked {

    @Override
    public void check(Check check) {
        check.that(
                testPort != 80 && testPort != 443,
                "test_port",
                testPort + " is a port of the regular listeners; choose another");
    }
}
