package groundplan.cli;

import groundplan.console.Console;
import groundplan.console.Progress;
import groundplan.cost.CostJson;
import groundplan.cost.CostTable;
import groundplan.cost.EnvironmentCost;
import groundplan.cost.Prices;
import groundplan.json.TerraformJson;
import groundplan.pricing.PriceTable;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Explanation;
import groundplan.settings.UnitModel;
import groundplan.settings.UsageFile;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "cost",
        description = "Estimates what environments cost per month, at the list prices in the repository.",
        mixinStandardHelpOptions = true)
final class CostCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILTER",
            description = "The beginning of a path, a glob, or an expression as for --filter. Default: all units.")
    String filter = "**";

    @Mixin
    Selection selection;

    @Option(names = "--by", paramLabel = "WHAT", description = "One line for each: ${COMPLETION-CANDIDATES}.")
    CostTable.By by = CostTable.By.resource;

    @Option(names = "--all", description = "Also shows the resources that cost nothing.")
    boolean all;

    @Option(names = "--assumptions", description = "Shows the assumed usage and where each figure is set.")
    boolean assumptions;

    @Option(names = "--json", description = "Prints JSON, with all resources and the assumptions.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        PriceTable prices = Prices.read();
        if (assumptions && !json) {
            List<EnvironmentModel> environments = selection.environments(project, filter);
            List<UnitModel<?, ?>> units = selection.of(project, environments, filter);
            for (EnvironmentModel environment : environments) {
                if (units.stream().anyMatch(environment.units()::contains)) {
                    show(environment, UsageFile.of(project.root(), environment).explanations());
                }
            }
            parent.console().out().println(CostTable.basis(prices));
            return ExitCode.FINE;
        }
        List<EnvironmentCost> costs = estimate(project, prices);
        if (json) {
            parent.console().out().print(TerraformJson.write(CostJson.of(prices, costs)));
        } else {
            new CostTable(parent.console(), by, all).print(prices, costs);
        }
        return complain(costs) ? ExitCode.FAILED : ExitCode.FINE;
    }

    private List<EnvironmentCost> estimate(Project project, PriceTable prices) throws Exception {
        List<EnvironmentModel> environments;
        List<UnitDocument> documents;
        try (Progress progress = new Progress(parent.console(), "synthesizing")) {
            Synthesis synthesis = project.synthesis(
                            false, unit -> progress.step(unit.path().toString()))
                    .startEarly(selection.settings(project, filter), project.modules());
            environments = selection.environments(project, filter);
            List<UnitModel<?, ?>> units = selection.of(project, environments, filter);
            progress.expect(units.size());
            documents = synthesis.of(units);
        }
        return EnvironmentCost.of(project.root(), prices, environments, documents);
    }

    private void show(EnvironmentModel environment, List<Explanation> explanations) {
        Console console = parent.console();
        console.out().println(console.bold(environment.path()));
        for (Explanation one : explanations) {
            console.out().println("  " + one.key() + " = " + one.value() + "  " + console.dim(one.source()));
            console.out().println("      " + one.meaning());
        }
        console.out().println();
    }

    /** Prints resources whose cost is unknown: the estimate is too low without them. */
    private boolean complain(List<EnvironmentCost> costs) {
        List<String> unknown = costs.stream()
                .flatMap(cost -> cost.units().stream())
                .flatMap(unit -> unit.estimate().unknown().stream()
                        .map(one -> unit.path() + " " + one.resource().address() + ": " + one.note()))
                .toList();
        unknown.forEach(one -> parent.console().err().println(parent.console().yellow("Unknown cost: ") + one));
        return !unknown.isEmpty();
    }
}
