package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Nearest;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Explanation;
import groundplan.settings.UnitModel;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.UnitNames;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "explain",
        description = "Shows the effective value of a setting, where it is set, and which values it overrides.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "A unit, such as shop/prod/us-east-1/rds, or an environment, such as shop/prod.")
    String path;

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            arity = "0..1",
            description = "A key, such as backup_retention_days. Default: all keys.")
    String key;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        List<EnvironmentModel> environments = parent.project().environmentsBeside(List.of(path));
        List<Explanation> found = explain(environments, key);
        if (found.isEmpty() && key != null) {
            List<String> known =
                    explain(environments, null).stream().map(Explanation::key).toList();
            throw Failure.badInput(path + " has no key '" + key + "'" + Nearest.hint(key, known));
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
            parent.console()
                    .out()
                    .println(parent.console().bold(one.key()) + " = " + one.value() + "  "
                            + parent.console().dim(one.source()));
            one.overrode().forEach(line -> parent.console().out().println("    overrides " + line));
            if (key != null && one.key().equals(key)) {
                parent.console().out().println("    " + one.meaning());
            }
        }
        return ExitCode.FINE;
    }

    private List<Explanation> explain(List<EnvironmentModel> environments, String below) {
        if (path.split("/").length == 2) {
            EnvironmentModel environment = Project.environment(environments, path);
            return Explanation.of(EnvironmentSettings.class, environment.node(), below, "groundplan");
        }
        UnitModel<?, ?> unit = UnitNames.at(environments, path);
        return Explanation.of(
                unit.kind().settings(), unit.node(), below, unit.kind().name());
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
