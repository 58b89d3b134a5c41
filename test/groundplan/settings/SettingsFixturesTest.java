package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Setting;
import groundplan.testing.Repository;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Settings and what is said of them: {@code fixtures/<case>/environments} is read, {@code fixtures/<case>/expected.txt} holds
 * the problems, line by line; {@value #NONE} when there are none.
 */
class SettingsFixturesTest {
    static final String NONE = "no problems";
    private static final String FOLDER = "test/groundplan/settings/fixtures";

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> folders = Files.list(Repository.root().resolve(FOLDER))) {
            return folders.sorted().toList();
        }
    }

    static List<Path> validFixtures() throws IOException {
        return fixtures().stream()
                .filter(fixture -> expected(fixture).equals(NONE))
                .toList();
    }

    static String expected(Path fixture) {
        return Repository.text(fixture.resolve("expected.txt")).strip();
    }

    static List<String> problems(Path root) {
        try {
            SettingsTree.read(root, SampleKinds.all());
            return List.of(NONE);
        } catch (InvalidSettings e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void everyFixtureHasSettingsAndExpectedProblems(Path fixture) {
        assertTrue(Files.isDirectory(fixture.resolve("environments")), () -> fixture + " has no environments/");
        assertTrue(Files.isRegularFile(fixture.resolve("expected.txt")), () -> fixture + " has no expected.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void theProblemsAreExactlyTheExpectedOnes(Path fixture) {
        assertEquals(
                expected(fixture),
                String.join("\n", problems(fixture)),
                () -> "problems of " + Repository.shown(fixture));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void everyProblemNamesItsFileInsideTheProject(Path fixture) {
        for (String problem : problems(fixture)) {
            assertTrue(
                    problem.equals(NONE) || problem.startsWith("environments"),
                    () -> "'" + problem + "' names no file");
        }
    }

    @Test
    void aFileThatIsALinkToItselfCannotBeRead() throws IOException {
        Path root = TestFiles.forThisRun();
        TestFiles.copy(Repository.root().resolve(FOLDER).resolve("valid-smallest"), root);
        Path file = root.resolve("environments/shop/dev/eu-west-1.yaml");
        try {
            Files.createSymbolicLink(file, file.getFileName());
        } catch (UnsupportedOperationException noLinks) {
            assumeTrue(false, "this file system has no symbolic links");
        }
        List<String> problems = problems(root);
        assertEquals(1, problems.size(), () -> "one problem expected: " + problems);
        assertTrue(
                problems.get(0).startsWith("environments/shop/dev/eu-west-1.yaml: cannot be read: ")
                        && !problems.get(0).contains(root.toString()),
                () -> problems.get(0) + " names the file once and says why");
    }

    @Test
    void anEnvironmentFileThatIsALinkToNothingIsNotTakenForAMissingOne() throws IOException {
        Path root = TestFiles.forThisRun();
        TestFiles.copy(Repository.root().resolve(FOLDER).resolve("valid-smallest"), root);
        Path file = root.resolve("environments/shop/dev/environment.yaml");
        Files.delete(file);
        try {
            Files.createSymbolicLink(file, Path.of("moved.yaml"));
        } catch (UnsupportedOperationException noLinks) {
            assumeTrue(false, "this file system has no symbolic links");
        }
        assertEquals(
                List.of("environments/shop/dev/environment.yaml: cannot be read: it is a broken symbolic link"),
                problems(root));
    }

    @Test
    void aProjectWithoutSettingsSaysWhereTheyAreExpected() {
        assertEquals(
                List.of("environments: is not a folder; settings are expected in it. Begin with: groundplan init"),
                problems(TestFiles.forThisRun()));
    }

    @Test
    void aByteOrderMarkIsNoProblem() throws IOException {
        Path root = TestFiles.forThisRun();
        TestFiles.copy(Repository.root().resolve(FOLDER).resolve("valid-smallest"), root);
        Path file = root.resolve("environments/shop/dev/environment.yaml");
        Files.writeString(file, "\ufeff" + Files.readString(file));
        assertEquals(List.of(NONE), problems(root));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system.yaml",
                "usage.yaml",
                "waivers.yaml",
                "allowances.yaml",
                "drift.yaml",
                "dev/environment.yaml",
                "dev/eu-west-1.yaml",
                "dev/imports.yaml"
            })
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFifoIsRefusedAndNotOpened(String name) throws Exception {
        Path root = TestFiles.forThisRun();
        TestFiles.copy(Repository.root().resolve(FOLDER).resolve("valid-smallest"), root);
        Path file = root.resolve("environments/shop").resolve(name);
        Files.deleteIfExists(file);
        try {
            assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0);
        } catch (IOException noFifos) {
            assumeTrue(false, "this system has no FIFOs");
        }
        assertEquals(
                List.of("environments/shop/" + name
                        + ": is a FIFO, a socket or a device; a settings file is expected here"),
                problems(root));
        assertEquals(Set.of("shop"), SettingsTree.mentioning(root, "a text"), "a search that opens no FIFO");
    }

    /** Settings whose check fails instead of reporting a problem. */
    public record Fragile(@Setting("A number.") String number) implements Checked {
        @Override
        public void check(Check check) {
            check.that(Integer.parseInt(number) > 0, "number", "is not positive");
        }
    }

    @Test
    void aCheckThatFailsItselfHidesNoOtherProblem() throws IOException {
        Path root = TestFiles.forThisRun();
        TestFiles.copy(Repository.root().resolve(FOLDER).resolve("valid-smallest"), root);
        Files.writeString(
                root.resolve("environments/shop/dev/environment.yaml"),
                "units:\n  fragile:\n    number: one\n  network:\n    nat_gateways: two\n");
        List<Kind<?, ?>> kinds = new ArrayList<>(SampleKinds.all());
        kinds.add(new Kind<Fragile, SampleKinds.SampleOutputs>(
                "fragile",
                Scope.REGIONAL,
                "fragile",
                Fragile.class,
                (settings, from) -> null,
                (app, context, with, w) -> null));
        List<Problem> problems = assertThrows(InvalidSettings.class, () -> SettingsTree.read(root, kinds))
                .problems();
        assertEquals(
                List.of("units.fragile", "units.network.nat_gateways"),
                problems.stream().map(Problem::key).toList());
    }
}
