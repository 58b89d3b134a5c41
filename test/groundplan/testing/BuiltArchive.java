package groundplan.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Groundplan's archive, which the build puts below {@code target/archive} before the tests. */
public final class BuiltArchive {
    private BuiltArchive() {}

    /** The folder that the build made. */
    public static Path folder() throws IOException {
        Path folder = Repository.root().resolve("target/archive");
        assertTrue(Files.isDirectory(folder), "no target/archive; ./mvnw makes it before it runs the tests");
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /**
     * Unpacks it, which gives its programs their permissions: the build's folder has none on some systems.
     *
     * @return the folder of the program
     */
    public static Path copiedTo(Path program) throws IOException {
        TestFiles.copy(folder(), program);
        for (String file : List.of("groundplan", "tools/tool")) {
            if (!program.resolve(file).toFile().setExecutable(true)) {
                throw new IOException(file + " cannot be made executable");
            }
        }
        return program;
    }

    /**
     * A program that is unpacked once for all tests, which only start it: the first start of each copy archives classes for ten CPU
     * seconds.
     */
    public static Path shared() {
        return Shared.PROGRAM;
    }

    private static final class Shared {
        static final Path PROGRAM = unpacked();

        private static Path unpacked() {
            try {
                // Under another name than in the archive.
                return copiedTo(TestFiles.forThisRun().resolve("opt/groundplan"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
