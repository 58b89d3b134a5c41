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
import groundplan.tools.Tool;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.KnownAccount;
import groundplan.workspace.Project;
import groundplan.workspace.TerraformVariables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "run",
        description =
                "Runs Terraform in the selected units, in dependency order, through Terragrunt. Its plan is Terragrunt's, of each unit"
                        + " alone; 'groundplan plan' plans all units together. Arguments after -- go to Terraform.",
        mixinStandardHelpOptions = true)
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
        refuseMissing(project);
        refuseStale(project, environments, units);
        approve(units);
        Map<String, String> variables = TerraformVariables.of(
                project,
                emulator,
                action == Operation.apply || action == Operation.destroy
                        ? AssumeRoleSettings.APPLY
                        : AssumeRoleSettings.PLAN);
        if (action != Operation.validate) {
            KnownAccount.require(Project.touched(environments, units), variables);
        }
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
        if (action == Operation.plan) {
            parent.console()
                    .err()
                    .println(
                            "These are Terragrunt's plans, of each unit alone: what a unit reads from one that is not applied is a mock"
                                    + " value. For one plan of all units together: " + project.command()
                                    + " plan <system>/<environment>");
        }
        List<String> command = command(tools.path("terragrunt"), tools.path("terraform"), saved, now);
        int code = new ProcessRunner(command, project.root().resolve(LiveTree.FOLDER), variables).inherit();
        if (!waiting.isEmpty()) {
            // Now that the zones exist, their name servers are known.
            DelegationCheck.tell(parent.console(), delegations.waiting(environments, units, variables));
        }
        return code == ExitCode.FINE && !waiting.isEmpty() ? ExitCode.FAILED : code;
    }

    /** Terragrunt's options for the folders of saved plans. */
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
        if (!parent.console().colour()) {
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
        if (!parent.console().colour()) {
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

    /** Terragrunt itself says "Could not find a root.hcl", once for each unit. */
    private void refuseMissing(Project project) {
        List<String> missing =
                project.missingFromTree(emulator || project.variables().containsKey("AWS_ENDPOINT_URL"));
        if (!missing.isEmpty()) {
            throw Failure.badInput(String.join(" and ", missing)
                    + (missing.size() == 1 ? " is" : " are") + " missing, which Terragrunt reads for every unit; run "
                    + project.command() + " init");
        }
    }

    private void refuseStale(Project project, List<EnvironmentModel> environments, List<UnitModel<?, ?>> units)
            throws IOException {
        List<UnitDocument> documents = project.documents(units);
        SortedMap<String, String> files = LiveTree.files(Project.touched(environments, units), documents);
        List<String> stale = new TreeWriter(
                        project.root().resolve(LiveTree.FOLDER), project.home().resolve("staging/run"))
                .changed(files);
        if (!stale.isEmpty()) {
            throw Failure.failed("the live tree does not match the settings; run " + parent.command()
                    + " synth. Stale or missing:\n  " + String.join("\n  ", stale));
        }
    }

    private void approve(List<UnitModel<?, ?>> units) throws IOException {
        if (autoApprove || (action != Operation.apply && action != Operation.destroy)) {
            return;
        }
        if (!parent.console().live()) {
            throw Failure.badInput(action
                    + " changes infrastructure; there is no terminal to ask for approval, so it needs --auto-approve");
        }
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
