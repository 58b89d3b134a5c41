package groundplan.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The version of Groundplan that a repository uses, and what it was when its files were written: the file {@value #FILE}, which the
 * wrapper script reads too.
 *
 * @param version the version, such as {@code 1.2.0}
 * @param url where its archive is, with {@code {version}} for the version; empty if nobody said
 * @param sha256 the archive's SHA-256 as hexadecimal digits; empty if nobody said
 * @param written the SHA-256 of each file as it was written, by its path: a file with another one was edited
 */
record RepositoryPin(String version, String url, String sha256, SortedMap<String, String> written) {
    static final String FILE = ".groundplan-version";

    /** What the keys of the written files begin with. */
    private static final String WRITTEN = "written.";

    /** Reads the file; empty if there is none. */
    static Optional<RepositoryPin> read(Path root) throws IOException {
        Path file = root.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int end = line.indexOf('=');
            if (end > 0 && !line.startsWith("#")) {
                values.put(
                        line.substring(0, end).strip(), line.substring(end + 1).strip());
            }
        }
        SortedMap<String, String> written = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(WRITTEN)) {
                written.put(key.substring(WRITTEN.length()), value);
            }
        });
        return Optional.of(new RepositoryPin(
                values.getOrDefault("version", ""),
                values.getOrDefault("url", ""),
                values.getOrDefault("sha256", ""),
                written));
    }

    /** The same with other hashes of the written files. */
    RepositoryPin with(SortedMap<String, String> files) {
        return new RepositoryPin(version, url, sha256, files);
    }

    /** The content of the file. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (String line : List.of(
                "# The version of Groundplan that this repository uses: groundplanw fetches and runs it. To change it:",
                "# ./groundplanw init --upgrade --to-version VERSION",
                "version=" + version,
                "# Where its archive is: https:// or file://. {version} stands for the version.",
                "url=" + url,
                "# The SHA-256 of that archive.",
                "sha256=" + sha256,
                "# The SHA-256 of each file as Groundplan wrote it. One that was edited since is left alone by an upgrade.")) {
            text.append(line.strip()).append('\n');
        }
        written.forEach((path, hash) ->
                text.append(WRITTEN).append(path).append('=').append(hash).append('\n'));
        return text.toString();
    }
}
