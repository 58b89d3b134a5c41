package groundplan.archive;

import groundplan.testing.BuiltArchive;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groundplan as its archive has it, which the build puts below {@code target/archive} before the tests, and a PATH with nothing on it
 * but what a user must have: no Maven, no compiler, nothing of this checkout.
 *
 * @param program the unpacked archive
 * @param scratch where the programs of the PATH and the home folder of the user are
 */
record UnpackedArchive(Path program, Path scratch) {
    /** What users have anyway, and what they must have. */
    private static final List<String> SYSTEM = List.of(
            ("awk basename bash cat chmod cksum cp cut date dirname env find flock git grep head id ln ls mkdir mktemp mv perl"
                            + " printf readlink rm rmdir sed setsid sh sleep sort stat tail touch tr uname")
                    .split(" "));

    /** The archive that all tests share, with a PATH of these programs. */
    static UnpackedArchive shared(List<String> programs) throws IOException {
        return with(BuiltArchive.shared(), programs);
    }

    /** Copies the archive that the build made, and makes the PATH of these programs. */
    static UnpackedArchive in(Path folder, List<String> programs) throws IOException {
        // Under another name than in the archive.
        return with(BuiltArchive.copiedTo(folder.resolve("opt/groundplan")), programs);
    }

    private static UnpackedArchive with(Path program, List<String> programs) throws IOException {
        Path scratch = TestFiles.forThisRun();
        UnpackedArchive archive = new UnpackedArchive(program, scratch);
        archive.onPath(SYSTEM);
        archive.onPath(programs);
        return archive;
    }

    /** Runs the launcher in a folder to its end. */
    Outcome run(Path folder, Map<String, String> variables, String... arguments) throws Exception {
        return run(folder, variables, program.resolve("groundplan"), arguments);
    }

    /** Runs a program with the same PATH and home folder to its end. */
    Outcome run(Path folder, Map<String, String> variables, Path started, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(started.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(scratch, "out", "");
        Path err = Files.createTempFile(scratch, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables());
        builder.environment().putAll(variables);
        int exit = builder.start().waitFor();
        return new Outcome(
                started.getFileName() + " " + String.join(" ", arguments),
                exit,
                Repository.text(out),
                Repository.text(err));
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "PATH",
                scratch.resolve("bin").toString(),
                "HOME",
                scratch.resolve("home").toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                // Its packages are the same for all programs, and take a while to unpack.
                "GROUNDPLAN_CACHE",
                Repository.root().resolve(".groundplan/cache").toString()));
        for (String passed : List.of("TF_CLI_CONFIG_FILE", "PIP_INDEX_URL", "PIP_CONFIG_FILE", "SSL_CERT_FILE")) {
            if (System.getenv(passed) != null) {
                variables.put(passed, System.getenv(passed));
            }
        }
        return variables;
    }

    /** Puts programs on the PATH. */
    private void onPath(List<String> names) throws IOException {
        Path bin = Files.createDirectories(scratch.resolve("bin"));
        for (String name : names) {
            for (String folder : System.getenv("PATH").split(":")) {
                Path found = Path.of(folder, name);
                if (Files.isExecutable(found) && !Files.exists(bin.resolve(name))) {
                    Files.createSymbolicLink(bin.resolve(name), found);
                }
            }
        }
    }

    /** A file of the archive. */
    String text(String file) throws IOException {
        return Files.readString(program.resolve(file), StandardCharsets.UTF_8);
    }
}
