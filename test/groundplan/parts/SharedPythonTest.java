package groundplan.parts;

import groundplan.testing.PythonTests;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SharedPythonTest {
    @Test
    void thePythonTestsPass() throws IOException, InterruptedException {
        PythonTests.pass(getClass());
    }
}
