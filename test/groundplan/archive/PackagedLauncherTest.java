package groundplan.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code groundplan} in an unpacked archive, whose program says how it was called and where its caches are. */
class PackagedLauncherTest {
    private static final String MAIN =
            """
            package groundplan.cli;
            public class Main {
                public static void main(String[] arguments) {
                    System.out.println(System.getenv("GROUNDPLAN_COMMAND") + " " + System.getenv("JSII_RUNTIME_PACKAGE_CACHE_ROOT"));
                }
            }
            """;
    private static final String TRAINING =
            """
            package groundplan.cli;
            public class TrainingRun {
                public static void main(String[] arguments) throws java.io.IOException {
                    java.nio.file.Files.writeString(java.nio.file.Path.of(System.getenv("NOTES")), arguments[0] + "\\n",
                        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                    new Main();
                }
            }
            """;

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void anArchive() throws IOException {
        program = folder.resolve("opt/groundplan 9");
        Files.createDirectories(program.resolve("lib"));
        Files.copy(Repository.root().resolve("groundplan"), program.resolve("groundplan"));
        Files.writeString(program.resolve("VERSION"), "9.8.7\n");
        Files.writeString(program.resolve("lib/libraries"), "lib/one.jar:lib/two.jar");
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Files.writeString(sources.resolve("Main.java"), MAIN);
        Files.writeString(sources.resolve("TrainingRun.java"), TRAINING);
        Path classes = folder.resolve("classes");
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                sources.resolve("Main.java").toString(),
                                sources.resolve("TrainingRun.java").toString()));
        jar("groundplan.jar", classes, List.of("groundplan/cli/Main.class", "groundplan/cli/TrainingRun.class"));
        for (String library : List.of("groundplan-modules.jar", "one.jar", "two.jar")) {
            jar(library, classes, List.of());
        }
    }

    private void jar(String name, Path classes, List<String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(program.resolve("lib").resolve(name));
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("META-INF/" + name));
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
                jar.write(Files.readAllBytes(classes.resolve(entry)));
            }
        }
    }

    @Test
    void itKeepsWhatItMakesInItsOwnFolderAndMakesItOnce() throws Exception {
        for (int start = 0; start < 2; start++) {
            assertEquals(
                    "./groundplan " + program + "/.groundplan/cache/packages\n",
                    run(program, "./groundplan", Map.of()));
        }
        assertEquals(program + "/tools/training\n", notes());
        assertTrue(Files.size(program.resolve(".groundplan/build/classes.jsa")) > 0);
        assertFalse(Files.exists(folder.resolve("caches")), "the user's caches are not needed");
    }

    @Test
    void aFolderThatCannotBeWrittenIsLeftAlone() throws Exception {
        // Unlike a permission, this stops the superuser too.
        Files.writeString(program.resolve(".groundplan"), "");
        Path caches = folder.resolve("caches/groundplan/9.8.7");
        for (int start = 0; start < 2; start++) {
            assertEquals("./groundplan " + caches + "/cache/packages\n", run(program, "./groundplan", Map.of()));
        }
        assertEquals(program + "/tools/training\n", notes());
        assertTrue(Files.size(caches.resolve("build/classes.jsa")) > 0);
    }

    @Test
    void withoutAnyFolderToWriteToItRunsAllTheSame() throws Exception {
        Files.writeString(program.resolve(".groundplan"), "");
        Files.writeString(folder.resolve("caches"), "");
        String out = run(program, "./groundplan", Map.of());
        assertTrue(out.startsWith("./groundplan "), out);
        assertEquals("", Repository.text(folder.resolve("err")));
    }

    @Test
    void whatSomebodyElseHasMadeIsUsed() throws Exception {
        run(program, "./groundplan", Map.of());
        try (Stream<Path> files = Files.walk(program.resolve(".groundplan"))) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> assertTrue(file.toFile().setReadOnly()));
        }
        run(program, "./groundplan", Map.of());
        assertEquals(1, notes().lines().count(), "runs that fill the archive of classes");
    }

    @Test
    void itSaysHowItWasCalled() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("groundplan"), program.resolve("groundplan"));
        Map<String, String> path = Map.of("PATH", bin + ":" + System.getenv("PATH"));
        assertTrue(run(folder, "groundplan", path).startsWith("groundplan /"));
        assertTrue(
                run(folder, "'opt/groundplan 9/groundplan'", Map.of()).startsWith("opt/groundplan\\ 9/groundplan /"));
        assertTrue(run(program, "./groundplan", Map.of("GROUNDPLAN_COMMAND", "./groundplanw"))
                .startsWith("./groundplanw /"));
    }

    private String run(Path from, String command, Map<String, String> variables) throws Exception {
        Map<String, String> all = new TreeMap<>(System.getenv());
        all.keySet().removeIf(name -> name.startsWith("GROUNDPLAN_"));
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        all.put("NOTES", folder.resolve("notes").toString());
        all.put("CI", "true");
        all.putAll(variables);
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", command)
                .directory(from.toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(all);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> Repository.text(folder.resolve("err")));
        return out;
    }

    private String notes() {
        return Repository.text(folder.resolve("notes"));
    }
}
