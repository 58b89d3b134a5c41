package groundplan.cli;

import groundplan.apply.ApplyResult;
import groundplan.apply.ApplyRun;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.promote.ApplyRecord;
import groundplan.promote.Release;
import groundplan.promote.S3Manifests;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UnitModel;
import groundplan.states.S3States;
import groundplan.synth.UnitDocument;
import groundplan.workspace.AwsAccess;
import groundplan.workspace.ChosenEngine;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Guards;
import groundplan.workspace.OrderCheck;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Path;
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
        name = "apply",
        description = "Applies an approved plan of an environment, unit by unit, and nothing else."
                + " To continue a run that failed or was killed, run the same command again.",
        mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
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
            names = "--plan",
            paramLabel = "FILE",
            required = true,
            description = "The plan, as groundplan plan --out wrote it.")
    Path planFile;

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    @Mixin
    DelegationCheck delegations;

    @Option(
            names = "--take-over",
            description = "Removes the environment's lock first. Make sure that no other run is using it.")
    boolean takeOver;

    @Option(
            names = "--in-order",
            description =
                    "Refuses a release that was not applied in the environment before it in the system's order of promotion.")
    boolean inOrder;

    @Option(
            names = "--before",
            paramLabel = "FILE",
            description =
                    "The manifest of the environment before, as promotion show prints it. Default: read from its bucket.")
    Path before;

    @Option(
            names = "--plan-digest",
            paramLabel = "SHA256",
            description = "Refuses a file with any other digest than this one, which was approved.")
    Optional<String> planDigest = Optional.empty();

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
        EnvironmentModel environment = Project.environment(environments, path);
        EnvironmentPlan approved = read();
        AwsAccess access = AwsAccess.of(project, emulator, AssumeRoleSettings.APPLY, List.of(environment));
        List<UnitDocument> documents = project.documents(environment.units());
        ChosenEngine engine = ChosenEngine.of(project, environment.settings());
        Map<String, String> variables = engine.in(project, access.variables());
        S3Manifests manifests = new S3Manifests(variables);
        if (inOrder) {
            OrderCheck.refuse(project, environment, environments, manifests, before);
        }
        S3States states = new S3States(environment.settings(), variables);
        new Guards(project, environment, variables).admit(approved, documents);
        Map<UnitPath, UnitModel<?, ?>> units = new TreeMap<>();
        environment.units().forEach(unit -> units.put(unit.path(), unit));
        var waiting = delegations.of(environment, variables);
        ApplyResult result = new ApplyRun(
                        environment,
                        documents,
                        states,
                        engine.program(),
                        variables,
                        project.folders().journals(),
                        unit -> Optional.ofNullable(units.get(unit)).flatMap(waiting))
                .of(
                        approved,
                        takeOver,
                        parallelism,
                        line -> parent.console().err().println(line),
                        outcomes -> OutcomeTable.print(parent.console(), outcomes));
        boolean well = OutcomeTable.problems(parent.console(), result);
        if (result.outcomes().isEmpty()) {
            parent.console().out().println("The plan changes nothing.");
        }
        if (result.applied() && approved.complete()) {
            well &= recorded(environment, environments, approved, manifests);
        }
        return well ? ExitCode.FINE : ExitCode.FAILED;
    }

    private int ofTree() throws IOException, InvalidSettings {
        if (path != null || inOrder || takeOver || before != null) {
            throw Failure.badInput(
                    "--tree applies the plan of a tree: leave out ENVIRONMENT, --in-order, --before and --take-over");
        }
        Project project = Project.ofTree(tree.folder(parent.variables()), parent.variables());
        ApplyResult result = tree.planner(project, parent.variables(), emulator)
                .applier()
                .apply(approved(PlanFile.read(planFile)), parallelism, line -> parent.console()
                        .err()
                        .println(line));
        OutcomeTable.print(parent.console(), result.outcomes());
        if (result.outcomes().isEmpty()) {
            parent.console().out().println("The plan changes nothing.");
        }
        return OutcomeTable.problems(parent.console(), result) ? ExitCode.FINE : ExitCode.FAILED;
    }

    /** Records the release. Returns whether that succeeded; if not, everything is applied nevertheless. */
    private boolean recorded(
            EnvironmentModel environment,
            List<EnvironmentModel> environments,
            EnvironmentPlan approved,
            S3Manifests manifests) {
        Project project = parent.project();
        try {
            Release release = Release.of(project.program(), project.root(), environment, environments);
            manifests.add(
                    environment, ApplyRecord.now(project.root(), release, approved.settings(), project.variables()));
            return true;
        } catch (IOException | RuntimeException | InvalidSettings e) {
            parent.console()
                    .err()
                    .println(
                            parent.console().red("Error: ")
                                    + "Everything was applied, but the release could not be recorded: " + e.getMessage()
                                    + ". Until then promote and --in-order do not know of it: plan again, and apply that plan.");
            return false;
        }
    }

    private EnvironmentPlan read() throws IOException {
        return approved(PlanFile.read(planFile, path));
    }

    private EnvironmentPlan approved(PlanFile file) {
        if (planDigest.filter(approved -> !approved.equals(file.digest())).isPresent()) {
            throw Failure.failed(planFile + " is not the plan that was approved: it does not have the SHA-256 of"
                    + " --plan-digest. Get the approved file again, or plan again and have the new plan approved");
        }
        if (file.plan().destroys()) {
            throw Failure.badInput(planFile + " destroys resources; use " + parent.command() + " destroy " + path);
        }
        return file.plan();
    }
}
