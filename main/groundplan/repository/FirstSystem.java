package groundplan.repository;

import groundplan.kernel.UnitPath;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The system that a repository begins with. */
final class FirstSystem {
    /** What says of a repository that it is one of infrastructure, and nothing of the system. */
    private static final String KIND_OF_REPOSITORY =
            "-(infrastructure|infra|iac|terraform|tf|terragrunt|groundplan|live|platform)$";

    private static final String WITHOUT_A_NAME = "app";
    private static final int LONGEST = 20;

    private FirstSystem() {}

    /** A name for it, after the repository's folder: {@code Book Shop-infra} becomes {@code book-shop}. */
    static String name(Path root) {
        Path folder = root.getFileName();
        String words = (folder == null ? "" : folder.toString())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[0-9-]+|-+$", "")
                .replaceFirst(KIND_OF_REPOSITORY, "");
        String name = words.length() > LONGEST ? words.substring(0, LONGEST).replaceFirst("-+$", "") : words;
        return UnitPath.isWord(name) ? name : WITHOUT_A_NAME;
    }

    /** The systems that the settings already have. */
    static List<String> existing(Path root) throws IOException {
        Path settings = root.resolve(SettingsTree.FOLDER);
        if (!Files.isDirectory(settings)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(settings)) {
            return list.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
