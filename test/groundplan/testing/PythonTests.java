package groundplan.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Tests of the Python of functions, which lie beside the Java tests of the same package. */
public final class PythonTests {
    private PythonTests() {}

    /** Runs the tests in the files {@code *_test.py} of a package; fails when one fails, or when there is none. */
    public static void pass(Class<?> beside) throws IOException, InterruptedException {
        String folder = "test/" + beside.getPackageName().replace('.', '/');
        ProcessBuilder builder = new ProcessBuilder(
                        "python3", "-B", "-m", "unittest", "discover", "-s", folder, "-p", "*_test.py")
                .directory(Repository.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", "modules/groundplan/parts");
        Process python = builder.start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(python.waitFor(60, TimeUnit.SECONDS), "python3 does not end");
        assertEquals(0, python.exitValue(), output);
        assertTrue(output.matches("(?s).*Ran [1-9][0-9]* tests.*"), output);
    }
}
