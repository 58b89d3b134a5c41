package groundplan.cli;

import groundplan.console.Console;
import groundplan.repository.RepositoryUpgrade;
import groundplan.repository.RepositoryUpgrade.ChangedFile;
import groundplan.repository.RepositoryUpgrade.UpgradePlan;
import groundplan.settings.EnvironmentModel;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code init --upgrade}. */
final class UpgradeOptions {
    /** Beyond this, what the settings generate is shown as a list of files. */
    private static final int MOST_LINES = 400;

    @Option(
            names = "--upgrade",
            description =
                    "Shows what this version of Groundplan changes in the repository's files and in what the settings generate, and does it"
                            + " when you agree. Files that you edited are left alone.")
    boolean upgrade;

    @Option(names = "--check", description = "--upgrade: only shows it; exits 1 if there is something to change.")
    boolean check;

    @Option(
            names = "--to-version",
            paramLabel = "VERSION",
            description = "--upgrade: to this version, which is fetched.")
    Optional<String> to = Optional.empty();

    @Option(
            names = {"--auto-approve", "--yes"},
            description = "--upgrade: does it without asking.")
    boolean autoApprove;

    /** Whether the command upgrades. */
    boolean wanted() {
        if (!upgrade && (check || to.isPresent() || autoApprove)) {
            throw Failure.badInput("--check, --to-version and --yes belong to --upgrade; add --upgrade");
        }
        return upgrade;
    }

    /** Shows the upgrade, and does it. */
    int run(GroundplanCommand parent, Project project, Optional<String> url, Optional<String> checksum, boolean dryRun)
            throws Exception {
        String version = ProgramVersion.number();
        if (to.filter(wanted -> !wanted.equals(version)).isPresent()) {
            return RepositoryUpgrade.run(project, to.get(), url, checksum, arguments(dryRun));
        }
        Console console = parent.console();
        RepositoryUpgrade upgrading = new RepositoryUpgrade(project, version);
        UpgradePlan plan =
                upgrading.plan(url, checksum, environments -> parent.documents(EnvironmentModel.units(environments)));
        show(console, plan, version);
        if (plan.files().isEmpty()) {
            console.out().println("The repository is as Groundplan " + version + " writes it.");
            return ExitCode.FINE;
        }
        if (check || dryRun) {
            console.err()
                    .println("Nothing was written. To do it: " + project.command() + " init --upgrade"
                            + (plan.from().equals(version) ? "" : " --to-version " + version));
            return check ? ExitCode.FAILED : ExitCode.FINE;
        }
        approve(console, plan);
        List<String> written = upgrading.write(plan);
        console.out()
                .println(written.size() + (written.size() == 1 ? " file" : " files")
                        + " written; this repository now uses Groundplan " + version + ".");
        return ExitCode.FINE;
    }

    private List<String> arguments(boolean dryRun) {
        List<String> arguments = new ArrayList<>(List.of("init", "--upgrade"));
        if (check) {
            arguments.add("--check");
        }
        if (dryRun) {
            arguments.add("--dry-run");
        }
        if (autoApprove) {
            arguments.add("--yes");
        }
        return arguments;
    }

    private static void show(Console console, UpgradePlan plan, String version) {
        if (!plan.from().equals(version)) {
            console.out().println(console.bold("Groundplan " + plan.from() + " -> " + version));
        }
        plan.own().forEach(file -> show(console, file));
        for (ChangedFile file : plan.left()) {
            console.out()
                    .println(console.yellow(file.path() + " was edited and is left alone."
                            + " This is how it differs from what this version writes:"));
            show(console, file);
        }
        int lines =
                plan.tree().stream().mapToInt(file -> file.difference().size()).sum();
        if (plan.tree().isEmpty()) {
            console.out().println("What the settings generate stays the same.");
        } else if (lines <= MOST_LINES) {
            plan.tree().forEach(file -> show(console, file));
        } else {
            console.out()
                    .println("What the settings generate changes in "
                            + plan.tree().size() + " files:");
            plan.tree().forEach(file -> console.out().println("  " + file.path() + counts(file)));
        }
        console.out().flush();
    }

    private static String counts(ChangedFile file) {
        long added = file.difference().stream()
                .filter(line -> line.startsWith("+") && !line.startsWith("+++"))
                .count();
        long removed = file.difference().stream()
                .filter(line -> line.startsWith("-") && !line.startsWith("---"))
                .count();
        return "  +" + added + " -" + removed;
    }

    private static void show(Console console, ChangedFile file) {
        for (String line : file.difference()) {
            String shown = line.startsWith("+++") || line.startsWith("---")
                    ? console.bold(line)
                    : line.startsWith("+") ? console.green(line) : line.startsWith("-") ? console.red(line) : line;
            console.out().println(shown);
        }
    }

    private void approve(Console console, UpgradePlan plan) throws IOException {
        if (autoApprove) {
            return;
        }
        if (!console.live()) {
            throw Failure.badInput(
                    "there is no terminal to ask for approval; add --yes, or --check to see only what would change");
        }
        console.err().print("Write these " + plan.files().size() + " files? Only 'yes' will be accepted: ");
        console.err().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (!"yes".equals(answer)) {
            throw Failure.failed("not approved; nothing was written");
        }
    }
}
