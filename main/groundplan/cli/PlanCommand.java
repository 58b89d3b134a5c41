package groundplan.cli;

import groundplan.kernel.UnitPath;
import groundplan.forge.JobFiles;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.FailedPlan;
import groundplan.plan.HtmlReport;
import groundplan.plan.MarkdownReport;
import groundplan.plan.PlanJson;
import groundplan.plan.TextReport;
import groundplan.plan.UnreadableState;
import groundplan.plan.WholePlan;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.synth.TerraformJson;
import groundplan.synth.UnitDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "plan",
    description = {"Plans a whole environment at once: what an apply of all its units would do, with values",
    "that are not known yet flowing from unit to unit. Reads the states and writes none."}, mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @ParentCommand GroundplanCommand parent;

  @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "<system>/<environment>, such as shop/dev.")
  String path;

  enum Format { text, markdown, json, html }

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: text.")
  Format format = Format.text;

  @Option(names = "--json", description = "The same as --format json.")
  boolean json;

  @Option(names = "--out", paramLabel = "FILE",
      description = "Also writes the plan as JSON to a file, which an apply can be bound to.")
  Path out;

  @Option(names = "--outputs",
      description = {"Also sets a job's outputs: has_changes, resources_to_create, _change, _replace",
      "and _destroy, exit_code, and plan_digest for apply --plan-digest."})
  boolean outputs;

  @Option(names = "--unit", paramLabel = "UNIT", split = ",",
      description = {"Plans only this unit, such as us-east-1/network, and all that",
      "read of it; the rest is read from the states. Repeatable."})
  List<String> only = List.of();

  @Option(names = "--report-url", paramLabel = "URL",
      description = "Where the whole report is, for a shortened one to point to.")
  Optional<String> reportUrl = Optional.empty();

  @Option(names = "--max-bytes", paramLabel = "N",
      description = "Bytes that the Markdown may have. Default: ${DEFAULT-VALUE}.")
  int maxBytes = MarkdownReport.BUDGET;

  @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
  boolean emulator;

  @Option(names = "--states", paramLabel = "DIR", description = "Reads the states from a folder laid out like the bucket.")
  Path folder;

  @Option(names = "--no-refresh", description = "Believes the states instead of asking AWS.")
  boolean noRefresh;

  @Option(names = {"--detailed-exitcode", "-detailed-exitcode"},
      description = "Exits 0 without changes, 2 with changes, 1 on errors.")
  boolean detailedExitCode;

  @Override
  public Integer call() throws Exception {
    Project project = parent.project();
    EnvironmentModel environment = Project.environment(project.environments(), path);
    Planning planning = new Planning(project, emulator, folder);
    List<UnitDocument> documents = planning.documents(selected(environment));
    try {
      EnvironmentPlan unguarded = planning.planner(environment).of(environment, documents, planning.stores(),
          noRefresh ? List.of("-refresh=false") : List.of());
      EnvironmentPlan plan = new Guards(project, environment, planning.variables()).judge(unguarded, documents,
          WholePlan.states(environment, planning.stores().apply(environment.settings())));
      if (out != null) {
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, TerraformJson.write(PlanJson.of(plan)));
      }
      int exit = plan.verdict().refuses() ? ExitCode.FAILED : detailedExitCode && plan.hasChanges() ? 2 : ExitCode.FINE;
      if (outputs) {
        JobFiles files = new JobFiles(project.variables());
        files.outputs(List.of(plan), exit);
        files.output("plan_digest", Digests.sha256(TerraformJson.write(PlanJson.of(plan))));
      }
      parent.console().out().print(switch (json ? Format.json : format) {
        case text -> new TextReport(parent.console()::coloured).of(plan);
        case markdown -> new MarkdownReport(maxBytes, reportUrl).of(plan);
        case json -> TerraformJson.write(PlanJson.of(plan));
        case html -> HtmlReport.of(plan);
      });
      return exit;
    } catch (UnreadableState | FailedPlan e) {
      throw Failure.failed(e.getMessage());
    }
  }

  /** The named units and all that read of them, directly or not. */
  private List<UnitModel<?, ?>> selected(EnvironmentModel environment) {
    if (only.isEmpty()) {
      return environment.units();
    }
    Set<UnitPath> chosen = UnitNames.of(environment, only);
    environment.units().forEach(unit -> {
      if (unit.reads().values().stream().anyMatch(read -> chosen.contains(read.path()))) {
        chosen.add(unit.path());
      }
    });
    return environment.units().stream().filter(unit -> chosen.contains(unit.path())).collect(Collectors.toList());
  }
}
