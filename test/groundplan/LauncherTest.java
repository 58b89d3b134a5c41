package groundplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code groundplan}, in checkouts whose Maven is a script and whose program says which checkout it is from. */
class LauncherTest {
    private static final long PATIENCE_MINUTES = 5;
    private static final long POLL_MILLIS = 50;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void aHome() {
        home = folder.resolve("home");
    }

    @Test
    void twoCheckoutsWithOneHomeRunTheirOwnPrograms() throws Exception {
        Path one = checkout("one", "");
        Path two = checkout("two", "");
        assertEquals("this is one", run(one, Map.of()));
        assertEquals("this is two", run(two, Map.of()));
        assertEquals("this is one", run(one, Map.of()));
        assertEquals(1, builds(one), "builds of the first checkout");
        assertEquals(1, builds(two), "builds of the second checkout");
    }

    @Test
    void aCopyOfACheckoutDoesNotRunTheProgramOfTheFirst() throws Exception {
        Path one = checkout("one", "");
        Map<String, String> ownHome = Map.of("GROUNDPLAN_HOME", "");
        assertEquals("this is one", run(one, ownHome));
        Path copy = folder.resolve("copy of one");
        shell("cp -a one 'copy of one' && sed -i 's/this is one/this is the copy/' 'copy of one/Main.java'");
        compile(copy, "Main.java");
        assertEquals("this is the copy", run(copy, ownHome));
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        twoStartsAtOnce(Map.of());
    }

