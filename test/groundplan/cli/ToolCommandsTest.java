package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.FakeTools;
import groundplan.testing.TempProject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about tools: {@code env}, {@code doctor}, {@code emulator}. */
class ToolCommandsTest {
    @TempDir
    Path folder;

    private TempProject shop;
    private FakeTools tools;

    @BeforeEach
    void aProject() {
        shop = TempProject.shop(folder.resolve("it's a shop"));
        tools = FakeTools.in(shop, Map.of("terragrunt", "#!/bin/bash\necho it-works\n", "terraform", ""));
    }

    @Test
    void whatEnvPrintsPutsTheToolsOnThePathOfAShell() throws Exception {
        String exports = tools.run("env").exits(0).out();
        Process bash = new ProcessBuilder("bash", "-c", exports + "\nterragrunt")
                .redirectErrorStream(true)
                .start();
        assertEquals(
                "it-works\n",
                new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                () -> "after " + exports);
        assertEquals(0, bash.waitFor(), () -> "exit code of a shell with " + exports);
    }

    @Test
    void doctorNamesEveryToolAndWhereItIs() {
        Map<String, JsonNode> found = new TreeMap<>();
        tools.run("doctor", "--json")
                .json()
                .path("tools")
                .forEach(tool -> found.put(tool.path("name").asText(), tool));
        for (String name :
                new String[] {"java", "node", "python3", "go", "git", "terraform", "terragrunt", "AWS provider"}) {
            assertTrue(found.containsKey(name), () -> name + " is not among " + found.keySet());
        }
        assertTrue(found.get("terragrunt").path("found").asBoolean(), () -> "terragrunt: " + found.get("terragrunt"));
        assertEquals(
                "1.0  " + tools.path("terragrunt"),
                found.get("terragrunt").path("detail").asText());
    }

    @Test
    void doctorFailsForWhatCannotBeInstalledOnDemand() throws java.io.IOException {
        java.nio.file.Files.delete(tools.path("terraform"));
        tools.run("doctor").exits(1).prints("MISSING  terraform").prints("wanted: 1.0; somewhere");
    }

    @Test
    void withoutAnEmulatorItsStatusSaysSoAndExitsOne() {
        shop.run("emulator", "status").exits(1).prints("No emulator is running.");
        shop.run("emulator", "stop").exits(0).prints("No emulator was running.");
    }

    @Test
    void aNoteOfAnEmulatorThatIsGoneIsNotTakenForARunningOne() {
        shop.with(".groundplan/emulator.json", "{\"pid\": 999999999, \"port\": 1}\n")
                .run("emulator", "status")
                .exits(1);
    }
}
