package groundplan.cli;

import groundplan.workspace.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The version of Groundplan that a repository pins: another one may generate another tree from the same settings. */
final class PinnedVersion {
    private static final String FILE = ".groundplan-version";
    private static final String WRAPPER = "groundplanw";

    private PinnedVersion() {}

    /** The version that the repository's {@value #FILE} names; empty if there is no such file, or no version in it. */
    static Optional<String> of(Path root) throws IOException {
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties pinned = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            pinned.load(in);
        }
        return Optional.ofNullable(pinned.getProperty("version")).map(String::strip);
    }

    /**
     * What to do about a live tree that is not what the settings generate: run the command, or first the version that is pinned.
     *
     * @param command the command's name, such as {@code synth}
     */
    static String remedy(Project project, String command) throws IOException {
        String running = ProgramVersion.number();
        Optional<String> other = of(project.root()).filter(pinned -> !pinned.equals(running));
        if (other.isEmpty()) {
            return "run " + project.command() + " " + command;
        }
        String wrapped =
                Files.exists(project.root().resolve(WRAPPER)) ? "./" + WRAPPER + " " + command : "that version";
        return "this is Groundplan " + running + ", and " + FILE + " pins " + other.get() + ": run " + wrapped + ", or "
                + project.command() + " init --upgrade to go to " + running;
    }
}
