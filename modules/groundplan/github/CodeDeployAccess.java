package groundplan.github;

import groundplan.kernel.UnitContext;
import groundplan.parts.Statement;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The permissions to create deployments of CodeDeploy, to follow them and to stop them. */
final class CodeDeployAccess {
    private CodeDeployAccess() {}

    /** The resources of an application with a deployment group of the same name. */
    static List<String> group(UnitContext context, String region, String name) {
        String codedeploy = "arn:aws:codedeploy:" + region + ":" + context.accountId() + ":";
        return List.of(
                codedeploy + "application:" + name,
                codedeploy + "deploymentgroup:" + name + "/" + name,
                codedeploy + "deploymentconfig:*");
    }

    /** The statement for these resources. */
    static Statement deploying(String sid, Collection<String> groups) {
        return Statement.allow(
                        sid,
                        "codedeploy:ContinueDeployment",
                        "codedeploy:CreateDeployment",
                        "codedeploy:GetApplicationRevision",
                        "codedeploy:GetDeployment",
                        "codedeploy:GetDeploymentConfig",
                        "codedeploy:GetDeploymentGroup",
                        "codedeploy:RegisterApplicationRevision",
                        "codedeploy:StopDeployment")
                .on(List.copyOf(new TreeSet<>(groups)));
    }
}
