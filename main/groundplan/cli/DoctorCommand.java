package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.TerraformJson;
import groundplan.tools.Child;
import groundplan.tools.Emulator;
import groundplan.tools.ProviderMirror;
import groundplan.tools.Tool;
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

@Command(name = "doctor", description = "Shows which tools were found, which are missing, and how to get them. Exits 1 when"
    + " something is missing that cannot be installed on demand.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  /** What has to be there before anything can be installed, with the least version and where it comes from. */
  private static final List<Needed> NEEDED = List.of(
      new Needed("java", "17", "-version", "install a JDK 17 or later"),
      new Needed("node", "20", "--version", "install Node.js 20 or later"),
      new Needed("python3", "3.11", "--version", "install Python 3.11 or later"),
      new Needed("go", "1", "version", "install Go 1.26 or later; it builds Terragrunt"),
      new Needed("git", "2", "--version", "install git"));

  private record Needed(String name, String least, String versionFlag, String remedy) {}

  private record Finding(String name, boolean found, boolean fatal, String detail) {}

  @ParentCommand GroundplanCommand parent;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    Project project = parent.project();
    List<Finding> findings = new ArrayList<>();
    NEEDED.forEach(needed -> findings.add(needed(needed)));
    Tool tools = new Tool(project.program(), project.home(), project.variables());
    for (String[] listed : tools.list()) {
      Optional<Tool.Found> found = tools.find(listed[0]);
      boolean onDemand = !listed[0].equals("terraform");
      findings.add(new Finding(listed[0], found.isPresent(), found.isEmpty() && !onDemand, found
          .map(tool -> tool.version() + "  " + tool.path())
          .orElse("wanted: " + listed[1] + "; " + (listed.length > 2 ? listed[2] : ""))));
    }
    findings.add(provider(project));
    Optional<Emulator.Running> emulator = new Emulator(null, project.home()).running();
    findings.add(new Finding("running emulator", emulator.isPresent(), false,
        emulator.map(Emulator.Running::url).orElse("none; ./groundplan emulator start")));
    print(findings);
    return findings.stream().anyMatch(Finding::fatal) ? ExitCode.FAILED : ExitCode.FINE;
  }

  private static Finding provider(Project project) throws IOException {
    Map<String, String> variables = ProviderMirror.variables(project.variables(), project.home());
    return new Finding("AWS provider", true, false, variables.isEmpty()
        ? "from its registry, or as Terraform's own configuration says" : "from a mirror, by " + variables.values().iterator().next());
  }

  private static Finding needed(Needed needed) {
    try {
      Child.Result result = new Child(List.of(needed.name(), needed.versionFlag()), Path.of("."), Map.of()).quietly();
      String line = result.output().lines().filter(text -> text.matches(".*\\d+\\.\\d+.*")).findFirst().orElse("");
      String version = line.replaceFirst("^\\D*(\\d+(?:\\.\\d+)*).*$", "$1");
      boolean good = result.exit() == 0 && Version.parse(version).compareTo(Version.parse(needed.least())) >= 0;
      return new Finding(needed.name(), good, !good, good ? version : "found " + version + "; " + needed.remedy());
    } catch (IOException | IllegalArgumentException missing) {
      return new Finding(needed.name(), false, true, needed.remedy());
    }
  }

  private void print(List<Finding> findings) {
    Console console = parent.console();
    if (json) {
      ObjectNode document = TerraformJson.object();
      ArrayNode list = document.putArray("tools");
      findings.forEach(finding -> list.addObject().put("name", finding.name()).put("found", finding.found())
          .put("blocking", finding.fatal()).put("detail", finding.detail()));
      console.out().print(TerraformJson.write(document));
      return;
    }
    int width = findings.stream().mapToInt(finding -> finding.name().length()).max().orElse(0);
    for (Finding finding : findings) {
      String state = finding.found() ? console.green("ok     ") : finding.fatal() ? console.red("MISSING") : console.yellow("later  ");
      console.out().println(state + "  " + finding.name() + " ".repeat(width - finding.name().length()) + "  " + finding.detail());
    }
  }
}
