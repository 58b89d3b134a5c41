package groundplan.states;

import groundplan.json.ContentHash;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A text in a file that only its owner can read. It is there as a whole or not at all. Two processes that replace it at the same moment
 * are not told apart; only one of two that make it succeeds.
 *
 * @param file the file
 */
public record FileObject(Path file) implements VersionedObject {
    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public Optional<Content> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        return Optional.of(new Content(text, ContentHash.sha256(text)));
    }

    @Override
    public Optional<String> write(String text, Optional<String> version) throws IOException {
        if (!read().map(Content::version).equals(version)) {
            return Optional.empty();
        }
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path staged = Files.createTempFile(folder, "." + file.getFileName() + ".", ".new");
        try {
            Files.writeString(staged, text);
            if (version.isEmpty()) {
                // Unlike a move, a link is refused if there is a file.
                Files.createLink(file, staged);
            } else {
                Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (FileAlreadyExistsException other) {
            return Optional.empty();
        } finally {
            Files.deleteIfExists(staged);
        }
        return Optional.of(ContentHash.sha256(text));
    }

    @Override
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
