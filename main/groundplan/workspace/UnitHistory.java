package groundplan.workspace;

import groundplan.git.GitFolder;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import java.nio.file.Path;

/** Which units the history of a project's repository has. */
final class UnitHistory {
    private final GitFolder git;

    /** @param root the project's folder */
    UnitHistory(Path root) {
        this.git = new GitFolder(root);
    }

    /**
     * Whether no commit up to the checked-out one has a unit in the live tree. False if that cannot be told: without a repository, in one
     * without the whole history, or if it does not have the live tree of the environment.
     */
    boolean lacks(UnitPath unit) {
        boolean cut = git.tried("rev-parse", "--is-shallow-repository")
                .map(answer -> !answer.strip().equals("false"))
                .orElse(true);
        String environment = unit.system() + "/" + unit.environment();
        return !cut && has(LiveTree.FOLDER + "/" + environment) && !has(LiveTree.FOLDER + "/" + unit);
    }

    private boolean has(String path) {
        return git.tried("rev-list", "-1", "HEAD", "--", path)
                .filter(found -> !found.isBlank())
                .isPresent();
    }
}
