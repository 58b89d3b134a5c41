package groundplan.workspace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.git.GitFolder;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit that a repository never had is a misspelled one; one that it had may have been moved. */
class UnitHistoryTest {
    private static final UnitPath STORAGE = UnitPath.parse("shop/dev/us-east-1/storage");
    private static final UnitPath MISSPELLED = UnitPath.parse("shop/dev/us-east-1/storag");

    @TempDir
    Path folder;

    private void commit() throws IOException {
        GitFolder git = new GitFolder(folder);
        git.output("add", "-A");
        git.output("-c", "user.name=n", "-c", "user.email=n@example.com", "commit", "-qm", "a change");
    }

    @Test
    void aUnitThatWasRemovedIsTold() throws Exception {
        UnitHistory history = new UnitHistory(folder);
        assertFalse(history.lacks(MISSPELLED), "without a repository nobody knows");
        new GitFolder(folder).output("init", "-q", "-b", "main");
        Path file = folder.resolve("terragrunt/" + STORAGE + "/main.tf.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
        assertFalse(history.lacks(MISSPELLED), "nothing is committed yet");
        commit();
        assertTrue(history.lacks(MISSPELLED));
        assertFalse(history.lacks(STORAGE));
        Files.delete(file);
        commit();
        assertFalse(history.lacks(STORAGE), "it was there");
        assertTrue(history.lacks(MISSPELLED));
        assertFalse(history.lacks(UnitPath.parse("shop/prod/us-east-1/storage")), "another tree may have it");
    }
}
