package groundplan.cli;

import groundplan.iam.RolePolicies;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.permissions.EnvironmentPermissions;
import groundplan.permissions.PermissionsJson;
import groundplan.permissions.PermissionsText;
import groundplan.permissions.RoleTask;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.UnitNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "permissions",
        description = {
            "Shows what a role of an environment needs to plan, apply or deploy it, by unit, and what of it the role lacks.",
            "The roles are read from the environment's own units; nothing is asked of AWS. Exits with 1 if the role lacks anything."
        },
        mixinStandardHelpOptions = true)
final class PermissionsCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(paramLabel = "ENVIRONMENT", description = "Such as shop/prod.")
    String environment;

    @Option(
            names = "--as",
            paramLabel = "TASK",
            description = "What the role does: ${COMPLETION-CANDIDATES}. A search for drift needs what a plan needs."
                    + " Default: ${DEFAULT-VALUE}.")
    RoleTask task = RoleTask.apply;

    @Option(
            names = "--role-name",
            paramLabel = "NAME",
            description = "Another role of the environment than the one that its workflows use for the task.")
    String role;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            split = ",",
            splitSynopsisLabel = ",",
            description = "Only this unit, such as us-east-1/rds. Repeatable.")
    List<String> units = List.of();

    @Option(names = "--all", description = "Also lists the actions that the role may take.")
    boolean all;

    @Option(names = "--json", description = "Prints JSON, with all actions.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        EnvironmentModel model = Project.environment(project.environmentsBeside(List.of(environment)), environment);
        Set<UnitPath> named = UnitNames.of(model, units);
        List<UnitDocument> documents = parent.documents(model.units());
        List<UnitDocument> shown = documents.stream()
                .filter(document ->
                        named.isEmpty() || named.contains(document.unit().path()))
                .toList();
        EnvironmentPermissions permissions =
                EnvironmentPermissions.of(model, documents, shown, task, role(model, documents));
        if (json) {
            parent.console().out().print(TerraformJson.write(PermissionsJson.of(permissions)));
        } else {
            new PermissionsText(parent.console(), all).print(permissions);
        }
        return permissions.lacking() == 0 ? ExitCode.FINE : ExitCode.FAILED;
    }

    private RolePolicies role(EnvironmentModel model, List<UnitDocument> documents) {
        Map<String, RolePolicies> roles = EnvironmentPermissions.roles(documents);
        String name = role != null
                ? role
                : EnvironmentPermissions.role(model, documents, task)
                        .orElseThrow(() -> Failure.badInput(environment + " has no role to " + task
                                + " with: its unit of kind github makes one. Name another with --role-name."));
        if (!roles.containsKey(name)) {
            throw Failure.badInput("no unit of " + environment + " makes a role named " + name + "; they make "
                    + (roles.isEmpty() ? "none" : String.join(", ", roles.keySet())));
        }
        return roles.get(name);
    }
}
