package groundplan.cli;

import groundplan.bootstrap.StateBucket;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.live.TreeWriter;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.synth.UnitDocument;
import groundplan.terraform.ProcessRunner;
import groundplan.terragrunt.CondensedRun;
import groundplan.terragrunt.RunAction;
import groundplan.tools.Tool;
import groundplan.workspace.AwsAccess;
import groundplan.workspace.ChosenEngine;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.SharedFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "run", description = SharedFiles.ABOUT_RUN, mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    enum Operation {
        plan,
        apply,
        destroy,
        validate,
        output
    }

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            index = "0",
            paramLabel = "FILTER",
            description = "The beginning of a path, such as shop/dev, a glob, or an expression as for --filter.")
    String filter;

    @Mixin
    Selection selection;

    @Mixin
    DelegationCheck delegations;

    @Parameters(index = "1", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}")
    Operation action;

    @Parameters(index = "2..*", paramLabel = "ARGUMENT", hidden = true)
    List<String> arguments = List.of();

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started and prepared when needed.")
    boolean emulator;

    @Option(names = "--auto-approve", description = "Skips the prompt before apply and destroy.")
    boolean autoApprove;

    @Option(
            names = {"--detailed-exitcode", "-detailed-exitcode"},
            description = "plan: exits 0 without changes, 1 on errors, 2 with changes.")
    boolean detailedExitCode;

    @Option(
            names = "--out-dir",
            paramLabel = "DIR",
            description =
                    "plan: saves each unit's plan, as DIR/<system>/<environment>/<region>/<unit>/tfplan.tfplan; apply and destroy:"
                            + " apply the saved plans. These files contain secrets.")
    Path outFolder;

    @Option(
            names = "--json-out-dir",
            paramLabel = "DIR",
            description =
                    "plan: also writes each unit's plan as Terraform's JSON, tfplan.json. Secrets are not hidden.")
    Path jsonFolder;

    @Option(
            names = "--full-log",
            description = "Prints everything that Terragrunt and Terraform print, as --verbose does too.")
    boolean fullLog;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "4",
            converter = PositiveInt.class,
            description = "The most units to work on at the same time. Default: ${DEFAULT-VALUE}.")
    int parallelism;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<EnvironmentModel> environments = selection.environments(project, filter);
        List<UnitModel<?, ?>> units = selection.of(project, environments, filter);
        if (units.isEmpty()) {
            parent.console().out().println("Nothing has changed: there is no unit to run " + action + " in.");
            return ExitCode.FINE;
        }
        List<String> saved = saved(project);
        SharedFiles.require(project, emulator);
        boolean ask = mustAsk();
        AwsAccess access = access(project, environments, units);
        refuseStale(project, environments, units);
        if (ask) {
            approve(units);
        }
        ChosenEngine engine = ChosenEngine.of(
                project,
                environments.stream()
                        .filter(environment -> environment.units().stream().anyMatch(units::contains))
                        .map(EnvironmentModel::settings)
                        .toList());
        Map<String, String> variables = engine.in(project, access.variables());
        if (emulator) {
            bootstrap(project, environments, units, variables);
        }
        Map<UnitPath, String> waiting =
                action == Operation.apply ? delegations.waiting(environments, units, variables) : Map.of();
        DelegationCheck.tell(parent.console(), waiting);
        List<UnitModel<?, ?>> now =
                units.stream().filter(unit -> !waiting.containsKey(unit.path())).collect(Collectors.toList());
        if (now.isEmpty()) {
            return ExitCode.FAILED;
        }
        Tool tools = project.tools();
        SharedFiles.tellWhosePlans(project, action.name(), parent.console().err());
        List<String> command = command(tools.path("terragrunt"), engine.program(), saved, now);
        int code = run(project, command, now, variables);
        if (!waiting.isEmpty()) {
            // Now that the zones exist, their name servers are known.
            DelegationCheck.tell(parent.console(), delegations.waiting(environments, units, variables));
        }
        return code == ExitCode.FINE && !waiting.isEmpty() ? ExitCode.FAILED : code;
    }

    private AwsAccess access(Project project, List<EnvironmentModel> environments, List<UnitModel<?, ?>> units) {
        Set<String> worked = units.stream()
                .map(unit -> unit.path().system() + "/" + unit.path().environment())
                .collect(Collectors.toSet());
        return AwsAccess.of(
                project,
                emulator,
                action == Operation.apply || action == Operation.destroy
                        ? AssumeRoleSettings.APPLY
                        : AssumeRoleSettings.PLAN,
                environments.stream()
                        .filter(environment -> worked.contains(environment.path()))
                        .toList());
    }

    /** Results of units are a line each, unless everything is wanted, or Terraform is asked for its own JSON. */
    private int run(Project project, List<String> command, List<UnitModel<?, ?>> units, Map<String, String> variables)
            throws IOException {
        Path tree = project.root().resolve(LiveTree.FOLDER);
        if (streams()) {
            return new ProcessRunner(command, tree, variables).inherit();
        }
        return new CondensedRun(parent.console(), tree, project.home().resolve("logs"), project.current())
                .run(
                        RunAction.valueOf(action.name().toUpperCase(Locale.ROOT)),
                        command,
                        units.stream().map(unit -> unit.path().toString()).toList(),
                        variables);
    }

    private boolean streams() {
        return fullLog
                || parent.verbose
                || action == Operation.validate
                || action == Operation.output
                || arguments.stream().anyMatch(argument -> argument.matches("--?json"));
    }

    private boolean coloured() {
        return streams() && parent.console().colour();
    }

    private List<String> saved(Project project) throws IOException {
        if (outFolder != null && (action == Operation.validate || action == Operation.output)
                || jsonFolder != null && action != Operation.plan) {
            throw Failure.badInput(
                    (jsonFolder != null ? "--json-out-dir" : "--out-dir") + " is for plans; " + action + " makes none");
        }
        List<String> options = new ArrayList<>();
        save("--out-dir", outFolder, project, options);
        save("--json-out-dir", jsonFolder, project, options);
        return options;
    }

    private static void save(String option, Path folder, Project project, List<String> options) throws IOException {
        if (folder != null) {
            Path place = project.current().resolve(folder);
            // Only the owner may read a folder that is created here; an existing one keeps its permissions.
            Files.createDirectories(
                    place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            options.addAll(List.of(option, place.toString()));
        }
    }

    private List<String> command(Path terragrunt, Path terraform, List<String> saved, List<UnitModel<?, ?>> units) {
        List<String> command = new ArrayList<>(List.of(
                terragrunt.toString(),
                "run",
                "--all",
                "--non-interactive",
                "--tf-path",
                terraform.toString(),
                "--parallelism",
                "" + parallelism));
        if (!coloured()) {
            command.add("--no-color");
        }
        command.addAll(saved);
        units.forEach(unit -> command.addAll(List.of("--filter", "./" + unit.path())));
        command.addAll(List.of("--", action.name(), "-input=false"));
        if (action == Operation.validate || action == Operation.output) {
            command.remove(command.size() - 1);
        }
        if (action == Operation.plan && detailedExitCode) {
            command.add("-detailed-exitcode");
        }
        if (!coloured()) {
            command.add("-no-color");
        }
        command.addAll(arguments);
        return command;
    }

    /** Creates state buckets that are missing. Only on the emulator: in AWS that is a command of its own. */
    private void bootstrap(
            Project project,
            List<EnvironmentModel> environments,
            List<UnitModel<?, ?>> units,
            Map<String, String> variables)
            throws IOException {
        for (EnvironmentModel environment : Project.touched(environments, units)) {
            new StateBucket(parent.console(), project, variables).of(environments, environment);
        }
    }

    private void refuseStale(Project project, List<EnvironmentModel> environments, List<UnitModel<?, ?>> units)
            throws IOException {
        List<UnitDocument> documents = project.documents(units);
        SortedMap<String, String> files = LiveTree.files(Project.touched(environments, units), documents);
        Path staging = project.folders().staging("run");
        List<String> stale = new TreeWriter(project.root().resolve(LiveTree.FOLDER), staging).changed(files);
        if (!stale.isEmpty()) {
            throw Failure.failed("the live tree does not match the settings; " + PinnedVersion.remedy(project, "synth")
                    + ". Stale or missing:\n  " + String.join("\n  ", stale));
        }
    }

    /** Whether somebody has to approve; refuses what nobody can be asked about. */
    private boolean mustAsk() {
        if (autoApprove || (action != Operation.apply && action != Operation.destroy)) {
            return false;
        }
        if (!parent.console().live()) {
            throw Failure.badInput(action
                    + " changes infrastructure; there is no terminal to ask for approval, so it needs --auto-approve");
        }
        return true;
    }

    private void approve(List<UnitModel<?, ?>> units) throws IOException {
        parent.console().err().println((action == Operation.apply ? "Apply " : "DESTROY ") + units.size() + " units:");
        units.stream().map(UnitModel::path).map(UnitPath::toString).forEach(path -> parent.console()
                .err()
                .println("  " + path));
        parent.console().err().print("Only 'yes' will be accepted to approve: ");
        parent.console().err().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (!"yes".equals(answer)) {
            throw Failure.failed("not approved; nothing was done");
        }
    }
}
