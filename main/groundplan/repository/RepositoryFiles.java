package groundplan.repository;

import groundplan.live.LiveTree;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a repository that belong to a version of Groundplan: they are written once, and an upgrade replaces those that nobody
 * edited. The class path's folder {@value #TEMPLATES} has them by their path in the repository; in each, {@code @VERSION@} becomes the
 * version. {@code root.hcl} and {@code emulator.hcl} are those of the program.
 */
final class RepositoryFiles {
    private static final String TEMPLATES = "/groundplan/workspace/new/repository";

    /** The wrapper script, which is also a file by which the folder of the templates is found. */
    static final String WRAPPER = "groundplanw";

    static final String ROOT = LiveTree.FOLDER + "/root.hcl";
    static final String EMULATOR = LiveTree.FOLDER + "/emulator.hcl";

    private RepositoryFiles() {}

    /**
     * The files by their path.
     *
     * @param program the folder of Groundplan itself
     * @param version its version
     */
    static SortedMap<String, String> of(Path program, String version) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        templates().forEach((path, text) -> files.put(path, text.replace("@VERSION@", version)));
        for (String path : new String[] {ROOT, EMULATOR}) {
            if (!Files.isRegularFile(program.resolve(path))) {
                throw Failure.failed("the folder of Groundplan, " + program + ", has no " + path
                        + "; unpack or check out Groundplan again");
            }
            files.put(path, Files.readString(program.resolve(path)));
        }
        return files;
    }

    /** Whether a file is a program, as its first line says. */
    static boolean executable(String text) {
        return text.startsWith("#!");
    }

    private static Map<String, String> templates() throws IOException {
        URL found = RepositoryFiles.class.getResource(TEMPLATES + "/" + WRAPPER);
        try {
            URI file = found.toURI();
            if (!file.getScheme().equals("jar")) {
                return texts(Path.of(file).getParent());
            }
            // jar:file:/lib/groundplan.jar!/groundplan/...
            URI jar = URI.create(file.getRawSchemeSpecificPart().replaceFirst("!.*", ""));
            try (FileSystem inside = FileSystems.newFileSystem(Path.of(jar))) {
                return texts(inside.getPath(TEMPLATES));
            }
        } catch (URISyntaxException e) {
            throw new IOException("cannot read the templates at " + found, e);
        }
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
