package groundplan.cli.github;

import groundplan.cli.PlanFile;
import groundplan.forge.Commits;
import groundplan.forge.JobFiles;
import groundplan.forge.ReviewedPlans;
import groundplan.json.ContentHash;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.ReviewCheck;
import groundplan.report.ReviewReport;
import groundplan.settings.EnvironmentModel;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "reviewed",
        description =
                "Compares a plan that was made after a merge with the plans that were approved in the pull requests."
                        + " Writes the differences to the job's summary, and sets the output as_reviewed for github approved.",
        mixinStandardHelpOptions = true)
final class ReviewedCommand implements Callable<Integer> {
    @ParentCommand
    GithubCommand parent;

    @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "<system>/<environment>, such as shop/dev.")
    String path;

    @Option(names = "--plan", required = true, paramLabel = "FILE", description = "The plan made after the merge.")
    Path planFile;

    @Option(
            names = "--artifact",
            required = true,
            paramLabel = "NAME",
            description = "The name of the artifact with the environment's plan in a pull request's run.")
    String artifact;

    @Option(
            names = "--since",
            paramLabel = "COMMIT",
            description =
                    "The commit that was deployed before: the pull requests of all later commits are used. Default: only the pull"
                            + " request of the commit that is checked out.")
    Optional<String> since = Optional.empty();

    @Option(
            names = "--scope",
            paramLabel = "NAME",
            defaultValue = "plan",
            description = "The scope of the comment that showed the plans. Default: ${DEFAULT-VALUE}.")
    String scope;

    @Mixin
    AuthorOption author;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        Map<String, String> variables = project.variables();
        EnvironmentModel environment = Project.environment(project.environmentsBeside(List.of(path)), path);
        EnvironmentPlan plan = PlanFile.read(planFile, path).plan();
        ReviewedPlans reviewed =
                new ReviewedPlans(GitHubAccess.of(variables), author.login, scope, artifact, ContentHash::sha256);
        if (plan.hasChanges()) {
            reviewed.find(new Commits(project.root()).since(since.filter(commit -> !commit.isBlank())), path);
        }
        List<ReviewCheck.Unreviewed> found = ReviewCheck.of(reviewed.plans(), plan, project.configured(environment));
        parent.console().out().print(ReviewReport.of(path, reviewed.told(), found));
        JobFiles files = new JobFiles(variables);
        files.output("as_reviewed", found.isEmpty() ? "true" : "false");
        files.summarize(ReviewReport.markdown(path, reviewed.told(), found));
        return ExitCode.FINE;
    }
}
