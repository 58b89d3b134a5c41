package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.git.GitFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The commits of a deployed branch, from a Git checkout. */
public final class Commits {
    private final GitFolder folder;

    /** @param folder a checkout with its history */
    public Commits(Path folder) {
        this.folder = new GitFolder(folder);
    }

    /**
     * The commits after another one, one for each merge or push, the newest first; only the checked out commit if it is not
     * known to come after that one.
     */
    public List<String> since(Optional<String> commit) throws IOException {
        return commit.filter(this::reached).isPresent()
                ? folder.output("rev-list", "--first-parent", commit.get() + "..HEAD")
                        .lines()
                        .toList()
                : folder.output("rev-list", "--max-count=1", "HEAD").lines().toList();
    }

    /**
     * The newest commit of this branch that a workflow deployed successfully.
     *
     * @param workflow the name of the workflow's file
     * @param branch the branch
     */
    public Optional<String> deployed(GitHub github, String workflow, String branch) throws IOException {
        for (JsonNode run : github.send(
                        "GET",
                        "/actions/workflows/" + workflow + "/runs?status=success&per_page=20&branch=" + branch,
                        null)
                .path("workflow_runs")) {
            String commit = run.path("head_sha").asText();
            if (reached(commit)) {
                return Optional.of(commit);
            }
        }
        return Optional.empty();
    }

    /** Whether the checked out commit comes after another one. */
    private boolean reached(String commit) {
        return commit.matches("[0-9a-f]{40}")
                && folder.tried("merge-base", "--is-ancestor", commit, "HEAD").isPresent();
    }
}
