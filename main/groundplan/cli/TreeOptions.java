package groundplan.cli;

import groundplan.tree.PlainOptions;
import groundplan.workspace.Project;
import groundplan.workspace.TreePlanner;
import groundplan.workspace.TreeRefactoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** A tree that Groundplan did not write, and how it is read. */
final class TreeOptions {
    @Option(
            names = "--tree",
            paramLabel = "DIR",
            description =
                    "Works on a tree that Groundplan did not write, such as live/prod, instead of environments: units of"
                            + " Terragrunt or, if there are none, root modules of Terraform.")
    Path tree;

    @Option(
            names = "--plain",
            description = "Reads the root modules of Terraform in --tree also if it has units of Terragrunt.")
    boolean plain;

    @Option(
            names = "--backend-config",
            paramLabel = "CONFIG",
            // A value such as assume_role={role_arn="...",external_id="..."} has commas of its own.
            split = ",(?![^{}]*+})",
            description = "For root modules in --tree, as in terraform init: a file, here or in each root module, or"
                    + " name=value. Repeatable.")
    List<String> backendConfig = List.of();

    @Option(
            names = "--var-file",
            paramLabel = "FILE",
            split = ",",
            description = "For root modules in --tree, as in terraform plan: a file of variables, here or in each root"
                    + " module. Repeatable.")
    List<String> variableFiles = List.of();

    /** Whether there is a tree. */
    boolean given() {
        return tree != null;
    }

    /** The tree's folder. */
    Path folder(Map<String, String> variables) {
        return Project.current(variables).resolve(tree);
    }

    /** What plans it. */
    TreePlanner planner(Project project, Map<String, String> variables, boolean emulator) throws IOException {
        return new TreePlanner(project, folder(variables), emulator, plain, options(variables));
    }

    /** What moves objects between its states. */
    TreeRefactoring refactoring(Map<String, String> variables, boolean emulator) throws IOException {
        Path folder = folder(variables);
        return new TreeRefactoring(Project.ofTree(folder, variables), folder, emulator, plain, options(variables));
    }

    private PlainOptions options(Map<String, String> variables) {
        return new PlainOptions(Project.current(variables), backendConfig, variableFiles);
    }
}
