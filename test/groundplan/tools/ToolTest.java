package groundplan.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The project's own {@code tools/tool}, as the commands see it. */
class ToolTest {
    private static final Path ROOT = Repository.root();
    private static final Tool TOOLS = new Tool(ROOT, ROOT.resolve(".groundplan"), System.getenv());

    @Test
    void eachToolIsListedWithItsVersionAndItsSource() throws IOException {
        List<String[]> listed = TOOLS.list();
        assertEquals(
                List.of(
                        "terraform",
                        "tofu",
                        "terragrunt",
                        "actionlint",
                        "aws",
                        "checkov",
                        "emulator",
                        "jq",
                        "shellcheck",
                        "terraform-provider-helm",
                        "terraform-provider-kubernetes",
                        "tflint",
                        "zizmor"),
                listed.stream().map(line -> line[0]).toList());
        listed.forEach(line -> {
            assertEquals(3, line.length, () -> String.join("|", line));
            assertTrue(line[1].matches(">?=?\\d+(\\.\\d+)+"), () -> line[0] + " wants version '" + line[1] + "'");
            assertTrue(
                    line[2].startsWith("PATH") || line[2].startsWith("tools/"),
                    () -> line[0] + " comes from '" + line[2] + "'");
        });
    }

    @Test
    void terraformIsFoundOnThePath() throws IOException {
        Optional<Tool.InstalledTool> terraform = TOOLS.find("terraform");
        assertTrue(terraform.isPresent(), "terraform is on the PATH of this machine");
        assertTrue(terraform.get().version().matches("\\d+\\.\\d+\\.\\d+.*"), terraform.get()::version);
    }

    @Test
    void whatIsNoToolIsNotFound() throws IOException {
        assertEquals(Optional.empty(), TOOLS.find("no-such-tool"));
    }
}
