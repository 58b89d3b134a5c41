package groundplan.git;

import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder in a Git checkout: its top, or one below. All paths that are given and returned are relative to this folder, with
 * {@code /} between names.
 *
 * @param path the folder
 */
public record GitFolder(Path path) {
    /**
     * Where the folder is in its repository.
     *
     * @param top the top of the checkout
     * @param prefix the way from there: empty, or with {@code /} at its end
     */
    public record InRepository(Path top, String prefix) {}

    /** Where the folder is in its repository; empty when it is in none, or there is no Git. */
    public Optional<InRepository> inRepository() {
        // A checkout, a worktree and a submodule have a .git at their top.
        return Files.exists(path.resolve(".git")) ? Optional.of(new InRepository(path, "")) : asked();
    }

    private Optional<InRepository> asked() {
        return tried("rev-parse", "--show-prefix", "--show-cdup").map(output -> {
            String[] lines = output.split("\n", -1);
            return new InRepository(path.resolve(lines[1]).normalize(), lines[0]);
        });
    }

    /** The checked out commit; empty when there is none. */
    public Optional<String> head() {
        return tried("rev-parse", "--verify", "HEAD").map(String::strip);
    }

    /**
     * The commit that {@code HEAD} and another one have in common.
     *
     * @param reference a commit, a branch or a tag
     * @throws IOException when Git does not know it
     */
    public String mergeBase(String reference) throws IOException {
        return output("merge-base", "HEAD", reference).strip();
    }

    /**
     * The files below a folder in a commit.
     *
     * @throws IOException when Git does not know the commit
     */
    public List<String> files(String commit, String below) throws IOException {
        return names(output("ls-tree", "-r", "-z", "--name-only", commit, "--", below + "/"));
    }

    /**
     * The text of a file in a commit.
     *
     * @throws IOException when there is none
     */
    public String text(String commit, String file) throws IOException {
        return output("show", commit + ":./" + file);
    }

    /**
     * The files that Git tracks, whether or not they are in the folder as they were committed.
     *
     * @param paths files, and folders with all below them
     * @return empty when the folder is in no repository, or when nothing of these is tracked
     */
    public List<String> tracked(List<String> paths) {
        List<String> arguments = new ArrayList<>(List.of("ls-files", "-z", "--"));
        arguments.addAll(paths);
        return tried(arguments.toArray(String[]::new)).map(GitFolder::names).orElse(List.of());
    }

    /**
     * What a Git command prints.
     *
     * @throws IOException when it fails; the message has the command and Git's own
     */
    public String output(String... arguments) throws IOException {
        ProcessRunner.Result result = run(arguments);
        if (result.exit() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + ": "
                    + result.output().strip());
        }
        return result.output();
    }

    /** What a Git command prints; empty when it fails, or there is no Git. */
    public Optional<String> tried(String... arguments) {
        try {
            ProcessRunner.Result result = run(arguments);
            return result.exit() == 0 ? Optional.of(result.output()) : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        }
    }

    private ProcessRunner.Result run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessRunner(command, path, Map.of("GIT_TERMINAL_PROMPT", "0")).results();
    }

    private static List<String> names(String output) {
        return Arrays.stream(output.split("\0")).filter(name -> !name.isEmpty()).toList();
    }
}
