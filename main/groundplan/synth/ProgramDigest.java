package groundplan.synth;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import groundplan.json.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The compiled program and the versions of CDKTF as one number: a changed module changes every document. */
public final class ProgramDigest {
    /** Where a build writes the number into its jar, so that a start does not read the whole jar for it. */
    private static final String WRITTEN = "/META-INF/groundplan.digest";

    /** What makes the documents beside this program; their jars' names carry their versions. */
    private static final List<Class<?>> LIBRARIES = List.of(App.class, AwsProvider.class);

    private ProgramDigest() {}

    /** Prints the number of the classes that are run, for a build to write down. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(computed(location()));
    }

    /** The number of the classes that are run. */
    static String current() {
        try (InputStream written = ProgramDigest.class.getResourceAsStream(WRITTEN)) {
            return written == null
                    ? computed(location())
                    : new String(written.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the compiled program stands: a folder or a jar. */
    static Path location() {
        return location(ProgramDigest.class);
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String computed(Path classes) throws IOException {
        MessageDigest digest = ContentHash.digest();
        for (Class<?> library : LIBRARIES) {
            digest.update(location(library).getFileName().toString().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, byte[]> file : files(classes).entrySet()) {
            digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            digest.update(file.getValue());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The program's files by name: the same whether they stand in a folder or in a jar. */
    private static SortedMap<String, byte[]> files(Path classes) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (Files.isDirectory(classes)) {
            try (Stream<Path> walk = Files.walk(classes.resolve("groundplan"))) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    files.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
            return files;
        }
        try (JarFile jar = new JarFile(classes.toFile())) {
            for (JarEntry entry : jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith("groundplan/"))
                    .toList()) {
                files.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }
}
