package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.affected.Affected;
import groundplan.affected.AffectedUnits;
import groundplan.affected.TreeAt;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.synth.TerraformJson;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "affected", description = {"Lists the units that a change touches, each with the reason: those whose own",
    "configuration changed, and those that read a value which may change."}, mixinStandardHelpOptions = true)
final class AffectedCommand implements Callable<Integer> {
  enum Format { text, json, matrix }

  @ParentCommand GroundplanCommand parent;

  @Option(names = "--base", required = true, paramLabel = "REF",
      description = "What to compare with; the commit that it and HEAD have in common counts.")
  String base;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. matrix is for a workflow's strategy. Default: text.")
  Format format = Format.text;

  @Option(names = "--json", description = "The same as --format json.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    Project project = parent.project();
    List<UnitModel<?, ?>> units = new ArrayList<>();
    project.environments().stream().map(EnvironmentModel::units).forEach(units::addAll);
    List<Affected> affected;
    try {
      TreeAt before = TreeAt.commit(project.root(), TreeAt.mergeBase(project.root(), base));
      affected = AffectedUnits.between(before, TreeAt.working(project.root()), units);
    } catch (java.io.IOException e) {
      throw Failure.badInput(e.getMessage());
    }
    parent.console().out().print(switch (json ? Format.json : format) {
      case text -> text(affected);
      case json -> json(affected);
      case matrix -> matrix(affected);
    });
    return ExitCode.FINE;
  }

  private String text(List<Affected> affected) {
    if (affected.isEmpty()) {
      return "Nothing is affected.\n";
    }
    StringBuilder text = new StringBuilder();
    affected.forEach(unit -> {
      text.append(unit.direct() ? parent.console().bold(unit.unit().toString()) : unit.unit().toString()).append('\n');
      unit.reasons().forEach(reason -> text.append("    ").append(reason).append('\n'));
    });
    return text.toString();
  }

  private static String json(List<Affected> affected) {
    ObjectNode document = TerraformJson.object();
    ArrayNode list = document.putArray("affected");
    affected.forEach(unit -> {
      ArrayNode reasons = list.addObject().put("unit", unit.unit().toString()).put("direct", unit.direct())
          .putArray("reasons");
      unit.reasons().forEach(reasons::add);
    });
    return TerraformJson.write(document);
  }

  /** One job for each environment, on one line. */
  private static String matrix(List<Affected> affected) {
    TreeSet<String> environments = new TreeSet<>();
    affected.forEach(unit -> environments.add(unit.unit().system() + "/" + unit.unit().environment()));
    ObjectNode document = TerraformJson.object();
    ArrayNode include = document.putArray("include");
    environments.forEach(environment -> include.addObject().put("environment", environment));
    return document + "\n";
  }
}
