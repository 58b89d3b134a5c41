package groundplan.controls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.testing.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a program said of exactly the same input in a former run of the tests. A result is kept under the digest of all that it
 * depends on: the versions of the programs and the text of every file that they read. One is kept for each name.
 */
final class KeptResults {
    private static final Path FOLDER = Repository.root().resolve(".groundplan/cache/tests");

    private KeptResults() {}

    /** The result for the files of a prepared folder; it is made when the one that is kept is of others. */
    static ObjectNode of(String name, Terraform terraform, Supplier<ObjectNode> make) throws IOException {
        StringBuilder inputs = new StringBuilder(terraform.versions());
        // No other file: reading a folder's lock file would give up this process's lock on it.
        try (Stream<Path> walk = Files.walk(terraform.folder())) {
            for (Path file :
                    walk.filter(path -> path.endsWith("main.tf.json")).sorted().toList()) {
                inputs.append(ContentHash.sha256(terraform.folder().relativize(file) + "\n" + Files.readString(file)));
            }
        }
        String key = ContentHash.sha256(inputs.toString());
        Optional<ObjectNode> kept = read("plan-" + name)
                .filter(result -> result.path("key").asText().equals(key));
        if (kept.isPresent()) {
            return kept.get();
        }
        ObjectNode made = make.get().put("key", key);
        write("plan-" + name, made);
        return made;
    }

    /** What is kept under a name; empty if it is damaged, which the checksum in the compressed file shows. */
    static Optional<ObjectNode> read(String name) {
        Path file = FOLDER.resolve(name + ".json.gz");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return Optional.of(TerraformJson.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Keeps a result under a name, in the place of the former. */
    static void write(String name, ObjectNode result) throws IOException {
        Files.createDirectories(FOLDER);
        Path staged = Files.createTempFile(FOLDER, name, ".new");
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(staged))) {
            stream.write(result.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.move(staged, FOLDER.resolve(name + ".json.gz"), StandardCopyOption.REPLACE_EXISTING);
    }
}
