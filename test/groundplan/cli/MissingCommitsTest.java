package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons with commits that a repository does not have: new ones, clones of one commit, branches that nobody fetched. */
class MissingCommitsTest {
    @TempDir
    Path folder;

    @Test
    void aRepositoryWithoutCommitsIsTold() throws Exception {
        TempProject shop = TempProject.shop(folder.resolve("new"));
        git(shop.root(), "init", "-q", "-b", "main");
        refused(
                shop,
                "the Git repository has no commits yet, so that nothing can be compared with 'origin/main'; commit first",
                "affected");
    }

    @Test
    void aBranchThatNobodyFetchedIsTold() throws Exception {
        TempProject shop = committed("there");
        refused(
                shop,
                "the Git repository has no commit, branch or tag 'origin/main'; fetch it, or name another one",
                "affected");
        shop.run("affected", "--base", "main").exits(0);
        git(shop.root(), "checkout", "-q", "--detach");
        shop.run("affected", "--base", "main").exits(0);
    }

    @Test
    void aCloneWithoutHistoryIsTold() throws Exception {
        TempProject shop = committed("whole");
        git(shop.root(), "commit", "-q", "--allow-empty", "-m", "two");
        git(folder, "clone", "-q", "--depth", "1", "file://" + shop.root(), "shallow");
        refused(
                new TempProject(folder.resolve("shallow")),
                "the Git repository has no commit, branch or tag 'HEAD~1'; this is a shallow clone, complete it with: git fetch"
                        + " --unshallow",
                "list",
                "--filter",
                "[HEAD~1]");
    }

    private TempProject committed(String name) throws Exception {
        TempProject shop = TempProject.shop(folder.resolve(name));
        git(shop.root(), "init", "-q", "-b", "main");
        git(shop.root(), "add", "environments");
        git(shop.root(), "commit", "-q", "-m", "one");
        return shop;
    }

    private static void refused(TempProject project, String message, String... command) {
        Outcome refused = project.run(command).exits(2);
        assertEquals("Error: " + message + "\n", refused.err());
    }

    private static void git(Path in, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.email=t@example.com", "-c", "user.name=Test"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, git.waitFor(), said);
    }
}
