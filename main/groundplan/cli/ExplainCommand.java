package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Explanation;
import groundplan.settings.UnitModel;
import groundplan.synth.TerraformJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "explain", description = "Shows the effective value of a setting, where it is written, and what it overrode.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @ParentCommand GroundplanCommand parent;

  @Parameters(index = "0", paramLabel = "PATH",
      description = "A unit, such as credlink/prod/us-east-1/rds, or an environment, such as credlink/prod.")
  String path;

  @Parameters(index = "1", paramLabel = "KEY", arity = "0..1",
      description = "A key below it, such as backup_retention_days; all keys when left out.")
  String key;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    List<EnvironmentModel> environments = parent.project().environments();
    List<Explanation> found = path.split("/").length == 2 ? ofEnvironment(environments) : ofUnit(environments);
    if (found.isEmpty()) {
      throw Failure.badInput(path + " has no key '" + key + "'");
    }
    if (json) {
      ArrayNode list = TerraformJson.object().putArray("settings");
      found.forEach(one -> list.add(toJson(one)));
      ObjectNode document = TerraformJson.object();
      document.set("settings", list);
      parent.console().out().print(TerraformJson.write(document));
      return ExitCode.FINE;
    }
    for (Explanation one : found) {
      parent.console().out().println(parent.console().bold(one.key()) + " = " + one.value() + "  "
          + parent.console().dim(one.source()));
      one.overrode().forEach(line -> parent.console().out().println("    overrides " + line));
      if (key != null && one.key().equals(key)) {
        parent.console().out().println("    " + one.meaning());
      }
    }
    return ExitCode.FINE;
  }

  private List<Explanation> ofEnvironment(List<EnvironmentModel> environments) {
    EnvironmentModel environment = Project.environment(environments, path);
    return Explanation.of(EnvironmentSettings.class, environment.node(), key, "groundplan");
  }

  private List<Explanation> ofUnit(List<EnvironmentModel> environments) {
    UnitModel<?, ?> unit = environments.stream().flatMap(environment -> environment.units().stream())
        .filter(candidate -> candidate.path().toString().equals(path)).findFirst()
        .orElseThrow(() -> Failure.badInput("no unit '" + path + "'" + groundplan.settings.Nearest.hint(path,
            environments.stream().flatMap(e -> e.units().stream()).map(u -> u.path().toString())
                .filter(p -> path.contains("/") && p.startsWith(path.substring(0, path.indexOf('/')))).toList())));
    return Explanation.of(unit.kind().settings(), unit.node(), key, unit.kind().name());
  }

  private static ObjectNode toJson(Explanation one) {
    ObjectNode node = TerraformJson.object();
    node.put("key", one.key());
    node.put("value", one.value());
    node.put("source", one.source());
    node.put("meaning", one.meaning());
    one.overrode().forEach(line -> node.withArrayProperty("overrode").add(line));
    return node;
  }
}
