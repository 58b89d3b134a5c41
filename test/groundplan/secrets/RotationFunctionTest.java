package groundplan.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs the tests of the function's Python, which live beside this class. */
class RotationFunctionTest {
  @Test
  void thePythonTestsPass() throws IOException, InterruptedException {
    Process python = new ProcessBuilder("python3", "-B", "-m", "unittest", "discover", "-s", "test/groundplan/secrets", "-p",
        "*_test.py").redirectErrorStream(true).start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(python.waitFor(60, TimeUnit.SECONDS), "python3 does not end");
    assertEquals(0, python.exitValue(), output);
    assertTrue(output.matches("(?s).*Ran [1-9][0-9]* tests.*"), output);
  }
}
