package groundplan.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writing to a device that is always full, and over what is there. */
class TextFileTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    /** One way to write. */
    interface Writer {
        void write(Path file, String text) throws IOException;
    }

    static Stream<Writer> writers() {
        return Stream.of(TextFile::write, TextFile::writeToDisk, TextFile::append, TextFile::replace);
    }

    @ParameterizedTest
    @MethodSource("writers")
    void aFailureNamesTheFileThatWasWritten(Writer writer) {
        FileSystemException full = assertThrows(FileSystemException.class, () -> writer.write(FULL, "text"));
        assertEquals("/dev/full: No space left on device", full.getMessage());
    }

    @Test
    void whatReplacesAFileIsWrittenThroughItsLinkAndKeepsItsPermissions() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), "a longer text from before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        TextFile.replace(link, "new");
        assertEquals("new", Files.readString(file));
        assertTrue(Files.isSymbolicLink(link), "the link is still one");
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(link, file), left.sorted().toList(), "nothing else is left");
        }
    }
}
