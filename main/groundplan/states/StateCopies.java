package groundplan.states;

import groundplan.files.TextFile;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Keeps states in files that only their owner can read, since they contain secrets.
 *
 * @param folder the folder, which is made if it is missing
 */
public record StateCopies(Path folder) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    /** Writes a state to a new file; returns the file. */
    public Path keep(UnitPath unit, String state) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = Files.createTempFile(
                folder,
                unit.stackId() + "-" + LocalDateTime.now(ZoneOffset.UTC).format(TIME) + "-",
                ".tfstate",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        TextFile.writeToDisk(file, state);
        return file;
    }
}
