package groundplan.cli;

import groundplan.apply.ApplyResult;
import groundplan.apply.ApplyRun;
import groundplan.guard.AppliedReaders;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.TextReport;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UnitModel;
import groundplan.states.S3States;
import groundplan.synth.UnitDocument;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.FormerEnvironment;
import groundplan.workspace.Planner;
import groundplan.workspace.Project;
import groundplan.workspace.UnitNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "destroy",
        description =
                "Destroys all resources of an environment, or of a tree, in reverse dependency order, after it has shown the"
                        + " plan and asked for the name. Keeps the state bucket. To continue a run that failed or was killed, run the same command again.",
        mixinStandardHelpOptions = true)
final class DestroyCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENVIRONMENT",
            description = "<system>/<environment>, such as shop/dev.")
    String path;

    @Mixin
    TreeOptions tree;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            split = ",",
            description =
                    "Destroys only this unit, such as us-east-1/network, if nothing applied reads it. Repeatable.")
    List<String> only = List.of();

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The name of the environment or the tree, as plan shows it, instead of asking for it.")
    Optional<String> confirm = Optional.empty();

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    @Option(
            names = "--take-over",
            description = "Removes the environment's lock first. Make sure that no other run is using it.")
    boolean takeOver;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "4",
            converter = PositiveInt.class,
            description = "The most units to work on at the same time. Default: ${DEFAULT-VALUE}.")
    int parallelism;

    @Override
    public Integer call() throws Exception {
        if (tree.given()) {
            return ofTree();
        }
        if (path == null) {
            throw Failure.badInput("name an environment, such as shop/dev, or a tree with --tree");
        }
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environmentsBeside(List.of(path));
        Optional<FormerEnvironment> former = FormerEnvironment.missing(project, environments, path);
        EnvironmentModel environment =
                former.map(FormerEnvironment::model).orElseGet(() -> Project.environment(environments, path));
        confirm.filter(name -> !name.equals(path)).ifPresent(name -> {
            throw Failure.badInput("--confirm says '" + name + "'; the environment is " + path);
        });
        Set<UnitPath> chosen = only.isEmpty()
                ? Set.copyOf(environment.units().stream().map(UnitModel::path).toList())
                : UnitNames.of(environment, only);
        Planner planning = new Planner(project, emulator, null, AssumeRoleSettings.APPLY, List.of(environment));
        AppliedReaders.first(environments, chosen, planning.stores()).ifPresent(broken -> {
            throw Failure.failed(broken.reader() + " is applied and reads " + broken.read()
                    + ". Destroy it first, or with it: --unit "
                    + broken.reader().inEnvironment());
        });
        List<UnitDocument> documents = project.documents(environment.units());
        List<UnitDocument> going = documents.stream()
                .filter(document -> chosen.contains(document.unit().path())
                        && !document.unit().bootstrapped())
                .toList();
        EnvironmentPlan plan = planning.destroying(environment, going, former);
        if (!plan.hasChanges() && plan.verdict().refuses()) {
            throw Failure.failed(plan.verdict().refusals().stream()
                    .map(refusal -> refusal.unit() + " " + refusal.what() + ". " + refusal.remedy() + ".")
                    .collect(Collectors.joining("\n")));
        }
        if (!plan.hasChanges()) {
            parent.console().out().println("There are no resources to destroy." + bucket(environment));
            return ExitCode.FINE;
        }
        if (!shown(plan)) {
            return ExitCode.FAILED;
        }
        ApplyResult result = new ApplyRun(
                        environment,
                        documents,
                        new S3States(environment.settings(), planning.variables(environment.settings())),
                        planning.engine(environment.settings()).program(),
                        planning.variables(environment.settings()),
                        project.folders().journals())
                .of(
                        plan,
                        takeOver,
                        parallelism,
                        line -> parent.console().err().println(line),
                        outcomes -> OutcomeTable.print(parent.console(), outcomes));
        return ended(result, bucket(environment));
    }

    private int ofTree() throws IOException, InvalidSettings {
        if (path != null || takeOver) {
            throw Failure.badInput("--tree destroys a tree: leave out ENVIRONMENT and --take-over");
        }
        Project project = Project.ofTree(tree.folder(parent.variables()), parent.variables());
        Optional<ApplyResult> result = tree.planner(project, parent.variables(), emulator)
                .applier()
                .destroy(
                        only,
                        plan -> {
                            confirm.filter(name -> !name.equals(plan.environment()))
                                    .ifPresent(name -> {
                                        throw Failure.badInput(
                                                "--confirm says '" + name + "'; the tree is " + plan.environment());
                                    });
                            if (!shown(plan)) {
                                throw Failure.failed("the plan is refused; nothing was destroyed");
                            }
                        },
                        parallelism,
                        line -> parent.console().err().println(line));
        if (result.isEmpty()) {
            parent.console().out().println("There are no resources to destroy.");
            return ExitCode.FINE;
        }
        OutcomeTable.print(parent.console(), result.get().outcomes());
        return ended(result.get(), "");
    }

    private int ended(ApplyResult result, String kept) {
        boolean well = OutcomeTable.problems(parent.console(), result);
        parent.console()
                .out()
                .println(
                        result.applied()
                                ? "Destroyed." + kept
                                : "Some resources are left. To continue, run the same command again.");
        return well ? ExitCode.FINE : ExitCode.FAILED;
    }

    /** Shows the plan and, if the guards do not refuse it, returns once it is confirmed. Returns whether it may be done. */
    private boolean shown(EnvironmentPlan plan) throws IOException {
        parent.console().out().print(new TextReport(parent.console()::coloured).of(plan));
        parent.console().out().flush();
        if (!plan.verdict().refuses()) {
            ask(plan, plan.environment());
        }
        return !plan.verdict().refuses();
    }

    /** Returns if the right name was given, and fails otherwise. */
    private void ask(EnvironmentPlan plan, String name) throws IOException {
        if (confirm.isPresent()) {
            return;
        }
        if (!parent.console().live()) {
            throw Failure.badInput("there is no terminal to ask for the name; add --confirm " + name);
        }
        long count = plan.count(Action.DELETE);
        parent.console()
                .err()
                .print("This destroys " + count + (count == 1 ? " resource" : " resources") + ". Type " + name
                        + " to confirm: ");
        parent.console().err().flush();
        String typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (typed == null || !typed.strip().equals(name)) {
            throw Failure.failed("that is not " + name + "; nothing was destroyed");
        }
    }

    private String bucket(EnvironmentModel environment) {
        return only.isEmpty()
                ? " The state bucket " + environment.settings().state().bucket()
                        + " was kept; docs/guards.md describes how to delete it."
                : "";
    }
}
