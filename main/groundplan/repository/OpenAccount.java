package groundplan.repository;

import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Settings that were written before the account was known: they have {@link EnvironmentSettings#OPEN_ACCOUNT} in its place. */
final class OpenAccount {
    private OpenAccount() {}

    /** The files that have it, with the account in its place, by their path. */
    static Map<String, String> filled(Path root, String account) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path settings = root.resolve(SettingsTree.FOLDER);
        if (!Files.isDirectory(settings)) {
            return files;
        }
        try (Stream<Path> walk = Files.walk(settings)) {
            for (Path file : walk.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                String text = Files.readString(file);
                if (text.contains(EnvironmentSettings.OPEN_ACCOUNT)) {
                    files.put(
                            root.relativize(file).toString().replace('\\', '/'),
                            text.replace(EnvironmentSettings.OPEN_ACCOUNT, account));
                }
            }
        }
        return files;
    }
}
