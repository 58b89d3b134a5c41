package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedProcessTest {
    @Test
    void itPrintsIntoAFileAndEndsWithItsOwnExitCode(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("log");
        DetachedProcess program = DetachedProcess.start(
                List.of("sh", "-c", "echo out; echo err >&2; echo $WORD; exit 3"),
                folder,
                Map.of("WORD", "given"),
                log);
        ProcessIdentity trace = ProcessIdentity.of(program.process());
        assertEquals(new ProcessRunner.Result(3, "out\nerr\ngiven\n"), program.await());
        assertEquals("out\nerr\ngiven\n", Files.readString(log));
        assertTrue(trace.find().isEmpty(), "a process that has ended is not found");
    }

    @Test
    void aProcessIsFoundAgainByNumberAndStart() {
        ProcessIdentity own = ProcessIdentity.own();
        assertEquals(ProcessHandle.current(), own.find().orElseThrow());
        assertTrue(
                new ProcessIdentity(own.id(), own.started() - 60_000).find().isEmpty(),
                "another process of the same number");
        assertEquals(ProcessIdentity.machine("here"), ProcessIdentity.machine("here"));
    }
}
