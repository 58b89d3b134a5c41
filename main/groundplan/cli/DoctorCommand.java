package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "doctor",
        description = "Shows which tools were found, which are missing, and how to get them. Exits 1 when"
                + " something is missing that cannot be installed on demand.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    /** What has to be there before anything can be installed, with the least version and where it comes from. */
    private static final List<Needed> NEEDED = List.of(
            new Needed("java", "17", "-version", "install a JDK 17 or later"),
            new Needed("node", "20", "--version", "install Node.js 20 or later"),
            new Needed("python3", "3.11", "--version", "install Python 3.11 or later"),
            new Needed("go", "1", "version", "install Go 1.26 or later; it builds Terragrunt"),
            new Needed("git", "2", "--version", "install git"));

    private record Needed(String name, String least, String versionFlag, String remedy) {}

    private record Check(String name, boolean found, boolean fatal, String detail) {}

    @ParentCommand
    GroundplanCommand parent;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<Check> checks = new ArrayList<>();
        NEEDED.forEach(needed -> checks.add(needed(needed)));
        Tool tools = project.tools();
        for (String[] listed : tools.list()) {
            Optional<Tool.InstalledTool> found = tools.find(listed[0]);
            boolean onDemand = !listed[0].equals("terraform");
            checks.add(new Check(
                    listed[0],
                    found.isPresent(),
                    found.isEmpty() && !onDemand,
                    found.map(tool -> tool.version() + "  " + tool.path())
                            .orElse("wanted: " + listed[1] + "; " + (listed.length > 2 ? listed[2] : ""))));
        }
        checks.add(provider(project));
        Optional<Emulator.RunningEmulator> emulator = project.runningEmulator();
        checks.add(new Check(
                "running emulator",
                emulator.isPresent(),
                false,
                emulator.map(Emulator.RunningEmulator::url).orElse("none; ./groundplan emulator start")));
        print(checks);
        return checks.stream().anyMatch(Check::fatal) ? ExitCode.FAILED : ExitCode.FINE;
    }

    private static Check provider(Project project) throws IOException {
        Map<String, String> variables = ProviderMirror.variables(project.variables(), project.home());
        return new Check(
                "AWS provider",
                true,
                false,
                variables.isEmpty()
                        ? "from its registry, or as Terraform's own configuration says"
                        : "from a mirror, by " + variables.values().iterator().next());
    }

    private static Check needed(Needed needed) {
        try {
            ProcessRunner.Result result =
                    new ProcessRunner(List.of(needed.name(), needed.versionFlag()), Path.of("."), Map.of()).quietly();
            String line = result.output()
                    .lines()
                    .filter(text -> text.matches(".*\\d+\\.\\d+.*"))
                    .findFirst()
                    .orElse("");
            String version = line.replaceFirst("^\\D*(\\d+(?:\\.\\d+)*).*$", "$1");
            boolean good = result.exit() == 0 && Version.parse(version).compareTo(Version.parse(needed.least())) >= 0;
            return new Check(needed.name(), good, !good, good ? version : "found " + version + "; " + needed.remedy());
        } catch (IOException | IllegalArgumentException missing) {
            return new Check(needed.name(), false, true, needed.remedy());
        }
    }

    private void print(List<Check> checks) {
        Console console = parent.console();
        if (json) {
            ObjectNode document = TerraformJson.object();
            ArrayNode list = document.putArray("tools");
            checks.forEach(check -> list.addObject()
                    .put("name", check.name())
                    .put("found", check.found())
                    .put("blocking", check.fatal())
                    .put("detail", check.detail()));
            console.out().print(TerraformJson.write(document));
            return;
        }
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        for (Check check : checks) {
            String state = check.found()
                    ? console.green("ok     ")
                    : check.fatal() ? console.red("MISSING") : console.yellow("later  ");
            console.out()
                    .println(state + "  " + check.name()
                            + " ".repeat(width - check.name().length()) + "  " + check.detail());
        }
    }
}
