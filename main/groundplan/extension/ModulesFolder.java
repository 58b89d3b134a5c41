package groundplan.extension;

import groundplan.json.ContentHash;
import groundplan.settings.CodeLocation;
import groundplan.synth.ProgramDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder {@code modules/} of a repository: Java sources, files that they read as resources, and jars in {@code modules/lib}.
 *
 * @param folder the folder
 * @param sources the Java sources, by path below it
 * @param resources all other files, by path below it
 * @param jars the jars, by path below it
 */
record ModulesFolder(
        Path folder, SortedMap<String, Path> sources, SortedMap<String, Path> resources, SortedMap<String, Path> jars) {
    private static final String LIBRARIES = "lib/";

    /**
     * Reads the folder; empty if it has neither Java sources nor jars, as one with Terraform modules. The program's own folder of
     * this name, in a checkout of its sources, is not read.
     *
     * @param root the project's folder
     * @param program the folder of Groundplan itself
     */
    static Optional<ModulesFolder> of(Path root, Path program) throws IOException {
        Path folder = root.resolve(CodeLocation.FOLDER);
        if (!Files.isDirectory(folder) || isSame(root, program)) {
            return Optional.empty();
        }
        SortedMap<String, Path> sources = new TreeMap<>();
        SortedMap<String, Path> resources = new TreeMap<>();
        SortedMap<String, Path> jars = new TreeMap<>();
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return hidden(inner) && !inner.equals(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!hidden(file) && attributes.isRegularFile()) {
                    SortedMap<String, Path> into = name.endsWith(".java")
                            ? sources
                            : !name.startsWith(LIBRARIES) ? resources : name.endsWith(".jar") ? jars : null;
                    if (into != null) {
                        into.put(name, file);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources.isEmpty() && jars.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModulesFolder(folder, sources, resources, jars));
    }

    private static boolean isSame(Path root, Path program) throws IOException {
        return Files.isDirectory(program) && Files.isSameFile(root, program);
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    /** A digest of everything in it, of the program that it is compiled against, and of the version of Java. */
    String digest() throws IOException {
        MessageDigest digest = ContentHash.digest();
        digest.update(text(ProgramDigest.current() + " " + Runtime.version().feature()));
        for (SortedMap<String, Path> files : List.of(sources, resources, jars)) {
            for (var file : files.entrySet()) {
                byte[] content = Files.readAllBytes(file.getValue());
                digest.update(text("\n" + file.getKey() + " " + content.length + "\n"));
                digest.update(content);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sources in packages that are the program's own, where they could not use what is private to these. */
    List<String> inProgramPackages() {
        List<String> found = new ArrayList<>(sources.keySet());
        found.removeIf(name -> !name.startsWith("groundplan/"));
        return found;
    }
}
