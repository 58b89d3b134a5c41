package groundplan.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is in a folder of settings: folders and YAML files, by name. Entries that begin with a dot are none of it. */
final class SettingsFolder {
    private SettingsFolder() {}

    /** The folders in a folder. */
    static List<Path> folders(Path folder) {
        return list(folder).stream()
                .filter(path -> Files.isDirectory(path)
                        && !path.getFileName().toString().matches(".*\\.ya?ml"))
                .toList();
    }

    /** Whatever is called like a YAML file in a folder. */
    static List<Path> files(Path folder) {
        return list(folder).stream()
                .filter(path -> path.getFileName().toString().matches(".*\\.ya?ml"))
                .toList();
    }

    /** A broken symbolic link counts as existing: reading it then reports the problem. */
    static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The folders whose files, or those one level deeper, contain a text or cannot be read. */
    static Set<String> mentioning(Path parent, String text) {
        Set<String> found = new TreeSet<>();
        for (Path system : Files.isDirectory(parent) ? folders(parent) : List.<Path>of()) {
            List<Path> files = new ArrayList<>(files(system));
            folders(system).forEach(environment -> files.addAll(files(environment)));
            if (files.stream().anyMatch(file -> mentions(file, text))) {
                found.add(system.getFileName().toString());
            }
        }
        return found;
    }

    private static boolean mentions(Path file, String text) {
        if (SettingsText.isSpecial(file)) {
            return true;
        }
        try {
            String content = Files.readString(file);
            // A name may also be written with escapes.
            return content.contains(text) || content.contains("\\");
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
