package groundplan.rds;

import groundplan.testing.PythonTests;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RotationFunctionTest {
    @Test
    void thePythonTestsPass() throws IOException, InterruptedException {
        PythonTests.pass(getClass());
    }
}
