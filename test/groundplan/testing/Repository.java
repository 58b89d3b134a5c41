package groundplan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The files of this project itself. */
public final class Repository {
    private Repository() {}

    /** The project's folder, where Maven runs the tests. */
    public static Path root() {
        return FullSynthesis.root();
    }

    /** A path as a message shows it. */
    public static String shown(Path path) {
        return root().relativize(path.toAbsolutePath()).toString().replace('\\', '/');
    }

    /** The files below a folder of the project whose names end so, but for what tools keep in hidden folders. */
    public static List<Path> files(String folder, String ending) {
        try (Stream<Path> walk = Files.walk(root().resolve(folder))) {
            List<Path> found = walk.filter(path ->
                            path.toString().endsWith(ending) && !shown(path).matches("(.*/)?\\..*"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new AssertionError("no " + ending + " below " + folder);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies what is written by hand in the live tree, the files that all units share. */
    public static void copyHandwrittenHcl(Path tree) {
        try {
            Files.createDirectories(tree);
            for (String file : List.of("root.hcl", "emulator.hcl")) {
                Files.copy(
                        root().resolve("terragrunt").resolve(file),
                        tree.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
