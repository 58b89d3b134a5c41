package groundplan.scripts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the scripts find around them: an account of the emulator in one region, and Docker, npm and others as stand-ins that
 * note what they are asked for. All tests share one emulator: each class has accounts or environments of its own.
 */
final class World {
    private static final Path ROOT = Repository.root();
    private static final Tool TOOLS = new Tool(ROOT, ROOT.resolve(".groundplan"), System.getenv());
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A push puts an image into the repository. */
    private static final String DOCKER =
            """
      [[ $1 != login ]] || cat >/dev/null
      [[ $1 == push ]] || exit 0
      image=${2#*/}
      exec aws ecr put-image --repository-name "${image%:*}" --image-tag "${image##*:}" \\
        --image-manifest-media-type application/vnd.oci.image.manifest.v1+json \\
        --image-manifest "{\\"schemaVersion\\":2,\\"config\\":{\\"digest\\":\\"${image##*:}\\"},\\"layers\\":[]}" >/dev/null
      """;

    /** A build is the folder {@code next}. */
    private static final String NPM =
            """
      [[ "$*" != "run build" ]] || { rm -rf dist; cp -R next dist; }
      """;

    private final Path folder = TestFiles.forThisRun();
    private Path current = folder;
    private final Map<String, String> variables = new TreeMap<>();

    World(String account, String region) {
        this(account, region, Shared.EMULATOR);
    }

    private World(String account, String region, Emulator.RunningEmulator emulator) {
        variables.putAll(emulator.variables());
        // What Python compiles for world.py is kept where the emulator's own start keeps it.
        variables.put("PYTHONDONTWRITEBYTECODE", "");
        variables.put(
                "PYTHONPYCACHEPREFIX",
                tool("emulator").resolveSibling("../bytecode").normalize().toString());
        standIn("aws", "exec " + ResidentAws.command() + " \"$@\"");
        standIn("jq", "exec " + tool("jq") + " \"$@\"");
        standIn("docker", DOCKER);
        standIn("npm", NPM);
        // Twelve digits choose the account.
        variables.putAll(Map.of(
                "AWS_ACCESS_KEY_ID",
                account,
                "AWS_REGION",
                region,
                "AWS_DEFAULT_REGION",
                region,
                "PATH",
                folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"),
                "BACKEND_DIR",
                folder.resolve("backend").toString(),
                "FRONTEND_DIR",
                folder.resolve("frontend").toString()));
        variables.putAll(Map.of(
                "DEPLOY_PAUSE_SECONDS",
                "0",
                "DEPLOY_TIMEOUT_SECONDS",
                "1",
                "TASK_PAUSE_SECONDS",
                "0",
                "INVALIDATION_PAUSE_SECONDS",
                "0",
                "JOB_PAUSE_SECONDS",
                "0",
                "SMOKE_TEST_TRIES",
                "1"));
    }

    /** The same on an emulator that enforces permissions. */
    static World enforcing(String account, String region) {
        return new World(account, region, Enforcing.EMULATOR);
    }

    /** Goes on with the credentials of a session, or with those of an account. */
    World as(Map<String, String> credentials) {
        variables.remove("AWS_SESSION_TOKEN");
        variables.putAll(credentials);
        return this;
    }

    /** Goes on in a folder below that of the application. */
    World in(String path) {
        current = folder.resolve(path);
        return this;
    }

    /** Where the emulator answers. */
    String url() {
        return variables.get("AWS_ENDPOINT_URL");
    }

    /** Makes what Terraform would have made; see {@code world.py}. */
    World with(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                python().toString(),
                ROOT.resolve("test/groundplan/scripts/world.py").toString()));
        command.addAll(List.of(arguments));
        start(command, Map.of()).exits(0);
        return this;
    }

    /** Writes a file of the application, below {@code backend} or {@code frontend}. */
    World file(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a file of the application is. */
    Path path(String path) {
        return folder.resolve(path);
    }

    /** Deletes a folder of the application. */
    World without(String path) {
        try {
            if (Files.exists(folder.resolve(path))) {
                TestFiles.delete(folder.resolve(path));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program on the PATH that notes its arguments, and then does this. */
    World standIn(String name, String script) {
        Path file = folder.resolve("bin").resolve(name);
        String note = name.equals("aws") ? "" : "printf '%s\\n' \"$*\" >>\"" + file + ".calls\"\n";
        file("bin/" + name, "#!/usr/bin/env bash\n" + note + script);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** What a stand-in was asked for with this word in it. */
    List<String> asked(String name, String word) {
        Path calls = folder.resolve("bin").resolve(name + ".calls");
        return Files.exists(calls)
                ? Repository.text(calls)
                        .lines()
                        .filter(line -> line.contains(word))
                        .toList()
                : List.of();
    }

    /** Runs a script of the project. */
    Outcome run(String script, String... arguments) {
        return run(Map.of(), script, arguments);
    }

    /** Runs a script of the project with variables beside the usual ones. */
    Outcome run(Map<String, String> more, String script, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(ROOT.resolve("scripts").resolve(script).toString()));
        command.addAll(List.of(arguments));
        return start(command, more);
    }

    /** Runs lines of bash, where a stand-in is found as the scripts find it. */
    Outcome shell(String lines) {
        return start(List.of("bash", "-c", lines), Map.of("NAME", "none"));
    }

    /** Asks the emulator. */
    JsonNode aws(String... arguments) {
        List<String> command = new ArrayList<>(List.of(folder.resolve("bin/aws").toString(), "--output", "json"));
        command.addAll(List.of(arguments));
        try {
            String answer = start(command, Map.of()).exits(0).out();
            return answer.isBlank() ? JSON.createObjectNode() : JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path tool(String name) {
        try {
            return TOOLS.path(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path python() {
        return tool("emulator").resolveSibling("../venv/bin/python").normalize();
    }

    private Outcome start(List<String> command, Map<String, String> more) {
        return Started.program(command, current, variables, more);
    }

    /** Started by the first test that asks for permissions. */
    private static final class Enforcing {
        static final Emulator.RunningEmulator EMULATOR = Shared.start(true);
    }

    /** Started by the first test that asks, and stopped with the JVM. */
    private static final class Shared {
        static final Emulator.RunningEmulator EMULATOR = start(false);

        private static Emulator.RunningEmulator start(boolean enforce) {
            Emulator emulator = new Emulator(tool("emulator"), TestFiles.forThisRun());
            try {
                Emulator.RunningEmulator running =
                        emulator.start(0, enforce ? Emulator.Abilities.ENFORCING : Emulator.Abilities.PLAIN);
                // Its folder goes in a hook too, and the order of hooks is open: the process is enough.
                Runtime.getRuntime().addShutdownHook(new Thread(() -> ProcessHandle.of(running.pid())
                        .ifPresent(ProcessHandle::destroy)));
                return running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
