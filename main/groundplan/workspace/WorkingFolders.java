package groundplan.workspace;

import groundplan.json.ContentHash;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The folders in which a project keeps what it has begun. Several projects may share the home folder, and each has its own: what a run has
 * left there is ended by the next one of the same project.
 *
 * @param root the folder of the project
 * @param home the folder for tools, caches and working files
 */
public record WorkingFolders(Path root, Path home) {
    /** The home folder inside of a project, if no other is named. */
    static final String HOME = ".groundplan";

    /** A folder in which files wait until all are there. */
    public Path staging(String name) throws IOException {
        return own("staging").resolve(name);
    }

    /** Where an interrupted {@code bootstrap} finds what it has made. */
    public Path bootstrap() throws IOException {
        return own("bootstrap");
    }

    /** The folder for states that an apply could not write. */
    public Path journals() throws IOException {
        return own("apply");
    }

    /** Where the emulator of this checkout is. */
    Path emulator() throws IOException {
        return home.resolve("emulators").resolve(id());
    }

    private Path own(String name) throws IOException {
        Path folder = home.resolve(name);
        return home.equals(root.resolve(HOME)) ? folder : folder.resolve(id());
    }

    private String id() throws IOException {
        return ContentHash.shortened(root.toRealPath().toString());
    }
}
