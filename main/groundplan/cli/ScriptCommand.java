package groundplan.cli;

import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.Scripts;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "script",
        description =
                "Runs one of Groundplan's scripts that deploy applications, such as deploy-service, on this project;"
                        + " without a name it lists them.",
        mixinStandardHelpOptions = true)
final class ScriptCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The script, with or without .sh.")
    String name;

    @Parameters(
            index = "1..*",
            paramLabel = "ARGUMENT",
            description = "The script's own arguments and options; NAME --help explains them.")
    List<String> arguments = List.of();

    /** What follows the name is the script's. */
    @Spec
    void stopAtName(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() throws IOException {
        Project project = parent.project();
        Scripts scripts = new Scripts(project);
        if (name == null) {
            scripts.all().forEach((script, purpose) -> parent.console().out().printf("%-16s %s%n", script, purpose));
            return ExitCode.FINE;
        }
        if (!scripts.all().containsKey(name.replaceFirst("\\.sh$", ""))) {
            throw Failure.badInput("there is no script '" + name + "'; there are: "
                    + String.join(", ", scripts.all().keySet()));
        }
        parent.console().out().flush();
        return scripts.run(name.replaceFirst("\\.sh$", ""), arguments);
    }
}
