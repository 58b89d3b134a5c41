package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.tools.Emulator;
import groundplan.tools.Requirements;
import groundplan.tools.Requirements.Check;
import groundplan.workspace.ChosenEngine;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "doctor",
        description =
                "Shows which tools are installed, which are missing, what each is for, and how to get it. Exits 1 if"
                        + " one is missing that most commands need.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    TextOrJson format = TextOrJson.text;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<Check> checks = new ArrayList<>(new Requirements(project.tools()).checks());
        checks.add(engine(project));
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

    private static Check engine(Project project) {
        try {
            ChosenEngine engine = ChosenEngine.of(project, List.of());
            return new Check(
                    "engine",
                    true,
                    false,
                    engine.engine().title() + " (" + engine.reason() + ")"
                            + (engine.named() ? "" : ", unless settings name the other"));
        } catch (IOException | Failure none) {
            return new Check("engine", false, true, none.getMessage());
        }
    }

    private void print(List<Check> checks) {
        Console console = parent.console();
        if (json.or(format) == TextOrJson.json) {
            ObjectNode document = TerraformJson.object();
            ArrayNode list = document.putArray("tools");
            checks.forEach(check -> list.addObject()
                    .put("name", check.name())
                    .put("found", check.found())
                    .put("blocking", check.blocking())
                    .put("on_demand", check.onDemand())
                    .put("detail", check.detail())
                    .put("needed_for", check.purpose()));
            console.out().print(TerraformJson.write(document));
            return;
        }
        console.err()
                .println(
                        "MISSING is needed by most commands, missing only by those that it names; later is installed when it"
                                + " is first needed.");
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        for (Check check : checks) {
            String state = check.found()
                    ? console.green("ok     ")
                    : check.blocking()
                            ? console.red("MISSING")
                            : console.yellow(check.onDemand() ? "later  " : "missing");
            console.out()
                    .println(state + "  " + check.name()
                            + " ".repeat(width - check.name().length()) + "  " + check.detail()
                            + (check.purpose().isEmpty() ? "" : console.dim("  (for: " + check.purpose() + ")")));
        }
    }
}
