package groundplan.repository;

import groundplan.kernel.UnitPath;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
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

    /** A name for it, after the repository's folder: {@code Book Shop-infra} becomes {@code book-shop}, {@code café} {@code cafe}. */
    static String name(Path root) {
        Path folder = root.getFileName();
        String words = Normalizer.normalize(folder == null ? "" : folder.toString(), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceFirst("^[0-9-]+", "");
        String word = withoutEnd(words).replaceFirst(KIND_OF_REPOSITORY, "");
        String name = word.length() > LONGEST ? withoutEnd(word.substring(0, LONGEST)) : word;
        return UnitPath.isWord(name) ? name : WITHOUT_A_NAME;
    }

    /** A name of which at most the last character is a hyphen, without that. */
    private static String withoutEnd(String name) {
        return name.endsWith("-") ? name.substring(0, name.length() - 1) : name;
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
