package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.diagram.Diagram;
import groundplan.forge.JobFiles;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.PlanJson;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UnitModel;
import groundplan.states.UnreadableState;
import groundplan.terraform.TerraformFailure;
import groundplan.workspace.EnvironmentDiagram;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.FormerEnvironment;
import groundplan.workspace.PlanScope;
import groundplan.workspace.Planner;
import groundplan.workspace.Project;
import groundplan.workspace.TreePlanner;
import groundplan.workspace.UnitNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "plan",
        description =
                "Plans a whole environment at once: what an apply of all its units would do, including values that are"
                        + " not known yet and pass from unit to unit. Reads the states and writes none.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            arity = "0..*",
            paramLabel = "ENVIRONMENT",
            description = "<system>/<environment>, such as shop/dev. Several are planned one after another.")
    List<String> paths = List.of();

    @Mixin
    TreeOptions tree;

    @Mixin
    PlanRendering rendering;

    @Mixin
    PlanFiles files;

    @Option(
            names = "--outputs",
            description =
                    "Also sets a job's outputs: has_changes, resources_to_create, _change, _replace and _destroy, exit_code,"
                            + " and, of one environment, plan_digest for apply --plan-digest.")
    boolean outputs;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            split = ",",
            description =
                    "Plans only this unit, such as us-east-1/network, and all units that read it; other units are read from"
                            + " their states. Repeatable.")
    List<String> only = List.of();

    @Mixin
    Selection selection;

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    @Option(
            names = "--states",
            paramLabel = "DIR",
            description = "Reads the states from a folder laid out like the bucket.")
    Path folder;

    @Option(names = "--no-refresh", description = "Plans from the states without reading the resources from AWS.")
    boolean noRefresh;

    @Option(
            names = {"--detailed-exitcode", "-detailed-exitcode"},
            description =
                    "Exits 0 without changes, 1 on errors, 2 with changes. For several environments: 1 if any is 1, else 2 if any is 2.")
    boolean detailedExitCode;

    @Override
    public Integer call() throws Exception {
        if (tree.given()) {
            return ofTree();
        }
        if (paths.isEmpty()) {
            throw Failure.badInput("name an environment, such as shop/dev, or a tree with --tree");
        }
        Project project = parent.project();
        List<EnvironmentModel> all = project.environmentsBeside(paths);
        Map<String, FormerEnvironment> former = new TreeMap<>();
        for (String path : paths) {
            FormerEnvironment.missing(project, all, path).ifPresent(found -> former.put(path, found));
        }
        List<EnvironmentModel> environments = paths.stream()
                .distinct()
                .map(path -> former.containsKey(path) ? former.get(path).model() : Project.environment(all, path))
                .toList();
        refuseSeveral(environments);
        Planner planning = new Planner(project, emulator, folder, environments);
        Map<String, List<UnitModel<?, ?>>> units = new TreeMap<>();
        for (EnvironmentModel environment : environments) {
            if (!former.containsKey(environment.path())) {
                units.put(environment.path(), selected(project, all, environment));
            } else if (!only.isEmpty() || selection.given()) {
                throw Failure.badInput(
                        environment.path()
                                + " is no longer in the settings: what is left of it is planned as a whole, without --unit and --filter");
            }
        }
        List<EnvironmentPlan> plans = new ArrayList<>();
        List<Integer> exits = new ArrayList<>();
        for (EnvironmentModel environment : environments) {
            try {
                EnvironmentPlan plan = former.containsKey(environment.path())
                        ? removed(project, former.get(environment.path()), planning)
                        : plan(project, environment, planning, units.get(environment.path()));
                plans.add(plan);
                exits.add(ExitCode.of(plan, detailedExitCode));
                rendering.print(parent.console(), plan, environments.size() > 1, diagram(project, environment));
            } catch (UnreadableState | TerraformFailure | IOException e) {
                if (environments.size() == 1) {
                    throw e;
                }
                parent.console()
                        .err()
                        .println(parent.console().red("Error: ") + environment.path() + ": " + e.getMessage());
                exits.add(ExitCode.FAILED);
            }
        }
        int exit = ExitCode.worst(exits);
        if (outputs) {
            JobFiles job = new JobFiles(project.variables());
            job.outputs(plans, exit);
            if (plans.size() == 1 && environments.size() == 1) {
                job.output(
                        "plan_digest",
                        ContentHash.sha256(
                                TerraformJson.write(PlanJson.of(plans.get(0), diagram(project, environments.get(0))))));
            }
        }
        return exit;
    }

    private int ofTree() throws IOException, InvalidSettings {
        if (!paths.isEmpty() || folder != null) {
            throw Failure.badInput("--tree plans a tree from its own states: leave out environments and --states");
        }
        if (!only.isEmpty() && selection.given()) {
            throw Failure.badInput("--unit and --filter both select units; use one of them");
        }
        Project project = Project.ofTree(tree.folder(parent.variables()), parent.variables());
        Map<UnitPath, ObjectNode> parts = new TreeMap<>();
        TreePlanner.TreePlan made = tree.planner(project, parent.variables(), emulator)
                .plan(only, selection.filters, refresh(), parts::putAll, line -> parent.console()
                        .err()
                        .println(line));
        Optional<Diagram> diagram = Optional.of(made.diagram());
        files.write(project, made.plan(), diagram, parts);
        rendering.print(parent.console(), made.plan(), false, diagram);
        return ExitCode.of(made.plan(), detailedExitCode);
    }

    /** Refuses options that are for one plan when there are several environments. */
    private void refuseSeveral(List<EnvironmentModel> environments) {
        if (!only.isEmpty() && selection.given()) {
            throw Failure.badInput("--unit and --filter both select units; use one of them");
        }
        if (environments.size() < 2) {
            return;
        }
        if (files.out != null) {
            throw Failure.badInput("--out is one file, for the plan of one environment; --out-dir writes one for each");
        }
        PlanRendering.PlanFormat shown = rendering.shown();
        if (shown == PlanRendering.PlanFormat.json || shown == PlanRendering.PlanFormat.html) {
            throw Failure.badInput("--format " + shown + " prints the plan of one environment; --out-dir"
                    + " writes one file for each");
        }
    }

    private EnvironmentPlan plan(
            Project project, EnvironmentModel environment, Planner planning, List<UnitModel<?, ?>> units)
            throws IOException, InvalidSettings {
        Map<UnitPath, ObjectNode> parts = new TreeMap<>();
        EnvironmentPlan judged = planning.judged(environment, units, refresh(), parts::putAll);
        EnvironmentPlan plan = judged.with(PlanScope.leftOut(judged, environment));
        files.write(project, plan, diagram(project, environment), parts);
        return plan;
    }

    private EnvironmentPlan removed(Project project, FormerEnvironment former, Planner planning)
            throws IOException, InvalidSettings {
        EnvironmentPlan plan = planning.removed(former, refresh());
        files.write(project, plan, diagram(project, former.model()), Map.of());
        return plan;
    }

    private List<String> refresh() {
        return noRefresh ? List.of("-refresh=false") : List.of();
    }

    /** The diagram for what shows one, now or later. */
    private Optional<Diagram> diagram(Project project, EnvironmentModel environment) throws IOException {
        return rendering.shown() == PlanRendering.PlanFormat.html
                        || rendering.shown() == PlanRendering.PlanFormat.json
                        || files.wanted()
                ? Optional.of(EnvironmentDiagram.of(project.synthesis(false, unit -> {}), environment))
                : Optional.empty();
    }

    private List<UnitModel<?, ?>> selected(Project project, List<EnvironmentModel> all, EnvironmentModel environment)
            throws IOException {
        if (selection.given()) {
            return selection.of(project, all, environment.path());
        }
        return only.isEmpty()
                ? environment.units()
                : PlanScope.withReaders(environment, UnitNames.of(environment, only));
    }
}
