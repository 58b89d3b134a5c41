package groundplan.cli.github;

import groundplan.forge.GitHub;
import groundplan.workspace.Failure;
import java.util.Map;

/** GitHub's API as a workflow's variables give access to it. */
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
}
