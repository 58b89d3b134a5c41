package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.testing.FakeTools;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import groundplan.workspace.AwsAccess;
import groundplan.workspace.Project;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        Files.delete(tools.path("terraform"));
        tools.run("doctor").exits(1).prints("MISSING  terraform").prints("needs: 1.0; somewhere");
    }

    @Test
    void withoutAnEmulatorItsStatusSaysSoAndExitsOne() {
        shop.run("emulator", "status").exits(1).prints("No emulator is running.");
        shop.run("emulator", "stop").exits(0).prints("No emulator was running.");
    }

    @Test
    void aNoteOfAnEmulatorThatIsGoneIsNotTakenForARunningOne() throws Exception {
        emulated();
        tools.run("emulator", "start", "--port", "0").exits(0);
        end(noted(shop).path("pid").asLong());
        tools.run("emulator", "status").exits(1).prints("No emulator is running.");
        tools.run("emulator", "stop").exits(0).prints("No emulator was running.");
    }

    @Test
    void aCopyOfAProjectDoesNotTakeTheEmulatorOfTheFirstForItsOwn() throws Exception {
        emulated();
        tools.run("emulator", "start", "--port", "0").exits(0);
        try {
            TestFiles.copy(shop.root(), folder.resolve("copy"));
            TempProject copy = new TempProject(folder.resolve("copy"));
            copy.run("emulator", "status").exits(1).prints("No emulator is running.");
            copy.run("emulator", "stop").exits(0).prints("No emulator was running.");
            tools.run("emulator", "status").exits(0);
        } finally {
            tools.run("emulator", "stop").exits(0).prints("The emulator is stopped.");
        }
    }

    @Test
    void twoProjectsWithOneHomeHaveAnEmulatorEach() throws Exception {
        emulated();
        TempProject other = TempProject.shop(folder.resolve("other"));
        Map<String, String> variables = new TreeMap<>(tools.variables());
        variables.put("GROUNDPLAN_HOME", folder.resolve("home").toString());
        String start = shop.run(variables, false, "emulator", "start", "--port", "0")
                .exits(0)
                .out();
        try {
            other.run(variables, false, "emulator", "status").exits(1);
            assertNotEquals(
                    start,
                    other.run(variables, false, "emulator", "start", "--port", "0")
                            .exits(0)
                            .out());
            other.run(variables, false, "emulator", "stop").exits(0).prints("The emulator is stopped.");
            shop.run(variables, false, "emulator", "status").exits(0);
        } finally {
            shop.run(variables, false, "emulator", "stop").exits(0);
        }
    }

    @Test
    void aPortThatTheRunningEmulatorDoesNotHaveIsRefused() throws Exception {
        emulated();
        String start = tools.run("emulator", "start", "--port", "0").exits(0).out();
        try {
            String port = start.replaceAll("(?s).*:(\\d+) .*", "$1");
            tools.run("emulator", "start", "--port", "1")
                    .exits(1)
                    .complains("the emulator is already listening on port " + port);
            assertEquals(
                    start,
                    tools.run("emulator", "start", "--port", port).exits(0).out());
            assertEquals(start, tools.run("emulator", "start").exits(0).out());
        } finally {
            tools.run("emulator", "stop").exits(0);
        }
    }

    @Test
    void stoppingTheEmulatorEndsNoOtherProcessThatHasItsNumber() throws Exception {
        emulated();
        tools.run("emulator", "start", "--port", "0").exits(0);
        JsonNode note = noted(shop);
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            // As if the emulator had ended, and its number been given to another process since.
            ObjectNode reused = note.deepCopy();
            reused.put("pid", other.pid());
            if (reused.has("started")) {
                reused.put("started", note.path("started").asLong() - 3_600_000);
            }
            Files.writeString(noteOf(shop), reused.toString());
            tools.run("emulator", "stop").exits(0).prints("No emulator was running.");
            assertTrue(other.isAlive(), "the other process still runs");
        } finally {
            other.destroy();
            end(note.path("pid").asLong());
        }
    }

    @Test
    void whereAnotherProgramHasItsPortTheEmulatorTakesAFreeOne() throws Exception {
        emulated();
        Project project = Project.find(
                shop.root(),
                shop.root(),
                Map.of(
                        "GROUNDPLAN_PROGRAM",
                        tools.path("tool").getParent().getParent().toString()));
        try (ServerSocket other = new ServerSocket()) {
            try {
                other.bind(new InetSocketAddress("127.0.0.1", Emulator.PORT));
            } catch (BindException taken) {
                // By a program of somebody else's: all the better.
            }
            String url =
                    AwsAccess.of(project, true, "caller", List.of()).variables().get("AWS_ENDPOINT_URL");
            assertNotEquals("http://127.0.0.1:" + Emulator.PORT, url);
            tools.run("emulator", "status").exits(0).prints(url);
        } finally {
            tools.run("emulator", "stop").exits(0);
        }
    }

    /** Puts a program in the place of the emulator that listens and does nothing. */
    private void emulated() {
        tools = FakeTools.in(
                shop,
                Map.of(
                        "emulator",
                        """
                        #!/usr/bin/env python3
                        import os, socket, sys
                        options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
                        listening = socket.create_server(("127.0.0.1", int(options["--port"])))
                        with open(options["--ready-file"] + ".new", "w") as file:
                            file.write(str(listening.getsockname()[1]))
                        os.rename(options["--ready-file"] + ".new", options["--ready-file"])
                        while True:
                            listening.accept()[0].close()
                        """));
    }

    private static void end(long process) {
        ProcessHandle.of(process).ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    private static JsonNode noted(TempProject project) throws Exception {
        return TerraformJson.read(Files.readString(noteOf(project)));
    }

    private static Path noteOf(TempProject project) throws Exception {
        try (Stream<Path> files = Files.walk(project.home())) {
            return files.filter(file -> file.endsWith("emulator.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
