package groundplan.tree;

import groundplan.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which version of a tree is read.
 *
 * @param commit the commit; absent for the files as they are now
 * @param edits the texts of files that are read otherwise, by their paths in the repository; one without a text is not there
 */
public record TreeVersion(Optional<String> commit, Map<String, Optional<String>> edits) {
    /** The files as they are. */
    public static final TreeVersion NOW = new TreeVersion(Optional.empty(), Map.of());

    public TreeVersion {
        edits = Map.copyOf(edits);
    }

    /** That of a commit. */
    public static TreeVersion of(String commit) {
        return new TreeVersion(Optional.of(commit), Map.of());
    }

    /** The files as they are, but for some. */
    public static TreeVersion edited(Map<String, Optional<String>> edits) {
        return new TreeVersion(Optional.empty(), new TreeMap<>(edits));
    }

    /**
     * A copy of the repository in this version.
     *
     * @param tree the tree's folder, an absolute path
     * @param into an empty folder
     */
    Mirror mirror(Path tree, Path into) throws IOException {
        Mirror mirror = commit.isPresent() ? Mirror.of(tree, into, commit.get()) : Mirror.of(tree, into);
        for (Map.Entry<String, Optional<String>> edit : edits.entrySet()) {
            Path file = mirror.copy().resolve(edit.getKey());
            // It may be a link into the repository.
            Files.deleteIfExists(file);
            if (edit.getValue().isPresent()) {
                Files.createDirectories(file.getParent());
                TextFile.write(file, edit.getValue().get());
            }
        }
        return mirror;
    }
}
