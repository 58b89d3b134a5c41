package groundplan.cli.github;

import groundplan.cli.GroundplanCommand;
import groundplan.console.Console;
import groundplan.workspace.Project;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The commands that report to GitHub. */
@Command(
        name = "github",
        description = "Reports to GitHub: pull request comments, job summaries and outputs, annotations, SARIF, issues."
                + " Reads a workflow's variables (GITHUB_REPOSITORY, GITHUB_TOKEN and so on).",
        mixinStandardHelpOptions = true,
        subcommands = {
            ReviewedCommand.class,
            ApprovedCommand.class,
            DeployedCommand.class,
            CommentCommand.class,
            DriftIssueCommand.class,
            PlansCommand.class
        })
public final class GithubCommand {
    @ParentCommand
    GroundplanCommand parent;

    /** Where the commands write. */
    Console console() {
        return parent.console();
    }

    /** The project that the commands work on. */
    Project project() {
        return parent.project();
    }

    /** The project, or a repository without settings. */
    Project projectOrRepository() throws IOException {
        return parent.projectOrRepository();
    }
}
