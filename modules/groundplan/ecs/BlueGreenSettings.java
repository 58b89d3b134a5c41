package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.Cidr;
import java.util.Map;

/** Deployments by CodeDeploy: the new tasks stand beside the old, are looked at, and take over. */
public record BlueGreenSettings(
        @Setting(value = "Deploy so. A service that exists is replaced when this changes.", byDefault = "true")
                boolean enabled,
        @Setting(
                        value = "How fast requests move to the new tasks.",
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
                        value = "Port at which the new tasks can be looked at before they take over.",
                        byDefault = "8443",
                        min = 1,
                        max = 65535)
                int testPort,
        @Setting(
                        value = "Who may connect to that port, as IPv4 ranges by name. Empty: nobody.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, String> testIngressCidrs,
        @Setting(
                        value =
                                "Minutes that the new tasks wait for a word before requests move to them; without one the deployment"
                                        + " ends. 0: they take over by themselves.",
                        byDefault = "0",
                        min = 0,
                        max = 2880)
                int approvalWaitMinutes,
        @Setting(
                        value = "Minutes that the old tasks stay after that, ready to take over again.",
                        byDefault = "60",
                        min = 0,
                        max = 2880)
                int terminationWaitMinutes,
        @Setting(
                        value = "Answers with a 5xx status in a minute that turn a deployment back.",
                        byDefault = "10",
                        min = 1)
                int rollbackErrorsPerMinute)
        implements Checked {

    @Override
    public void check(Check check) {
        check.that(testPort != 80 && testPort != 443, "test_port", testPort + " is the port of everybody's requests");
        testIngressCidrs.forEach((name, cidr) ->
                Cidr.problem(cidr).ifPresent(problem -> check.problem("test_ingress_cidrs." + name, problem)));
    }
}
