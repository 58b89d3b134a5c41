package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivateFolderTest {
    @Test
    void onlyItsOwnerLooksIntoItAndItIsGoneAfterUse() throws IOException {
        Path path;
        try (PrivateFolder folder = new PrivateFolder(Path.of("terraform"), Map.of())) {
            path = folder.path();
            folder.write("deep/secret", "s");
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void theNextOneDeletesWhatAKilledProcessLeft() throws IOException {
        ProcessIdentity own = ProcessIdentity.own();
        Path abandoned = left(new ProcessIdentity(own.id(), own.started() - 60_000), ProcessIdentity.machine(""));
        Path living = left(own, ProcessIdentity.machine(""));
        Path elsewhere = left(new ProcessIdentity(own.id(), own.started() - 60_000), "another machine");
        Path applying = left(new ProcessIdentity(own.id(), own.started() - 60_000), ProcessIdentity.machine(""));
        Files.writeString(applying.resolve(PrivateFolder.APPLYING), "");
        try (PrivateFolder next = new PrivateFolder(Path.of("terraform"), Map.of())) {
            assertTrue(Files.exists(next.path()), "its own");
            assertFalse(Files.exists(abandoned), "its process is gone");
            assertTrue(Files.exists(living), "its process runs");
            assertTrue(Files.exists(elsewhere), "its process cannot be seen from here");
            assertTrue(Files.exists(applying), "Terraform may still be at work in it");
        } finally {
            for (Path folder : new Path[] {living, elsewhere, applying}) {
                PrivateFolder.delete(folder);
            }
        }
    }

    private static Path left(ProcessIdentity process, String machine) throws IOException {
        Path folder = Files.createTempDirectory("groundplan-");
        Files.writeString(
                folder.resolve("owner.json"),
                TerraformJson.write(TerraformJson.object()
                        .put("machine", machine)
                        .put("process", process.id())
                        .put("started", process.started())));
        return folder;
    }
}
