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
import java.util.stream.Stream;

/**
 * A folder in a Git checkout: its root, or a folder below it. All paths that are given and returned are relative to this folder, with
 * {@code /} between names.
 *
 * @param path the folder
 */
public record GitFolder(Path path) {
    /**
     * The location of the folder in its repository.
     *
     * @param top the root of the checkout
     * @param prefix the path from there to the folder: empty, or with {@code /} at its end
     */
    public record InRepository(Path top, String prefix) {}

    /** The location of the folder in its repository; empty if it is in none, or Git is not installed. */
    public Optional<InRepository> inRepository() {
        // A checkout, a worktree and a submodule have a .git in their root.
        return Files.exists(path.resolve(".git")) ? Optional.of(new InRepository(path, "")) : asked();
    }

    private Optional<InRepository> asked() {
        return tried("rev-parse", "--show-prefix", "--show-cdup").map(output -> {
            String[] lines = output.split("\n", -1);
            return new InRepository(path.resolve(lines[1]).normalize(), lines[0]);
        });
    }

    /** The checked-out commit; empty if there is none. */
    public Optional<String> head() {
        return tried("rev-parse", "--verify", "HEAD").map(String::strip);
    }

    /**
     * The merge base of {@code HEAD} and another commit.
     *
     * @param reference a commit, a branch or a tag
     * @throws IOException when there is none; the message says why
     */
    public String mergeBase(String reference) throws IOException {
        Optional<String> base = tried("merge-base", "HEAD", reference);
        if (base.isPresent()) {
            return base.get().strip();
        }
        if (inRepository().isEmpty()) {
            throw new IOException(
                    path + " is in no Git repository, so that nothing can be compared with '" + reference + "'");
        }
        if (head().isEmpty()) {
            throw new IOException("the Git repository has no commits yet, so that nothing can be compared with '"
                    + reference + "'; commit first");
        }
        boolean shallow = tried("rev-parse", "--is-shallow-repository")
                .filter(answer -> answer.strip().equals("true"))
                .isPresent();
        String fetch = shallow ? "this is a shallow clone, complete it with: git fetch --unshallow" : "";
        throw new IOException(
                tried("rev-parse", "--verify", "--quiet", reference + "^{commit}")
                                .isEmpty()
                        ? "the Git repository has no commit, branch or tag '" + reference + "'; "
                                + (shallow ? fetch : "fetch it, or name another one")
                        : "HEAD and '" + reference + "' have no commit in common" + (shallow ? "; " + fetch : ""));
    }

    /**
     * The files below a folder in a commit.
     *
     * @throws IOException when the commit does not exist
     */
    public List<String> files(String commit, String below) throws IOException {
        return names(output("ls-tree", "-r", "-z", "--name-only", commit, "--", below + "/"));
    }

    /**
     * The text of a file in a commit.
     *
     * @throws IOException when the file does not exist in the commit
     */
    public String text(String commit, String file) throws IOException {
        return output("show", commit + ":./" + file);
    }

    /**
     * The files that Git tracks, including those that have been modified or deleted.
     *
     * @param paths files, and folders with everything below them
     * @return the tracked files; empty if the folder is in no repository
     */
    public List<String> tracked(List<String> paths) {
        List<String> arguments = new ArrayList<>(List.of("ls-files", "-z", "--"));
        arguments.addAll(paths);
        return tried(arguments.toArray(String[]::new)).map(GitFolder::names).orElse(List.of());
    }

    /**
     * The files that are not as they were in a commit, also those that Git does not track yet; the folder has to be the root of the
     * checkout.
     *
     * @throws IOException when the commit does not exist
     */
    public List<String> changedSince(String commit) throws IOException {
        List<String> changed =
                new ArrayList<>(names(output("diff", "--name-only", "--no-renames", "-z", commit, "--")));
        changed.addAll(names(output("ls-files", "--others", "--exclude-standard", "-z")));
        return List.copyOf(changed);
    }

    /** The last commit that has a file: the checked-out one, or a parent of the one that deleted it; empty if none has it. */
    public Optional<String> last(String file) {
        Optional<String> deleting =
                tried("rev-list", "-1", "HEAD", "--", file).map(String::strip).filter(found -> !found.isEmpty());
        return deleting.flatMap(commit -> Stream.of("HEAD", commit + "^1", commit + "^2")
                .filter(candidate ->
                        tried("cat-file", "-e", candidate + ":./" + file).isPresent())
                .findFirst()
                .flatMap(candidate -> tried("rev-parse", candidate).map(String::strip)));
    }

    /**
     * Writes all files of a commit to a folder.
     *
     * @param into an empty folder
     * @throws IOException when the commit does not exist
     */
    public void write(String commit, Path into) throws IOException {
        Path archive = Files.createTempFile(into, "commit-", ".tar");
        try {
            output("archive", "--format=tar", "-o", archive.toString(), commit);
            ProcessRunner.Result unpacked =
                    new ProcessRunner(List.of("tar", "-xf", archive.toString()), into, System.getenv()).results();
            if (unpacked.exit() != 0) {
                throw new IOException("tar: " + unpacked.output().strip());
            }
        } finally {
            Files.delete(archive);
        }
    }

    /**
     * The output of a Git command.
     *
     * @throws IOException when it fails; the message has the command and Git's error
     */
    public String output(String... arguments) throws IOException {
        ProcessRunner.Result result = run(arguments);
        if (result.exit() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + ": "
                    + result.output().strip());
        }
        return result.output();
    }

    /** The output of a Git command; empty if it fails, or Git is not installed. */
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
