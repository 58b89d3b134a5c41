package groundplan.extension;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The class path of the running program. */
public final class ClassPath {
    private ClassPath() {}

    /** Its folders and jars, with those that the manifest of a jar names. */
    public static List<String> ofProgram() throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            add(Path.of(entry).toAbsolutePath(), found);
        }
        // A program that another one has loaded, as a test runner does.
        ClassLoader loader = ClassPath.class.getClassLoader();
        for (; loader != null; loader = loader.getParent()) {
            for (URL url : loader instanceof URLClassLoader some ? some.getURLs() : new URL[0]) {
                if (url.getProtocol().equals("file")) {
                    add(Path.of(URI.create(url.toString())), found);
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static void add(Path entry, Set<String> found) throws IOException {
        if (Files.exists(entry) && found.add(entry.toString()) && Files.isRegularFile(entry)) {
            try (JarFile jar = new JarFile(entry.toFile())) {
                Manifest manifest = jar.getManifest();
                String more =
                        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                for (String one : more == null ? new String[0] : more.split(" +")) {
                    add(Path.of(entry.toUri().resolve(one)), found);
                }
            }
        }
    }
}
