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
                "Whether somebody approved what this run is about to apply: in the pull requests, or, where the plan is"
                        + " not as reviewed there, as a reviewer of the environment at GitHub, in this run. Exits 1 when nobody did.",
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
            description = "The output as_reviewed of github reviewed. All but true is no.")
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
            throw Failure.badInput("GITHUB_RUN_ID says '" + run + "'; it is the number of the run that is asked about");
        }
        Optional<String> who;
        try {
            who = new Approvals(GitHubAccess.of(variables)).of(Long.parseLong(run), name);
        } catch (GitHub.GitHubRefusal e) {
            throw Failure.failed(
                    "it cannot be seen who approved this run: " + e.getMessage() + ". The token needs actions: read");
        }
        if (who.isEmpty()) {
            throw Failure.failed(
                    "nobody approved this plan: it is not as reviewed in a pull request, and the environment '" + name
                            + "' at GitHub has no reviewers who approved this run. Give it reviewers and run this again, or open a pull"
                            + " request whose plan is the one to apply");
        }
        console.out().println("Approved by " + who.get() + " as a reviewer of " + name + ".");
        return ExitCode.FINE;
    }
}
