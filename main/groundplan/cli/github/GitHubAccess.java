package groundplan.cli.github;

import groundplan.forge.GitHub;
import groundplan.workspace.Failure;
import java.util.Map;
import java.util.Optional;

/** Access to GitHub's API, from a workflow's variables. */
final class GitHubAccess {
    private GitHubAccess() {}

    /** The API of the repository that {@code GITHUB_REPOSITORY} and {@code GITHUB_TOKEN} name. */
    static GitHub of(Map<String, String> variables) {
        try {
            return GitHub.of(variables);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e.getMessage());
        }
    }

    /** The address of the workflow's run; absent outside of a workflow. */
    static Optional<String> run(Map<String, String> variables) {
        return Optional.ofNullable(variables.get("GITHUB_RUN_ID"))
                .map(id -> variables.getOrDefault("GITHUB_SERVER_URL", "https://github.com") + "/"
                        + variables.getOrDefault("GITHUB_REPOSITORY", "") + "/actions/runs/" + id);
    }
}
