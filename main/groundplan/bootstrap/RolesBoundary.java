package groundplan.bootstrap;

import groundplan.console.Console;
import groundplan.kernel.UnitContext;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the permissions boundary of an environment's roles: before all roles, because IAM refuses a role with a boundary
 * that does not exist, and with the credentials of an administrator, because no role of the environment may change it.
 */
public final class RolesBoundary {
    private final Console console;
    private final Project project;
    private final Map<String, String> variables;

    public RolesBoundary(Console console, Project project, Map<String, String> variables) {
        this.console = console;
        this.project = project;
        this.variables = variables;
    }

    /** Creates or updates the policy, if the environment has the unit; the bucket of the states exists. */
    public void of(EnvironmentModel environment) throws IOException {
        Optional<UnitModel<?, ?>> unit = environment.units().stream()
                .<UnitModel<?, ?>>map(candidate -> candidate)
                .filter(candidate -> candidate.makesBoundary())
                .findFirst();
        if (unit.isEmpty()) {
            return;
        }
        UnitContext context = new UnitContext(unit.get().path(), environment.settings());
        BootstrapFolder folder = new BootstrapFolder(console, project, variables, unit.get());
        if (!folder.initInBucket()) {
            throw Failure.failed(
                    "there is no bucket " + environment.settings().state().bucket());
        }
        String name = context.boundaryName();
        // Earlier versions created the policy in the unit of kind github.
        folder.adopt(List.of(List.of(new BootstrapFolder.Existing("name", name, context.boundary()))));
        folder.apply();
        console.out().println("The roles of " + environment.path() + " have the permissions boundary " + name);
    }
}
