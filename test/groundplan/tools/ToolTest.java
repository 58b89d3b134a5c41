package groundplan.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** Python is a stand-in that writes down what it installs. */
    @Test
    void theEmulatorsPackagesAreInstalledOnceForAllProgramsOfAUser(@TempDir Path folder) throws Exception {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path python = programs.resolve("python3");
        Files.writeString(
                python,
                """
                #!/bin/sh
                if [ "$2" = venv ]; then
                  mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo installed >>'%s'
                fi
                """
                        .formatted(folder.resolve("log")));
        assertTrue(python.toFile().setExecutable(true));
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.put("PATH", programs + ":" + System.getenv("PATH"));
        variables.put("HOME", folder.resolve("home").toString());
        variables.put("GROUNDPLAN_CACHE", "");
        variables.put("XDG_CACHE_HOME", "");
        Path one = program(folder.resolve("one"), variables).path("emulator");
        Tool second = program(folder.resolve("two"), variables);
        assertEquals(one, second.path("emulator"), "another program with the same emulator");
        Files.writeString(folder.resolve("two/tools/emulator/groundplan_emulator/__init__.py"), "# Changed.\n");
        Path changed = second.path("emulator");
        assertNotEquals(one, changed, "another emulator");
        assertEquals("# Changed.\n", Files.readString(changed.resolveSibling("../groundplan_emulator/__init__.py")));
        assertEquals("installed\n", Files.readString(folder.resolve("log")));
        assertTrue(one.startsWith(folder.resolve("home/.cache/groundplan/tools")), one::toString);

        Tool checkout = program(folder.resolve("checkout"), variables);
        Files.writeString(folder.resolve("checkout/pom.xml"), "");
        Path own = checkout.path("emulator");
        assertTrue(own.startsWith(folder.resolve("checkout/project/.groundplan/tools")), own::toString);
    }

    private static Tool program(Path folder, Map<String, String> variables) throws IOException {
        for (String part : List.of("tools/tool", "tools/python/emulator.in", "tools/python/emulator.txt")) {
            Files.createDirectories(folder.resolve(part).getParent());
            Files.copy(ROOT.resolve(part), folder.resolve(part), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path sources = Files.createDirectories(folder.resolve("tools/emulator/groundplan_emulator"));
        Files.writeString(sources.resolve("__init__.py"), "");
        return new Tool(folder, folder.resolve("project/.groundplan"), variables);
    }

    @Test
    void whatIsNoToolIsNotFound() throws IOException {
        assertEquals(Optional.empty(), TOOLS.find("no-such-tool"));
    }
}
