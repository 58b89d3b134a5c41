package groundplan.cli;

import groundplan.terraform.ProviderMirror;
import groundplan.tools.Tool;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "env",
        description =
                "Prints shell exports for using Terraform and Terragrunt directly: the folders of the tools, the provider"
                        + " mirror, and the address of the emulator if one is running.",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        Tool tools = project.tools();
        Map<String, String> exports = new TreeMap<>(ProviderMirror.variables(project.variables(), project.home()));
        project.runningEmulator().ifPresent(running -> exports.putAll(running.variables()));
        Path terragrunt = tools.path("terragrunt");
        exports.forEach((name, value) -> parent.console().out().println("export " + name + "=" + quote(value)));
        parent.console()
                .out()
                .println("export PATH=" + quote(terragrunt.getParent().toString()) + ":\"$PATH\"");
        return ExitCode.FINE;
    }

    private static String quote(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
