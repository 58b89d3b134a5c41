package groundplan.cli;

import groundplan.workspace.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "show",
        description = "Prints a plan that plan --out saved, in any format. Nothing is planned, and no state is read.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(index = "0", paramLabel = "FILE", description = "The plan, as groundplan plan --out wrote it.")
    Path file;

    @Mixin
    PlanRendering rendering;

    @Override
    public Integer call() throws Exception {
        PlanFile read = PlanFile.read(file);
        rendering.print(parent.console(), read.plan(), false, read.diagram());
        return ExitCode.FINE;
    }
}
