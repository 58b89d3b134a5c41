package groundplan.cli;

import groundplan.workspace.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
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
        rendering.print(parent.console(), PlanFile.read(file).plan(), false, Optional.empty());
        return ExitCode.FINE;
    }
}
