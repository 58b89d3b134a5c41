package groundplan.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files of a run, or none. */
class TreeWriterTest {
    @TempDir
    Path folder;

    private Path root;
    private Path staging;
    private TreeWriter writer;

    @BeforeEach
    void aTreeWithTwoFiles() throws IOException {
        root = folder.resolve("tree");
        staging = folder.resolve("staging");
        put(root.resolve("a/one"), "old one");
        put(root.resolve("a/two"), "old two");
        writer = new TreeWriter(root, staging);
    }

    @Test
    void whatDiffersIsWrittenAndNothingElse() throws IOException {
        assertEquals(
                List.of("a/two", "b/three"),
                writer.write(files("a/one", "old one", "a/two", "new two", "b/three", "new three")));
        assertTree("a/one", "old one", "a/two", "new two", "b/three", "new three");
    }

    @Test
    void aFileThatIsAsItShouldBeKeepsItsTimeOfChange() throws IOException {
        var before = Files.getLastModifiedTime(root.resolve("a/one"));
        writer.write(files("a/one", "old one", "a/two", "new two"));
        assertEquals(before, Files.getLastModifiedTime(root.resolve("a/one")), "time of change of a/one");
    }

    @Test
    void threadsThatWriteAtOnceWriteOneAfterTheOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<String>>> writes = IntStream.range(0, 40)
                    .<Callable<List<String>>>mapToObj(
                            i -> () -> writer.write(files("a/one", "new " + i, "b/" + i, "x")))
                    .toList();
            for (Future<List<String>> written : threads.invokeAll(writes)) {
                assertTrue(written.get().size() >= 1, "each has a file of its own");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void nothingIsLeftBesideTheTree() throws IOException {
        writer.write(files("a/two", "new two"));
        assertFalse(
                Files.exists(staging),
                () -> staging + " is left: " + TestFiles.read(staging).keySet());
    }

    @Test
    void aFolderInTheWayOfAFileLeavesTheTreeAsItWas() throws IOException {
        put(root.resolve("b/three/theirs"), "foreign");
        IOException refused = assertThrows(
                IOException.class,
                () -> writer.write(
                        files("a/one", "new one", "a/two", "new two", "a/zero", "new zero", "b/three", "new three")));
        assertTrue(refused.getMessage().contains("b/three"), () -> "'" + refused.getMessage() + "' names the folder");
        assertTree("a/one", "old one", "a/two", "old two", "b/three/theirs", "foreign");
    }

    @Test
    void aFileInTheWayOfAFolderLeavesTheTreeAsItWas() throws IOException {
        put(root.resolve("b"), "foreign");
        assertThrows(IOException.class, () -> writer.write(files("a/one", "new one", "b/three", "new three")));
        assertTree("a/one", "old one", "a/two", "old two", "b", "foreign");
    }

    @Test
    void aRunThatFailsWhileRenamingIsUndone() throws IOException {
        put(root.resolve("b/theirs"), "foreign");
        // A link to a folder that is not there: it is no folder, so it is found out only when the file is moved below
        // it.
        Files.createSymbolicLink(root.resolve("c"), Path.of("nowhere"));
        assertThrows(
                IOException.class,
                () -> writer.write(files("a/one", "new one", "b/new", "new file", "c/three", "new three")));
        assertTree("a/one", "old one", "a/two", "old two", "b/theirs", "foreign");
        assertFalse(
                Files.exists(staging.resolve("journal")), "the failed run is over: the next one must not finish it");
    }

    @Test
    void aLinkThatWasReplacedIsPutBackAsALink() throws IOException {
        Files.createSymbolicLink(root.resolve("a/link"), Path.of("elsewhere"));
        Files.createSymbolicLink(root.resolve("c"), Path.of("nowhere"));
        assertThrows(IOException.class, () -> writer.write(files("a/link", "a file", "c/three", "new three")));
        assertEquals(Path.of("elsewhere"), Files.readSymbolicLink(root.resolve("a/link")));
    }

    @Test
    void whatCannotBePutBackIsKeptAndPutBackByTheNextRun() throws IOException {
        put(staging.resolve("undo"), "a/one\na/two\nb/three\n");
        put(staging.resolve("old/a/one"), "old one");
        put(staging.resolve("old/a/two"), "old two");
        put(root.resolve("b/three"), "new three");
        put(root.resolve("a/two"), "new two");
        Files.delete(root.resolve("a/one"));
        put(root.resolve("a/one/theirs"), "in the way");
        String message = assertThrows(IOException.class, () -> writer.recover()).getMessage();
        assertTrue(
                message.contains("a/one (")
                        && message.contains(staging.resolve("old").toString()),
                message);
        assertThrows(IOException.class, () -> writer.write(files("a/zero", "new zero")));
        assertTree("a/one/theirs", "in the way", "a/two", "old two");

        Files.delete(root.resolve("a/one/theirs"));
        Files.delete(root.resolve("a/one"));
        assertEquals(List.of("a/zero"), writer.write(files("a/one", "old one", "a/zero", "new zero")));
        assertTree("a/one", "old one", "a/two", "old two", "a/zero", "new zero");
        assertFalse(Files.exists(staging), "what was staged is gone");
    }

    @Test
    void aRunThatWasKilledBeforeItsJournalIsForgotten() throws IOException {
        put(staging.resolve("new/a/one"), "half of it");
        put(staging.resolve("journal.part"), "a/one\n");
        writer.recover();
        assertTree("a/one", "old one", "a/two", "old two");
        assertFalse(Files.exists(staging), "what was staged is gone");
    }

    @Test
    void aRunThatWasKilledBehindItsJournalIsFinished() throws IOException {
        put(root.resolve("a/one"), "new one");
        put(staging.resolve("old/a/one"), "old one");
        put(staging.resolve("new/a/two"), "new two");
        put(staging.resolve("new/b/three"), "new three");
        put(staging.resolve("journal"), "a/one\na/two\nb/three\n");
        writer.recover();
        assertTree("a/one", "new one", "a/two", "new two", "b/three", "new three");
        assertFalse(Files.exists(staging), "what was staged is gone");
    }

    @Test
    void theNextRunFinishesAKilledOneBeforeItLooksForChanges() throws IOException {
        put(staging.resolve("new/a/two"), "new two");
        put(staging.resolve("journal"), "a/two\n");
        assertEquals(
                List.of(), writer.write(files("a/two", "new two")), "what the killed run wrote is not written again");
        assertTree("a/one", "old one", "a/two", "new two");
    }

    @Test
    void whatChangedIsKnownWithoutWritingIt() throws IOException {
        assertEquals(
                List.of("a/two", "b/three"),
                writer.changed(files("a/one", "old one", "a/two", "new two", "b/three", "new three")));
        assertTree("a/one", "old one", "a/two", "old two");
    }

    private void assertTree(String... pathsAndContents) {
        assertEquals(files(pathsAndContents), TestFiles.read(root), () -> "files of " + root);
    }

    private static SortedMap<String, String> files(String... pathsAndContents) {
        SortedMap<String, String> files = new TreeMap<>();
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            files.putAll(Map.of(pathsAndContents[i], pathsAndContents[i + 1]));
        }
        return files;
    }

    private static void put(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
