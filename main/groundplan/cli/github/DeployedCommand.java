package groundplan.cli.github;

import groundplan.forge.Commits;
import groundplan.forge.JobFiles;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "deployed",
        description =
                "Prints the newest commit that a workflow deployed completely, and sets the output commit. The next deployment"
                        + " includes all commits after it, also those of runs that failed.",
        mixinStandardHelpOptions = true)
final class DeployedCommand implements Callable<Integer> {
    @ParentCommand
    GithubCommand parent;

    @Option(
            names = "--workflow",
            required = true,
            paramLabel = "FILE",
            description = "The workflow's file, such as deploy.yml.")
    String workflow;

    @Option(
            names = "--or",
            paramLabel = "COMMIT",
            description = "The commit to use if there is none. Default: an empty output.")
    Optional<String> otherwise = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        Map<String, String> variables = project.variables();
        if (!workflow.matches("[A-Za-z0-9._-]+")) {
            throw Failure.badInput("'" + workflow + "' is not the file name of a workflow, such as deploy.yml");
        }
        String branch = variables.getOrDefault("GITHUB_REF_NAME", "");
        Optional<String> commit = new Commits(project.root())
                .deployed(GitHubAccess.of(variables), workflow, branch.matches("[A-Za-z0-9._/-]+") ? branch : "main")
                .or(() -> otherwise.filter(given -> given.matches("[0-9a-f]{40}")));
        new JobFiles(variables).output("commit", commit.orElse(""));
        commit.ifPresent(parent.console().out()::println);
        return ExitCode.FINE;
    }
}
