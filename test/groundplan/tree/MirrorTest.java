package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    @TempDir
    Path folder;

    /** The copy of a file is rewritten, whoever may write the file itself. */
    @Test
    void theCopyOfAReadOnlyRepositoryCanBeWritten() throws IOException {
        Path unit = Files.createDirectories(folder.resolve("repository/live/unit"));
        Files.createDirectories(folder.resolve("repository/.git"));
        Path file = Files.writeString(unit.resolve("terragrunt.hcl"), "inputs = {}\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.setPosixFilePermissions(unit, PosixFilePermissions.fromString("r-xr-xr-x"));
        Mirror mirror = Mirror.of(unit.getParent(), Files.createDirectories(folder.resolve("copy")));
        Files.setPosixFilePermissions(unit, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(mirror.copied(file))));
        assertTrue(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(mirror.copied(file).getParent()))
                .startsWith("rwx"));
    }
}
