package groundplan.jsii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreloadTest {
    @Test
    void thePreloadOfNodeKeepsWhatItReplaces() throws IOException {
        ProcessRunner.Result result = new ProcessRunner(
                        List.of("node", "--test", "--test-reporter=tap", "benchmark/preload.test.js"),
                        Repository.root(),
                        Map.of())
                .quietly();
        assertEquals(0, result.exit(), result::output);
        assertTrue(result.output().matches("(?s).*# pass [1-9].*"), result::output);
    }
}
