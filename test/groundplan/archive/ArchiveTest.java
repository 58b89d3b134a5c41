package groundplan.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.BuiltArchive;
import groundplan.testing.Harbor;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groundplan from its archive, in a repository of its own. */
class ArchiveTest {
    /** A system whose tree is committed here. */
    private static final String SYSTEM = "h2o";

    @TempDir
    static Path folder;

    private static UnpackedArchive archive;
    private static Path repository;

    @BeforeAll
    static void aRepositoryWithoutTheProgram() throws Exception {
        archive = UnpackedArchive.shared(List.of("java", "node", "terraform"));
        repository = Files.createDirectories(folder.resolve("a repository, größer"));
        TestFiles.copy(
                Repository.root().resolve("environments").resolve(SYSTEM),
                repository.resolve("environments").resolve(SYSTEM));
    }

    @Test
    void itMakesTheTreeThatIsCommittedWhoeverRunsItAndWhere() throws Exception {
        SortedMap<String, String> committed =
                TestFiles.read(Repository.root().resolve("terragrunt").resolve(SYSTEM));
        assertFalse(committed.isEmpty());
        archive.run(
                        repository,
                        Map.of(
                                "TZ",
                                "Pacific/Kiritimati",
                                "LC_ALL",
                                "C",
                                "JAVA_TOOL_OPTIONS",
                                "-Duser.language=tr -Duser.country=TR"),
                        "synth")
                .exits(0);
        assertEquals(committed, TestFiles.read(repository.resolve("terragrunt").resolve(SYSTEM)));
        assertEquals(
                Repository.text(Repository.root().resolve("environments/schema.json")),
                Repository.text(repository.resolve("environments/schema.json")));
        archive.run(repository, Map.of("TZ", "America/Caracas"), "synth", "--check")
                .exits(0);
        assertTrue(
                Files.size(archive.program().resolve(".groundplan/build/classes.jsa")) > 0,
                "the first start archives classes in the folder of the program");
    }

    /** Its kind of its own is compiled against the jars of the archive. */
    @Test
    void theExampleOfARepositoryWorksWithIt() throws Exception {
        Path harbor = Harbor.in(folder.resolve("harbor")).root();
        archive.run(harbor, Map.of(), "kinds", "--own").exits(0).prints("table");
        archive.run(harbor, Map.of(), "synth", "--check").exits(0).prints("The live tree matches the settings.");
    }

    @Test
    void aRepositoryOfOnesOwnBeginsWithIt() throws Exception {
        Path shop = Files.createDirectories(folder.resolve("Book Shop"));
        Map<String, String> nobody = Map.of("AWS_EC2_METADATA_DISABLED", "true");
        archive.run(shop, nobody, "validate").exits(2).complains("init");
        archive.run(shop, nobody, "init").exits(0).prints("environments/book-shop/system.yaml");
        archive.run(shop, nobody, "validate").exits(0);
        archive.run(shop, nobody, "synth").exits(0);
        archive.run(shop, nobody, "synth", "--check").exits(0);
        archive.run(shop, nobody, "list").exits(0).prints("book-shop/dev/us-east-1/network");
    }

    @Test
    void withoutNodeItValidatesListsAndShowsTheVersion() throws Exception {
        UnpackedArchive bare = new UnpackedArchive(archive.program(), TestFiles.forThisRun());
        TestFiles.copy(
                Repository.root().resolve("environments").resolve(SYSTEM),
                bare.scratch().resolve("repository/environments").resolve(SYSTEM));
        Path bin = Files.createDirectories(bare.scratch().resolve("bin"));
        try (Stream<Path> programs = Files.list(archive.scratch().resolve("bin"))) {
            for (Path program : programs.filter(path -> !path.endsWith("node")).toList()) {
                Files.createSymbolicLink(bin.resolve(program.getFileName()), program);
            }
        }
        Path project = bare.scratch().resolve("repository");
        bare.run(project, Map.of(), "validate").exits(0).complains("Node.js is not on the PATH");
        bare.run(project, Map.of(), "list").exits(0).prints(SYSTEM + "/dev/");
        bare.run(project, Map.of(), "synth").exits(1).complains("install Node.js 20 or later");
        bare.run(project, Map.of(), "doctor").exits(1).prints("MISSING  node");
    }

    @Test
    void itSaysItsVersionAnywhere() throws Exception {
        String version = archive.text("VERSION").strip();
        assertTrue(version.matches("\\d+\\.\\d+\\.\\d+(-.+)?"), version);
        assertEquals(
                version,
                archive.run(folder, Map.of(), "version", "--format", "json")
                        .exits(0)
                        .json()
                        .path("groundplan")
                        .asText());
    }

    @Test
    void theModulesAreAJarThatWorksWithoutTheProgram() throws Exception {
        SortedSet<String> expected = new TreeSet<>();
        for (Path source : Repository.files("modules", ".java")) {
            expected.add(Repository.shown(source).replaceFirst("^modules/", "").replaceFirst("\\.java$", ""));
        }
        assertEquals(expected, types("lib/groundplan-modules.jar"));
        SortedSet<String> both = types("lib/groundplan.jar");
        both.retainAll(expected);
        assertEquals(new TreeSet<>(), both, "classes that are in both jars");

        Path source = folder.resolve("Other.java");
        Files.writeString(
                source,
                """
                public class Other {
                    public static void main(String[] arguments) {
                        groundplan.catalogue.Kinds.all().forEach(kind -> System.out.println(kind.name()));
                    }
                }
                """);
        String path = Stream.concat(
                        Stream.of("lib/groundplan-modules.jar"),
                        Arrays.stream(archive.text("lib/libraries").strip().split(":")))
                .map(jar -> archive.program().resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", path, "-d", folder.toString(), source.toString()));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        path + File.pathSeparator + folder,
                        "Other")
                .redirectErrorStream(true)
                .start();
        String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, other.waitFor(), printed);
        assertTrue(printed.lines().toList().contains("network"), printed);
    }

    @Test
    void whatTheFirstStartRunsOnAreValidSettingsOfCommonKinds() {
        List<String> kinds = new TempProject(archive.program().resolve("tools/training"))
                .units().stream().map(unit -> unit.kind().name()).distinct().toList();
        assertTrue(kinds.containsAll(List.of("network", "ecs", "rds", "storage", "observability")), () -> "" + kinds);
    }

    /** The types in a jar that have a source of their own. */
    private static SortedSet<String> types(String jar) throws IOException {
        try (JarFile file = new JarFile(archive.program().resolve(jar).toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.replaceFirst("\\.class$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void itHasWhatAProjectNeedsAndNothingOfThisOne() throws Exception {
        for (String file : List.of(
                "LICENSE",
                "THIRD-PARTY-NOTICES.md",
                "CHANGELOG.md",
                "docs/installing.md",
                "environments/schema.json",
                "lib/preload.js",
                "terragrunt/root.hcl",
                "terragrunt/emulator.hcl",
                "tools/emulator/groundplan_emulator/__main__.py",
                "tools/go/terragrunt/go.sum")) {
            assertTrue(Files.size(archive.program().resolve(file)) > 0, file);
        }
        SortedMap<String, String> found = new TreeMap<>();
        for (String gone :
                List.of("pom.xml", "main", "modules", "test", "environments/" + SYSTEM, "terragrunt/" + SYSTEM)) {
            if (Files.exists(BuiltArchive.folder().resolve(gone))) {
                found.put(gone, "is in the archive");
            }
        }
        assertEquals(Map.of(), found);
    }
}
