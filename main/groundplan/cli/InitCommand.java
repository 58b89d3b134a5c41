package groundplan.cli;

import groundplan.repository.RepositoryStart;
import groundplan.repository.RepositoryStart.StartPlan;
import groundplan.repository.RepositoryStart.StartRequest;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "init",
        description =
                "Begins a repository of your own in the current folder: settings of a first system, what Terragrunt needs, a pinned"
                        + " version of Groundplan with a script that runs it, workflows. Safe to repeat: what is there is left alone.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description = "The first system's name: lower-case words joined by '-'. Default: after the folder's name.")
    Optional<String> system = Optional.empty();

    @Option(
            names = "--account-id",
            paramLabel = "ID",
            description =
                    "The AWS account of the first system, also of one that was begun without it. Default: that of the current AWS"
                            + " credentials; without any, one to fill in later, which works on the emulator.")
    String account;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "us-east-1",
            description = "The first system's region. Default: ${DEFAULT-VALUE}.")
    String region;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the archive of Groundplan is, https:// or file://; {version} stands for the version.")
    Optional<String> url = Optional.empty();

    @Option(
            names = "--checksum",
            paramLabel = "SHA256",
            description =
                    "The SHA-256 of that archive. Default: what the file .sha256 beside it says, or else the archive's.")
    Optional<String> checksum = Optional.empty();

    @Option(names = "--dry-run", description = "Shows what would be written, and writes nothing.")
    boolean dryRun;

    @Mixin
    UpgradeOptions upgrade;

    @Override
    public Integer call() throws Exception {
        Project project = parent.startingProject();
        checksum.filter(digest -> !digest.matches("[0-9a-f]{64}")).ifPresent(digest -> {
            throw Failure.badInput("--checksum " + digest + " is not a SHA-256: 64 digits and letters from a to f");
        });
        return upgrade.wanted() ? upgrade.run(parent, project, url, checksum, dryRun) : begin(project);
    }

    private int begin(Project project) throws Exception {
        RepositoryStart start = new RepositoryStart(project, ProgramVersion.number());
        StartPlan plan = start.plan(new StartRequest(system, Optional.ofNullable(account), region, url, checksum));
        List<String> written = dryRun ? List.copyOf(plan.files().keySet()) : start.write(plan);
        written.forEach(path -> parent.console().out().println(path));
        parent.console().out().flush();
        plan.notes()
                .forEach(note -> parent.console().err().println(parent.console().yellow("Note: ") + note));
        if (dryRun) {
            parent.console()
                    .err()
                    .println(written.isEmpty() ? "Nothing is missing." : "Nothing was written: --dry-run.");
        } else if (written.isEmpty()) {
            parent.console().err().println("Nothing was missing, and nothing was written.");
        }
        String command = plan.fetched() ? "./" + RepositoryStart.WRAPPER : project.command();
        plan.system().filter(environment -> !dryRun).ifPresent(environment -> next(command, environment));
        return ExitCode.FINE;
    }

    private void next(String command, String environment) {
        parent.console()
                .err()
                .println(
                        """

                        Next:
                          %1$s validate
                              checks the settings in environments/
                          %1$s plan %2$s --emulator
                              shows what they would create, without AWS
                          %1$s synth
                              writes terragrunt/, which is committed"""
                                .formatted(command, environment));
    }
}
