package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are run to their end. */
class ProcessRunnerTest {
    @TempDir
    Path folder;

    @Test
    void bothStreamsAndTheExitCodeComeBack() throws IOException {
        ProcessRunner.Result result = child("echo out; echo err >&2; exit 3").quietly();
        assertEquals("3 out\nerr\n", result.exit() + " " + result.output());
    }

    @Test
    void itRunsInItsFolderWithItsVariablesAndNothingToRead() throws IOException {
        assertEquals(
                folder.toRealPath() + " blue\n",
                child("cat; echo \"$(pwd -P) $COLOUR\"").quietly().output());
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        IOException missing = assertThrows(
                IOException.class, () -> new ProcessRunner(List.of("no-such-program"), folder, Map.of()).quietly());
        assertTrue(missing.getMessage().contains("no-such-program"), missing.getMessage());
    }

    private ProcessRunner child(String script) {
        return new ProcessRunner(List.of("bash", "-c", script), folder, Map.of("COLOUR", "blue"));
    }
}
