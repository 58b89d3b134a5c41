package groundplan.cli.github;

import groundplan.console.Console;
import groundplan.forge.Approvals;
import groundplan.forge.GitHub;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "approved",
        description =
                "Checks that the plan of this run was approved: in its pull requests or, if it is not as reviewed there, by a"
                        + " reviewer of the GitHub environment in this run. Exits 1 if it was not.",
        mixinStandardHelpOptions = true)
final class ApprovedCommand implements Callable<Integer> {
    @ParentCommand
    GithubCommand parent;

    @Parameters(index = "0", paramLabel = "NAME", description = "The environment's name at GitHub, such as dev.")
    String name;

    @Option(
            names = "--as-reviewed",
            required = true,
            paramLabel = "true|false",
            description = "The output as_reviewed of github reviewed. Anything but true means no.")
    String asReviewed;

    @Override
    public Integer call() throws Exception {
        Console console = parent.console();
        if (asReviewed.equals("true")) {
            console.out().println("Approved in the pull request.");
            return ExitCode.FINE;
        }
        Map<String, String> variables = parent.project().variables();
        String run = variables.getOrDefault("GITHUB_RUN_ID", "");
        if (!run.matches("[0-9]{1,18}")) {
            throw Failure.badInput("GITHUB_RUN_ID says '" + run + "'; it must be the number of the workflow run");
        }
        Optional<String> who;
        try {
            who = new Approvals(GitHubAccess.of(variables)).of(Long.parseLong(run), name);
        } catch (GitHub.GitHubRefusal e) {
            throw Failure.failed(
                    "cannot read who approved this run: " + e.getMessage() + ". The token needs actions: read");
        }
        if (who.isEmpty()) {
            throw Failure.failed(
                    "this plan was not approved: it is not as reviewed in a pull request, and no reviewer of the GitHub environment '"
                            + name
                            + "' approved this run. Add required reviewers to it and run this again, or open a pull"
                            + " request with this plan");
        }
        console.out().println("Approved by " + who.get() + " as a reviewer of " + name + ".");
        return ExitCode.FINE;
    }
}
