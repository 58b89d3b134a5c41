package groundplan.bootstrap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.kernel.StateSettings;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Creates the bucket that holds the states, including its own: it is applied with a local state first, which is then migrated
 * to the bucket. The local state is kept until the migration is complete, so that the next run resumes one that was killed.
 */
public final class StateBucket {
    private static final String LOCAL_STATE = "terraform.tfstate";

    private final Console console;
    private final Project project;
    private final Map<String, String> variables;

    public StateBucket(Console console, Project project, Map<String, String> variables) {
        this.console = console;
        this.project = project;
        this.variables = variables;
    }

    /** Bootstraps the environment, or the one that owns its bucket. */
    public void of(List<EnvironmentModel> environments, EnvironmentModel environment) throws IOException {
        String owner = environment.system() + "/"
                + environment.settings().state().owner().orElse(environment.name());
        StateSettings state = environment.settings().state();
        UnitModel<?, ?> unit = Project.environment(environments, owner).units().stream()
                .filter(candidate -> candidate.makesStateBucket())
                .findFirst()
                .orElseThrow(() -> Failure.badInput(owner + " has no unit of kind state, which creates "
                        + state.bucket() + "; add it to environments/" + owner + "/environment.yaml"));
        BootstrapFolder folder = new BootstrapFolder(console, project, variables, unit);
        boolean interrupted = Files.exists(folder.file(LOCAL_STATE));
        if (!interrupted && folder.initInBucket()) {
            console.err().println("Bucket " + state.bucket() + " already exists; updating it.");
            folder.adopt(madeOtherwise(state));
            folder.apply();
        } else {
            console.err().println("Creating bucket " + state.bucket() + " for " + owner + ".");
            folder.backend(local());
            folder.terraform("init", "-input=false", "-reconfigure");
            folder.apply();
            folder.backend(folder.remote());
            folder.terraform("init", "-input=false", "-migrate-state", "-force-copy");
            Files.deleteIfExists(folder.file(LOCAL_STATE));
            Files.deleteIfExists(folder.file(LOCAL_STATE + ".backup"));
        }
        console.out()
                .println("The states of " + environment.path() + " are kept in s3://" + state.bucket() + "/"
                        + environment.name() + "/");
    }

    /** What other means create, such as Terragrunt's own bootstrap: the bucket with the table, or alone. */
    private static List<List<BootstrapFolder.Existing>> madeOtherwise(StateSettings state) {
        var bucket = new BootstrapFolder.Existing("bucket", state.bucket(), state.bucket());
        List<BootstrapFolder.Existing> all = new ArrayList<>(List.of(bucket));
        state.lockTable().ifPresent(table -> all.add(new BootstrapFolder.Existing("name", table, table)));
        return List.of(all, List.of(bucket));
    }

    private static ObjectNode local() {
        ObjectNode backend = TerraformJson.object();
        backend.putObject("local");
        return backend;
    }
}
