package groundplan.cli.github;

import groundplan.console.Console;
import groundplan.drift.DriftReport;
import groundplan.forge.JobFiles;
import groundplan.forge.StickyComment;
import groundplan.forge.StickyIssue;
import groundplan.report.Markdown;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "drift",
        description = "Reports what drift --out found in all environments: opens or updates one issue, and"
                + " closes it when there is no drift any more.",
        mixinStandardHelpOptions = true)
final class DriftIssueCommand implements Callable<Integer> {
    @ParentCommand
    GithubCommand parent;

    @Option(
            names = "--reports",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the files that drift --out wrote.")
    Path folder;

    @Option(
            names = "--expect",
            paramLabel = "ENVIRONMENTS",
            split = ",",
            description = "The environments to expect; a missing one is reported as not checked.")
    List<String> expected;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            defaultValue = "drift",
            description = "The issue's label. Default: ${DEFAULT-VALUE}.")
    String label;

    @Mixin
    AuthorOption author;

    @Override
    public Integer call() throws Exception {
        Map<String, String> variables = parent.project().variables();
        CollectedReports collected = CollectedReports.in(folder, Optional.ofNullable(expected), "drift --out");
        List<DriftReport> reports = read(collected.files());
        SortedSet<String> missing =
                collected.missing(reports.stream().map(DriftReport::environment).toList());
        List<DriftReport> drifted =
                reports.stream().filter(DriftReport::drifted).toList();
        String text = DriftReport.markdown(reports, missing, GitHubAccess.run(variables));
        JobFiles files = new JobFiles(variables);
        files.summarize(text);
        files.output("has_drift", drifted.isEmpty() ? "false" : "true");
        StickyIssue issue = new StickyIssue(GitHubAccess.of(variables), author.login, label);
        Console console = parent.console();
        if (!drifted.isEmpty()) {
            String title = StickyIssue.title(
                    "Drift: ",
                    drifted.stream().map(DriftReport::environment).sorted().toList());
            console.out()
                    .println(issue.say(
                            "drift",
                            title,
                            Markdown.cut(
                                    text, StickyComment.MOST_BYTES, "The complete report is in the run's summary.")));
        } else if (missing.isEmpty()) {
            // An environment that was not checked may still have drifted.
            issue.close("drift", "There is no drift any more.").ifPresent(console.out()::println);
        }
        return missing.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static List<DriftReport> read(List<Path> files) throws IOException {
        List<DriftReport> reports = new ArrayList<>();
        for (Path file : files) {
            try {
                reports.add(DriftReport.read(Files.readString(file)));
            } catch (IllegalArgumentException e) {
                throw Failure.badInput(file + ": " + e.getMessage());
            }
        }
        return reports;
    }
}
