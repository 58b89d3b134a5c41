package groundplan.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.GroundplanProcess;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A synth that is killed, or whose disk is full, in a process of its own; what it would write needs no CDKTF. */
class InterruptedSynthTest {
    private static final String TREE = "terragrunt";
    private static final String FOREIGN = "shop/dev/us-east-1/kms/notes.md";
    private static final List<String> REGIONS = List.of(
            "ap-south-1",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-south-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");

    @TempDir
    static Path seed;

    private static SortedMap<String, String> before;
    private static SortedMap<String, String> after;

    @TempDir
    Path folder;

    private TempProject shop;

    /** When the process is killed: as soon as something is to be seen on the disk. */
    enum Moment {
        FIRST_FILE_STAGED,
        HALF_OF_THE_FILES_STAGED,
        JOURNAL_WRITTEN,
        FIRST_FILE_RENAMED
    }

    @BeforeAll
    static void anOldTreeAndTheDocumentsOfTheNewOne() {
        TempProject project = TempProject.shop(seed);
        REGIONS.forEach(region -> project.with("environments/shop/dev/" + region + ".yaml", "units:\n  kms:\n"));
        project.with(TempProject.DEV, settings("new")).run("synth").exits(0);
        after = project.files(TREE);
        after.put(FOREIGN, "somebody's own\n");
        project.with(TempProject.DEV, settings("old")).run("synth").exits(0);
        project.with(TREE + "/" + FOREIGN, "somebody's own\n").with(TempProject.DEV, settings("new"));
        before = project.files(TREE);
    }

    @BeforeEach
    void aCopy() throws IOException {
        TestFiles.copy(seed, folder);
        shop = new TempProject(folder);
    }

    @ParameterizedTest
    @EnumSource
    void aKilledRunLeavesTheOldTreeOrIsFinishedByTheNext(Moment moment) throws Exception {
        Process child = GroundplanProcess.on(shop).start("synth");
        BooleanSupplier reached = reached(moment);
        while (child.isAlive() && !reached.getAsBoolean()) {
            Thread.onSpinWait();
        }
        child.destroyForcibly().waitFor();
        if (!Files.exists(staging().resolve("journal"))) {
            SortedMap<String, String> left = shop.files(TREE);
            assertTrue(
                    left.equals(before) || left.equals(after),
                    () -> "killed at " + moment + " without a journal: the tree is"
                            + " neither old nor new; differing from the old: " + differing(left, before));
        }
        shop.run("synth").exits(0);
        assertEquals(
                List.of(),
                differing(shop.files(TREE), after),
                () -> "files that are not new after the run that followed a kill at " + moment);
        assertFalse(
                Files.exists(staging()), () -> staging() + " is left after the run that followed a kill at " + moment);
    }

    @Test
    void aDiskThatIsFullLeavesTheOldTreeAndSaysSoInOneLine() {
        long largest = changedSizes().max().orElseThrow();
        long smallest = changedSizes().min().orElseThrow();
        int blocks = (int) ((largest - 1) / 1024);
        assertTrue(smallest < blocks * 1024L, "the first files must fit, so that the run fails in its middle");
        Outcome full = new GroundplanProcess(shop, System.getenv(), blocks)
                .run("synth")
                .exits(1);
        assertTrue(
                full.out().startsWith("Error: ") && full.out().lines().count() == 1,
                () -> "one line of error expected of " + full);
        assertTrue(
                full.out().matches("(?s)Error: " + staging() + "/new/\\S+/main.tf.json: File too large;.*"),
                () -> "the file that could not be written is named: " + full);
        assertEquals(List.of(), differing(shop.files(TREE), before), "files that changed although the disk was full");
        shop.run("synth").exits(0);
        assertEquals(
                List.of(),
                differing(shop.files(TREE), after),
                "files that are not new after a run with room on the disk");
    }

    @Test
    void runsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(GroundplanProcess.on(shop).start("synth"));
        }
        for (Process child : children) {
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, child.waitFor(), () -> "exit code of one of three runs: " + output);
        }
        assertEquals(
                List.of(),
                differing(shop.files(TREE), after),
                "files that are not new after three runs at the same time");
    }

    private static LongStream changedSizes() {
        return differing(before, after).stream()
                .mapToLong(path -> after.get(path).length());
    }

    private Path staging() {
        return shop.home().resolve("staging/tree");
    }

    private BooleanSupplier reached(Moment moment) {
        Path staged = staging().resolve("new");
        return switch (moment) {
            case FIRST_FILE_STAGED -> () -> Files.exists(staged);
            case HALF_OF_THE_FILES_STAGED -> () -> count(staged.resolve(TREE + "/shop/dev")) >= REGIONS.size() / 2;
            case JOURNAL_WRITTEN -> () -> Files.exists(staging().resolve("journal"));
            case FIRST_FILE_RENAMED ->
                () -> !shop.text(TREE + "/shop/dev/env.hcl").equals(before.get("shop/dev/env.hcl"));
        };
    }

    private static long count(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static List<String> differing(SortedMap<String, String> left, SortedMap<String, String> right) {
        return Stream.concat(left.keySet().stream(), right.keySet().stream())
                .distinct()
                .sorted()
                .filter(path -> !Objects.equals(left.get(path), right.get(path)))
                .toList();
    }

    private static String settings(String age) {
        return "state:\n  lock_table: shop-" + age + "\ntags:\n  Owner: team-" + age + "\n";
    }
}
