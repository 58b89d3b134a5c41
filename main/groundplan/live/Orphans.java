package groundplan.live;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Generated files of the live tree that the settings no longer generate. A file without the header was written by hand, and is
 * ignored.
 */
public final class Orphans {
    private static final int HEADER_BYTES = 4096;

    private final Path root;
    private final List<String> files;

    private Orphans(Path root, List<String> files) {
        this.root = root;
        this.files = Collections.unmodifiableList(files);
    }

    /**
     * Looks for orphans.
     *
     * @param root the project's folder
     * @param wanted the files that the settings generate, by path below the root
     * @param systems the systems whose folders to search; empty for all
     * @param inScope which units' folders to search
     */
    public static Orphans find(
            Path root, Set<String> wanted, Optional<Set<String>> systems, Predicate<UnitPath> inScope)
            throws IOException {
        Path tree = root.resolve(LiveTree.FOLDER);
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(tree)) {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean another = tree.equals(folder.getParent())
                            && systems.filter(chosen -> !chosen.contains(name)).isPresent();
                    return name.startsWith(".") || another ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    if (!wanted.contains(path)
                            && (path.endsWith(".hcl") || path.endsWith("main.tf.json"))
                            && inScope(
                                    tree.relativize(file.getParent()).toString().replace('\\', '/'), inScope)
                            && generated(file)) {
                        found.add(path);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        Collections.sort(found);
        return new Orphans(root, found);
    }

    /** That there are none. */
    public static Orphans none(Path root) {
        return new Orphans(root, List.of());
    }

    /** The orphaned files, by path below the root. */
    public List<String> files() {
        return files;
    }

    /** The orphaned units, each with the resources that its folder describes. */
    public SortedMap<String, SortedSet<String>> units() {
        SortedMap<String, SortedSet<String>> units = new TreeMap<>();
        for (String file : files) {
            if (file.endsWith("/main.tf.json")) {
                String unit = file.substring(LiveTree.FOLDER.length() + 1, file.length() - "/main.tf.json".length());
                units.put(unit, UnitDocument.addresses(read(root.resolve(file))));
            }
        }
        return units;
    }

    /** Removes the orphaned files, and the folders that they leave empty. */
    public List<String> remove() throws IOException {
        for (String file : files) {
            Path path = root.resolve(file);
            Files.delete(path);
            for (Path folder = path.getParent();
                    !folder.equals(root.resolve(LiveTree.FOLDER)) && isEmpty(folder);
                    folder = folder.getParent()) {
                Files.delete(folder);
            }
        }
        return files;
    }

    private static boolean inScope(String folder, Predicate<UnitPath> inScope) {
        String[] parts = folder.split("/", 4);
        if (parts.length < 4) {
            // The file of an account, environment or region concerns all units below it: test a placeholder among them.
            return inScope.test(new UnitPath(word(parts, 0), word(parts, 1), UnitPath.GLOBAL, "level"));
        }
        try {
            return inScope.test(UnitPath.parse(folder));
        } catch (IllegalArgumentException noUnit) {
            return false;
        }
    }

    private static String word(String[] parts, int index) {
        return index < parts.length && UnitPath.isWord(parts[index]) ? parts[index] : "level";
    }

    private static boolean generated(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEADER_BYTES), StandardCharsets.UTF_8).contains(LiveTree.MARK);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode read(Path file) {
        try {
            return TerraformJson.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException unreadable) {
            return TerraformJson.object();
        }
    }
}
