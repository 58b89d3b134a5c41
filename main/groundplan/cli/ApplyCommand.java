package groundplan.cli;

import groundplan.apply.ApplyRun;
import groundplan.apply.BoundApply;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlanJson;
import groundplan.plan.S3States;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import groundplan.tools.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "apply",
    description = {"Applies an approved plan of an environment, unit by unit, and nothing that is not in it.",
    "A run that failed or was killed is taken up by the same command."}, mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
  @ParentCommand GroundplanCommand parent;

  @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "<system>/<environment>, such as shop/dev.")
  String path;

  @Option(names = "--plan", paramLabel = "FILE", required = true,
      description = "The plan, as groundplan plan --out wrote it.")
  Path planFile;

  @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
  boolean emulator;

  @Option(names = "--take-over",
      description = "Takes the environment's lock from whoever holds it. Make sure that nobody does.")
  boolean takeOver;

  @Option(names = "--parallelism", defaultValue = "4", description = "Units at a time. Default: ${DEFAULT-VALUE}.")
  int parallelism;

  @Override
  public Integer call() throws Exception {
    Project project = parent.project();
    EnvironmentModel environment = Project.environment(project.environments(), path);
    EnvironmentPlan approved = read();
    List<UnitDocument> documents = new Synthesis(project.home().resolve("cache/units"), false, unit -> { })
        .of(new ArrayList<>(environment.units()));
    Map<String, String> variables = TerraformVariables.of(project, emulator);
    S3States states = new S3States(environment.settings().state().bucket(), environment.settings().stateRegion(),
        environment.settings().accountId(), variables);
    Path terraform = new Tool(project.program(), project.home(), project.variables()).path("terraform");
    List<BoundApply.Outcome> outcomes;
    try {
      outcomes = new ApplyRun(environment, documents, states, terraform, variables, project.home().resolve("apply"))
          .of(approved, takeOver, parallelism, line -> parent.console().err().println(line));
    } catch (ApplyRun.NotNow e) {
      throw Failure.failed(e.getMessage());
    }
    boolean well = true;
    int width = outcomes.stream().mapToInt(outcome -> outcome.unit().toString().length()).max().orElse(0);
    for (BoundApply.Outcome outcome : outcomes) {
      boolean good = outcome.end() == BoundApply.End.APPLIED || outcome.end() == BoundApply.End.APPLIED_BEFORE;
      well &= good;
      String word = String.format("%-14s", outcome.end().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
      parent.console().out().println(outcome.unit() + " ".repeat(width - outcome.unit().toString().length()) + "  "
          + (good ? parent.console().green(word) : parent.console().red(word)) + "  " + outcome.detail().strip());
    }
    if (outcomes.isEmpty()) {
      parent.console().out().println("The plan changes nothing.");
    }
    return well ? ExitCode.FINE : ExitCode.FAILED;
  }

  private EnvironmentPlan read() throws java.io.IOException {
    if (!Files.isRegularFile(planFile)) {
      throw Failure.badInput("there is no file " + planFile + "; make one with groundplan plan " + path + " --out "
          + planFile);
    }
    try {
      EnvironmentPlan plan = PlanJson.read(Files.readString(planFile));
      if (!plan.environment().equals(path)) {
        throw Failure.badInput(planFile + " is a plan of " + plan.environment() + ", not of " + path);
      }
      return plan;
    } catch (IllegalArgumentException e) {
      throw Failure.badInput(planFile + ": " + e.getMessage());
    }
  }
}
