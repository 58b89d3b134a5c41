package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.synth.CdktfOut;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.FullSynthesis;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdktfCommandLineTest {
    private static final String CDKTF_CLI = "cdktf-cli@0.21.0";

    @Test
    void cdktfsOwnCommandLineWritesTheSameFiles(@TempDir Path project) throws IOException {
        Path root = FullSynthesis.root();
        TestFiles.copy(root.resolve("environments"), project.resolve("environments"));
        Files.copy(root.resolve("cdktf.json"), project.resolve("cdktf.json"));
        Files.createSymbolicLink(project.resolve("groundplan"), root.resolve("groundplan"));
        ProcessRunner.Result result = new ProcessRunner(
                        List.of("npx", "--yes", CDKTF_CLI, "synth"),
                        project,
                        Map.of(
                                "CHECKPOINT_DISABLE",
                                "1",
                                "CI",
                                "true",
                                "GROUNDPLAN_HOME",
                                root.resolve(".groundplan").toString()))
                .quietly();
        assertEquals(0, result.exit(), result::output);
        assertEquals(CdktfOut.files(FullSynthesis.documents()), TestFiles.read(project.resolve("cdktf.out")));
    }
}
