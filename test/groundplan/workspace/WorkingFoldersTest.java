package groundplan.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.live.TreeWriter;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that share the folder for tools and caches do not end what the other one has begun. */
class WorkingFoldersTest {
    @TempDir
    Path folder;

    @Test
    void whatOneProjectLeftIsWrittenIntoNoOther() throws IOException {
        Path shop = Files.createDirectories(folder.resolve("shop"));
        Path bank = Files.createDirectories(folder.resolve("bank"));
        Path home = folder.resolve("home");
        Path left = new WorkingFolders(shop, home).staging("tree");
        Files.createDirectories(left.resolve("new"));
        Files.writeString(left.resolve("new/a"), "of the shop");
        Files.writeString(left.resolve("journal"), "a\n");
        new TreeWriter(bank, new WorkingFolders(bank, home).staging("tree")).write(new TreeMap<>(Map.of("b", "new")));
        assertEquals(Map.of("b", "new"), TestFiles.read(bank));
        new TreeWriter(shop, new WorkingFolders(shop, home).staging("tree")).write(new TreeMap<>(Map.of("c", "new")));
        assertEquals(Map.of("a", "of the shop", "c", "new"), TestFiles.read(shop));
    }

    @Test
    void aProjectWithAHomeOfItsOwnNeedsNoFurtherFolder() throws IOException {
        assertEquals(
                folder.resolve(".groundplan/staging/tree"),
                new WorkingFolders(folder, folder.resolve(".groundplan")).staging("tree"));
    }
}
