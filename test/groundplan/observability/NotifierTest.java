package groundplan.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs the tests of the function that tells PagerDuty, which are in Python as it is. */
class NotifierTest {
    @Test
    @DisplayName("the function tells PagerDuty of alarms and their end, and never logs its key")
    void pythonTestsPass() throws Exception {
        ProcessBuilder python = new ProcessBuilder("python3", "-m", "unittest", "test_notifier")
                .directory(Path.of("test/groundplan/observability").toFile())
                .redirectErrorStream(true);
        python.environment()
                .put(
                        "PYTHONPATH",
                        Path.of("modules/groundplan/observability")
                                .toAbsolutePath()
                                .toString());
        python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process run = python.start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, run.waitFor(), said);
    }
}
