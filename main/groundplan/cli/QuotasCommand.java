package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import groundplan.workspace.ExitCode;
import groundplan.workspace.QuotaCheck;
import groundplan.workspace.QuotaState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "quotas",
        description = "Shows what all environments use of the quotas of their AWS accounts.",
        mixinStandardHelpOptions = true)
final class QuotasCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Option(names = "--all", description = "Also shows quotas of which less than half is used.")
    boolean all;

    @Option(names = "--json", description = "Prints JSON, with every quota and the share of every unit.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        List<EnvironmentModel> environments = parent.project().environments();
        List<QuotaState> states =
                new QuotaCheck(environments, parent.documents(EnvironmentModel.units(environments))).states();
        if (json) {
            parent.console().out().print(TerraformJson.write(document(states)));
        } else {
            table(states);
        }
        return states.stream().anyMatch(QuotaState::over) ? ExitCode.FAILED : ExitCode.FINE;
    }

    /** Of what is counted for each resource, only the resource that uses most is shown. */
    private void table(List<QuotaState> states) {
        Map<String, QuotaState> shown = new LinkedHashMap<>();
        states.stream()
                .sorted(Comparator.comparing(QuotaState::over)
                        .thenComparing(state -> state.use().total())
                        .reversed())
                .filter(state -> all || state.near())
                .forEach(state -> shown.putIfAbsent(
                        state.use().account()
                                + state.use().region()
                                + state.use().quota().name(),
                        state));
        List<List<String>> rows =
                new ArrayList<>(List.of(List.of("account", "quota", "used", "allowed", "code", "in")));
        List<UnaryOperator<String>> styles = new ArrayList<>(List.of(parent.console()::bold));
        states.stream().filter(shown::containsValue).forEach(state -> {
            rows.add(List.of(
                    state.use().account(),
                    state.use().quota().name(),
                    String.valueOf(state.use().total()),
                    state.allowed() + (state.noted() ? " (noted)" : ""),
                    state.use().quota().code().orElse(""),
                    state.place()));
            styles.add(state.over() ? parent.console()::red : UnaryOperator.identity());
        });
        Console console = parent.console();
        for (int row = 0; row < rows.size(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < rows.get(0).size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(one -> one.get(at).length())
                        .max()
                        .orElse(0);
                String cell = rows.get(row).get(column);
                line.append(cell).append(" ".repeat(width - cell.length() + 2));
            }
            console.out().println(styles.get(row).apply(line.toString().strip()));
        }
    }

    private static ObjectNode document(List<QuotaState> states) {
        ObjectNode document = TerraformJson.object();
        document.putArray("quotas");
        for (QuotaState state : states) {
            ObjectNode one = document.withArrayProperty("quotas").addObject();
            one.put("account", state.use().account());
            one.put("region", state.use().region());
            one.put("name", state.use().quota().name());
            one.put("service_code", state.use().quota().service());
            one.put("quota_code", state.use().quota().code().orElse(""));
            one.put("subject", state.use().subject());
            one.put("used", state.use().total());
            one.put("allowed", state.allowed());
            one.put("noted", state.noted());
            ObjectNode units = one.putObject("units");
            state.use().byUnit().forEach(units::put);
        }
        return document;
    }
}
