package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.tools.Emulator;
import groundplan.tools.Requirements;
import groundplan.tools.Requirements.Check;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "doctor",
        description = "Shows which tools are installed, which are missing, and how to get them. Exits 1 if"
                + " a tool is missing that cannot be installed on demand.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<Check> checks = new ArrayList<>(new Requirements(project.tools()).checks());
        Optional<Emulator.RunningEmulator> emulator = project.runningEmulator();
        checks.add(new Check(
                "running emulator",
                emulator.isPresent(),
                false,
                emulator.map(Emulator.RunningEmulator::url)
                        .orElse("none; start one with " + parent.command() + " emulator start")));
        print(checks);
        return checks.stream().anyMatch(Check::blocking) ? ExitCode.FAILED : ExitCode.FINE;
    }

    private void print(List<Check> checks) {
        Console console = parent.console();
        if (json) {
            ObjectNode document = TerraformJson.object();
            ArrayNode list = document.putArray("tools");
            checks.forEach(check -> list.addObject()
                    .put("name", check.name())
                    .put("found", check.found())
                    .put("blocking", check.blocking())
                    .put("detail", check.detail()));
            console.out().print(TerraformJson.write(document));
            return;
        }
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        for (Check check : checks) {
            String state = check.found()
                    ? console.green("ok     ")
                    : check.blocking() ? console.red("MISSING") : console.yellow("later  ");
            console.out()
                    .println(state + "  " + check.name()
                            + " ".repeat(width - check.name().length()) + "  " + check.detail());
        }
    }
}
