package groundplan.workspace;

import groundplan.files.TextFile;
import groundplan.git.GitFolder;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The version of the settings, or of a tree, that a plan's changes are explained with: that of the last apply if it is known, otherwise where the
 * checked-out branch left the default branch, or the last commit for changes that are not committed.
 *
 * @param git the project's folder
 */
record SettingsBase(GitFolder git) {
    private static final List<String> DEFAULT_BRANCHES =
            List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

    private static final List<String> CONFIGURATION = List.of(".hcl", ".tf", ".tf.json", ".tfvars", ".tfvars.json");

    /**
     * Finds the commit.
     *
     * @param applied the commit of the last apply; empty if it is not known
     */
    Optional<String> commit(Optional<String> applied) {
        return Stream.concat(
                        applied.filter(commit -> !commit.isBlank()).stream()
                                .flatMap(commit -> git
                                        .tried(
                                                "rev-parse",
                                                "--verify",
                                                "--quiet",
                                                "--end-of-options",
                                                commit + "^{commit}")
                                        .stream()),
                        DEFAULT_BRANCHES.stream().flatMap(branch -> git.tried("merge-base", "HEAD", branch).stream()))
                .map(String::strip)
                .filter(commit -> !commit.isEmpty())
                .findFirst()
                .or(git::head);
    }

    /** The same without a record of applies. Where nothing differs from it, as on the default branch after a merge, the commit before it. */
    Optional<String> earlier() {
        Optional<String> base = commit(Optional.empty());
        return base.equals(git.head()) && !edited()
                ? git.tried("rev-parse", "--verify", "--quiet", "HEAD^1").map(String::strip)
                : base;
    }

    /** Whether there is something that is not committed. Files that Git does not know count if they may be read: others are plans and such. */
    private boolean edited() {
        return git.tried("status", "--porcelain", "--untracked-files=all")
                .orElse("")
                .lines()
                .anyMatch(
                        line -> !line.startsWith("??") || CONFIGURATION.stream().anyMatch(line::endsWith));
    }

    /** Writes a system's settings of a commit to a folder that is laid out like the project. */
    void write(String commit, String system, Path folder) throws IOException {
        String below = SettingsTree.FOLDER + "/" + system;
        for (String file : git.files(commit, below)) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            TextFile.replace(target, git.text(commit, file));
        }
    }
}
