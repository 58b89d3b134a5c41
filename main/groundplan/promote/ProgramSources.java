package groundplan.promote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The digests of the sources that generate resources, as an archive of Groundplan has them: it has no sources, and a release is the
 * same whether it was applied by an archive or by the checkout that it was made of.
 */
public final class ProgramSources {
    private static final String PACKED = "lib/sources";

    private ProgramSources() {}

    /** Prints a line for each source of the checkout that is named, for the build to store. */
    public static void main(String[] arguments) throws IOException {
        Release.program(Path.of(arguments[0])).forEach((file, digest) -> System.out.println(digest + " " + file));
    }

    /** The digest of each source by its path, if the folder is that of an unpacked archive. */
    static Optional<Map<String, String>> packed(Path program) throws IOException {
        Path list = program.resolve(PACKED);
        if (!Files.isRegularFile(list)) {
            return Optional.empty();
        }
        Map<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            String[] parts = line.split(" ", 2);
            digests.put(parts[1], parts[0]);
        }
        return Optional.of(digests);
    }
}
