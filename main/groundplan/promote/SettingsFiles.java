package groundplan.promote;

import groundplan.files.TemporaryFolder;
import groundplan.files.TextFile;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Node;
import groundplan.settings.SettingsTree;
import groundplan.settings.YamlEdit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Edits of settings files that are tried on a copy before the files themselves are changed. */
public final class SettingsFiles {
    private final Path root;
    private final SortedMap<String, String> edited = new TreeMap<>();

    /** @param root the project's folder */
    public SettingsFiles(Path root) {
        this.root = root;
    }

    /** The new texts by file. */
    public SortedMap<String, String> edited() {
        return edited;
    }

    void set(String file, List<String> path, Node value) {
        edited.put(file, YamlEdit.set(text(file), path, value));
    }

    /** In the file of a region, a unit without settings stays, as its name alone creates it; elsewhere it can be removed. */
    void remove(String file, List<String> path) {
        boolean unit = path.get(0).equals("units");
        int keep = !unit ? 0 : file.endsWith("/" + SettingsTree.ENVIRONMENT_FILE) ? 1 : 2;
        edited.put(file, YamlEdit.remove(text(file), path, keep));
    }

    /**
     * The environments as they would be after the edits.
     *
     * @throws InvalidSettings when the edited files are not valid
     */
    public List<EnvironmentModel> tried(SettingsTree.Vocabulary vocabulary) throws IOException, InvalidSettings {
        Path copy = TemporaryFolder.create("groundplan-");
        try {
            Path folder = root.resolve(SettingsTree.FOLDER);
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    Path to = copy.resolve(root.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
            for (var entry : edited.entrySet()) {
                TextFile.write(copy.resolve(entry.getKey()), entry.getValue());
            }
            return SettingsTree.read(copy, vocabulary);
        } finally {
            TemporaryFolder.delete(copy);
        }
    }

    /** Writes the files, each atomically. */
    public void write() throws IOException {
        for (var entry : edited.entrySet()) {
            Path file = root.resolve(entry.getKey());
            TextFile.replace(file, entry.getValue());
        }
    }

    /** The lines that change, as a diff. */
    public String difference() {
        StringBuilder text = new StringBuilder();
        edited.forEach((file, after) -> text.append(LineDifference.of(file, original(file), after)));
        return text.toString();
    }

    private String text(String file) {
        return edited.computeIfAbsent(file, this::original);
    }

    private String original(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