    @Test
    void twoStartsAtOnceBuildOnceWithoutFlock() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        shell("IFS=:; for each in $PATH; do ln -sf \"$each\"/* programs/; done; rm -f programs/flock");
        twoStartsAtOnce(Map.of("PATH", programs.toString()));
    }

    private void twoStartsAtOnce(Map<String, String> variables) throws Exception {
        Path checkout = checkout("one", "until [ -e go ]; do sleep 0.1; done");
        Process first = start(checkout, variables, "first");
        while (first.isAlive() && builds(checkout) == 0) {
            first.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        Process second = start(checkout, variables, "second");
        // It either waits for the first, as it should, or builds too.
        while (second.isAlive() && builds(checkout) < 2 && !text("second.err").contains("waiting for another build")) {
            second.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        Files.createFile(checkout.resolve("go"));
        assertTrue(first.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "the first start ends");
        assertTrue(second.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "the second start ends");
        assertEquals(1, builds(checkout), "builds of one checkout by two starts");
        assertEquals("this is one", text("first.out").strip(), () -> text("first.err"));
        assertEquals("this is one", text("second.out").strip(), () -> text("second.err"));
    }

    @Test
    void afterALibraryIsGoneItBuildsAnew() throws Exception {
        Path checkout = checkout("one", "");
        assertEquals("this is one", run(checkout, Map.of()));
        Files.delete(checkout.resolve("library.jar"));
        assertEquals("this is one", run(checkout, Map.of()));
        assertEquals(2, builds(checkout));
    }

    @Test
    void eachBuildArchivesTheClassesOfItsProgramOnce() throws Exception {
        Path checkout = checkout("one", "");
        withTraining(checkout);
        assertEquals("this is one", run(checkout, Map.of()));
        assertEquals("this is one", run(checkout, Map.of()));
        assertEquals("once\n", Repository.text(checkout.resolve("trained")), "runs that fill the archive");
        assertTrue(
                Files.readString(built("classes.jsa"), StandardCharsets.ISO_8859_1)
                        .contains("groundplan/cli/Main"),
                "the program's class is in the archive");
        Files.setLastModifiedTime(checkout.resolve("library.jar"), FileTime.fromMillis(0));
        assertEquals("this is one", run(checkout, Map.of()));
        assertEquals(
                "once\nonce\n", Repository.text(checkout.resolve("trained")), "an archive fits one set of jars only");
        assertEquals(1, builds(checkout));
    }

    /** What {@code ls} shows of a file's time depends on both. */
    @Test
    void aStartInAnotherTimeZoneAndLocaleArchivesNothing() throws Exception {
        Path checkout = checkout("one", "");
        withTraining(checkout);
        run(checkout, Map.of("TZ", "America/New_York", "LC_ALL", "C.UTF-8"));
        run(checkout, Map.of("TZ", "Pacific/Kiritimati", "LC_ALL", "C"));
        assertEquals("once\n", Repository.text(checkout.resolve("trained")), "runs that fill the archive");
    }

    /** Such as that on the PATH and that of JAVA_HOME, in turn. */
    @Test
    void anotherNameOfTheSameJavaArchivesNothing() throws Exception {
        Path checkout = checkout("one", "");
        withTraining(checkout);
        run(checkout, Map.of());
        Path other = Files.createSymbolicLink(folder.resolve("java"), Path.of(System.getProperty("java.home")));
        run(checkout, Map.of("JAVA_HOME", other.toString()));
        assertEquals("once\n", Repository.text(checkout.resolve("trained")), "runs that fill the archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classes.jsa", "groundplan.jar"})
    void aFileOfTheBuildThatWasCutShortIsMadeAnew(String name) throws Exception {
        Path checkout = checkout("one", "");
        withTraining(checkout);
        run(checkout, Map.of());
        Path file = built(name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertEquals("this is one", run(checkout, Map.of()));
        assertTrue(Files.size(file) > whole.length / 2, () -> name + " is still cut short: " + text("run.err"));
        assertEquals("this is one", run(checkout, Map.of()));
        assertEquals("", text("run.err"), "what the next start says");
    }

    @Test
    void aListOfLibrariesThatWasChangedIsMadeAnew() throws Exception {
        Path checkout = checkout("one", "");
        run(checkout, Map.of());
        String list = Repository.text(built("libraries"));
        Files.writeString(built("libraries"), checkout.resolve("pom.xml") + "\n");
        run(checkout, Map.of());
        assertEquals(list, Repository.text(built("libraries")));
    }

    @Test
    void aPathWithLettersThatTheLocaleLacksIsFine() throws Exception {
        Path checkout = checkout("größe 語", "");
        assertEquals("this is größe 語", run(checkout, Map.of("LC_ALL", "C", "LANG", "C")));
    }

    @Test
    void javaUsesTheTemporaryFolderThatNodeUses() throws Exception {
        Path checkout = checkout("one", "");
        Files.writeString(
                checkout.resolve("Main.java"),
                "package groundplan.cli;\npublic class Main {\n  public static void main(String[] arguments) {\n"
                        + "    System.out.println(System.getProperty(\"java.io.tmpdir\"));\n  }\n}\n");
        compile(checkout, "Main.java");
        assertEquals(folder.toString(), run(checkout, Map.of("TMPDIR", folder.toString())));
    }

    /** For hints, which people copy. */
    @Test
    void itSaysHowItWasCalled() throws Exception {
        Path checkout = checkout("one", "");
        Files.writeString(
                checkout.resolve("Main.java"),
                "package groundplan.cli;\npublic class Main {\n  public static void main(String[] arguments) {\n"
                        + "    System.out.println(System.getenv(\"GROUNDPLAN_COMMAND\"));\n  }\n}\n");
        compile(checkout, "Main.java");
        assertEquals(checkout + "/groundplan", run(checkout, Map.of()));
        assertEquals("./groundplanw", run(checkout, Map.of("GROUNDPLAN_COMMAND", "./groundplanw")));
        shell("export GROUNDPLAN_HOME='" + home + "' JAVA_HOME='" + System.getProperty("java.home")
                + "'; unset GROUNDPLAN_COMMAND;"
                + " cd one && ./groundplan list >../direct && cd .. && PATH=\"$PWD/one:$PATH\" groundplan list >found");
        assertEquals("./groundplan", text("direct").strip());
        assertEquals("groundplan", text("found").strip());
    }

    @Test
    void aHomeThatCannotBeWrittenIsSaidInOneLine() throws Exception {
        assertFails(
                Map.of("GROUNDPLAN_HOME", "/proc/none"),
                "groundplan: cannot write to /proc/none/build/one-.*; make room, or set GROUNDPLAN_HOME to a folder that you can"
                        + " write to");
    }

    @Test
    void aFolderOfMavenThatCannotBeUsedIsSaidInOneLine() throws Exception {
        Files.writeString(folder.resolve(".m2"), "");
        assertFails(
                Map.of("HOME", folder.toString()),
                "groundplan: " + folder
                        + "/\\.m2, where Maven keeps its libraries, is not a folder that .+ can read and write.*");
    }

    private void assertFails(Map<String, String> variables, String message) throws Exception {
        Process process = start(checkout("one", ""), variables, "run");
        assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "the start ends");
        assertEquals(1, process.exitValue(), () -> text("run.err"));
        assertTrue(text("run.err").strip().matches(message), () -> text("run.err"));
    }

    @Test
    void theProgramRunsWithoutTheLibrariesOfTests() throws Exception {
        // Maven itself, which compiles nothing here.
        Path checkout = checkout(
                "one",
                "exec '%s' -q -B -f '%s' dependency:build-classpath \"${@:6}\""
                        .formatted(
                                Repository.root().resolve("mvnw"),
                                Repository.root().resolve("pom.xml")));
        assertEquals("this is one", run(checkout, Map.of()));
        List<String> libraries = Stream.of(
                        Repository.text(built("libraries")).strip().split(":"))
                .map(jar -> Path.of(jar).getFileName().toString())
                .toList();
        assertTrue(libraries.stream().anyMatch(jar -> jar.startsWith("picocli-")), () -> "" + libraries);
        assertEquals(
                List.of(),
                libraries.stream()
                        .filter(jar -> jar.matches("(junit|archunit|opentest4j|json-schema).*"))
                        .toList());
    }

    /** Has the checkout's program note each run that fills the archive of classes. */
    private static void withTraining(Path checkout) throws IOException {
        Files.writeString(
                checkout.resolve("TrainingRun.java"),
                "package groundplan.cli;\npublic class TrainingRun {\n"
                        + "  public static void main(String[] arguments) throws java.io.IOException {\n"
                        + "    java.nio.file.Files.writeString(java.nio.file.Path.of(arguments[0], \"trained\"), \"once\\n\",\n"
                        + "        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);\n"
                        + "    new Main();\n  }\n}\n");
        compile(checkout, "Main.java", "TrainingRun.java");
    }

    /** A file of the only build. */
    private Path built(String name) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("build"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    /** A folder with the launcher, and a {@code mvnw} that notes each build, runs some commands, and copies what is compiled. */
    private Path checkout(String name, String commands) throws Exception {
        Path checkout = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(checkout.resolve("main/groundplan/jsii"));
        Files.createDirectories(checkout.resolve("modules"));
        Files.writeString(checkout.resolve("main/groundplan/jsii/preload.js"), "");
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.copy(Repository.root().resolve("groundplan"), checkout.resolve("groundplan"));
        Files.writeString(
                checkout.resolve("mvnw"),
                """
                #!/bin/bash
                set -e
                cd "$(dirname "$0")"
                echo build >>builds
                mkdir -p target
                cp -R classes target/
                : >library.jar
                for argument; do
                  case $argument in -Dmdep.outputFile=*) echo "$PWD/library.jar" >"${argument#*=}" ;; esac
                done
                %s
                """
                        .formatted(commands));
        Files.writeString(
                checkout.resolve("Main.java"),
                "package groundplan.cli;\npublic class Main {\n  public static void main(String[] arguments) {\n"
                        + "    System.out.println(\"this is " + name + "\");\n  }\n}\n");
        compile(checkout, "Main.java");
        Files.setPosixFilePermissions(checkout.resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return checkout;
    }

    private static void compile(Path checkout, String... files) {
        String classes = checkout.resolve("classes").toString();
        // Otherwise the compiler would read the libraries of this process.
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-cp", classes, "-d", classes));
        Stream.of(files).map(file -> checkout.resolve(file).toString()).forEach(arguments::add);
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, exit, "the compiler's exit code");
    }

    private String run(Path checkout, Map<String, String> variables) throws Exception {
        Process process = start(checkout, variables, "run");
        assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "the start ends");
        assertEquals(0, process.exitValue(), () -> text("run.err"));
        return text("run.out").strip();
    }

    @Test
    void nobodyWhoCompletesAWordWaitsForABuild() throws Exception {
        Process process = start(checkout("one", "exit 7"), Map.of(), "run", "__complete", "--", "pl");
        assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "the start ends");
        assertEquals(0, process.exitValue(), () -> text("run.err"));
        assertEquals("", text("run.out") + text("run.err"));
    }

    private Process start(Path checkout, Map<String, String> variables, String name) throws IOException {
        return start(checkout, variables, name, "list");
    }

    private Process start(Path checkout, Map<String, String> variables, String name, String... arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("groundplan").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("GROUNDPLAN_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("GROUNDPLAN_HOME", home.toString());
        builder.environment().putAll(variables);
        builder.environment().values().removeIf(String::isEmpty);
        return builder.start();
    }

    private static int builds(Path checkout) {
        Path file = checkout.resolve("builds");
        return Files.exists(file) ? (int) Repository.text(file).lines().count() : 0;
    }

    private String text(String file) {
        return Files.exists(folder.resolve(file)) ? Repository.text(folder.resolve(file)) : "";
    }

    private void shell(String script) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> script + ": " + output);
    }
}
