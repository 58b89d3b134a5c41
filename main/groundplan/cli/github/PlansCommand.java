package groundplan.cli.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.cli.PlanFile;
import groundplan.console.Console;
import groundplan.forge.Finding;
import groundplan.forge.JobFiles;
import groundplan.forge.MergeDecision;
import groundplan.forge.PlanFindings;
import groundplan.forge.Sarif;
import groundplan.forge.StickyComment;
import groundplan.json.TerraformJson;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.PullRequestReport;
import groundplan.report.RenderedMarkdown;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "plans",
        description = "Reports the plans in a folder: one sticky comment, the job's summary and outputs,"
                + " annotations and SARIF. Exits 1 if a plan is not accepted or is missing.",
        mixinStandardHelpOptions = true)
final class PlansCommand implements Callable<Integer> {
    @ParentCommand
    GithubCommand parent;

    @Option(
            names = "--plans",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the files that plan --out wrote; subfolders are searched too.")
    Path folder;

    @Option(
            names = "--expect",
            paramLabel = "ENVIRONMENTS",
            split = ",",
            description = "The environments to expect; a missing one is reported as not planned.")
    List<String> expected;

    @Option(
            names = "--findings",
            paramLabel = "FILE",
            split = ",",
            description = "Findings of the security controls, as JSON: a file, or a folder of files.")
    List<Path> controls = List.of();

    @Mixin
    CommentOptions comment;

    @Mixin
    AuthorOption author;

    @Override
    public Integer call() throws Exception {
        Project project = parent.projectOrRepository();
        List<EnvironmentModel> environments =
                Files.isDirectory(project.root().resolve(SettingsTree.FOLDER)) ? project.environments() : List.of();
        CollectedReports collected = CollectedReports.in(folder, Optional.ofNullable(expected), "plan --out");
        List<EnvironmentPlan> plans = new ArrayList<>();
        ObjectNode digests = TerraformJson.object();
        for (Path file : collected.files()) {
            PlanFile read = PlanFile.read(file);
            plans.add(read.plan());
            digests.put(read.plan().environment(), read.digest());
        }
        SortedSet<String> missing = collected.missing(
                plans.stream().map(EnvironmentPlan::environment).toList());
        List<String> refusals = MergeDecision.refusals(plans, environments);
        List<Finding> findings =
                Finding.inRepository(project.root(), findings(plans, new PlanFindings(environments, project.root())));
        int exit = refusals.isEmpty() && missing.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
        report(project, plans, refusals, missing, findings, digests, exit);
        Console console = parent.console();
        refusals.forEach(why -> console.err().println(console.red("Not accepted: ") + why));
        missing.forEach(name -> console.err().println(console.red("Not planned: ") + name));
        return exit;
    }

    private void report(
            Project project,
            List<EnvironmentPlan> plans,
            List<String> refusals,
            SortedSet<String> missing,
            List<Finding> findings,
            ObjectNode digests,
            int exit)
            throws IOException {
        Map<String, String> variables = project.variables();
        Optional<String> run = GitHubAccess.run(variables);
        String commit = comment.commit(variables);
        JobFiles files = new JobFiles(variables);
        files.outputs(plans, exit);
        if (comment.sarif != null) {
            project.write(comment.sarif, TerraformJson.write(Sarif.of(findings)));
        }
        parent.console().out().print(Finding.annotations(findings));
        boolean summarized = files.summarize(new PullRequestReport(JobFiles.MOST_SUMMARY_BYTES, run, commit)
                .of(plans, refusals, List.copyOf(missing))
                .text());
        if (comment.pullRequest.isPresent()) {
            ObjectNode payload = TerraformJson.object().put("commit", commit).put("truncated", true);
            // Identifies the plans that the comment shows, and that an approval is for.
            payload.set("plans", digests);
            IntFunction<RenderedMarkdown> report =
                    room -> new PullRequestReport(room, run, commit).of(plans, refusals, List.copyOf(missing));
            RenderedMarkdown rendered = report.apply(StickyComment.room(comment.scope, payload));
            if (rendered.truncated()) {
                // It cannot be approved, so the room is better used for what it shows.
                payload.remove("plans");
                rendered = report.apply(StickyComment.room(comment.scope, payload));
            }
            payload.put("truncated", rendered.truncated());
            if (!comment.write(parent.console(), variables, author, payload, rendered.text()) && !summarized) {
                throw Failure.failed(CommentOptions.NOWHERE);
            }
        }
    }

    private List<Finding> findings(List<EnvironmentPlan> plans, PlanFindings places) throws IOException {
        List<Finding> findings = new ArrayList<>();
        plans.forEach(plan -> findings.addAll(places.of(plan)));
        for (Path given : controls) {
            for (Path file : Files.isRegularFile(given) ? List.of(given) : CollectedReports.json(given)) {
                try {
                    findings.addAll(places.controls(TerraformJson.read(Files.readString(file))));
                } catch (IllegalArgumentException e) {
                    throw Failure.badInput(file + ": " + e.getMessage());
                }
            }
        }
        return findings;
    }
}
