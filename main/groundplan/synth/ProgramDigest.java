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

/** A digest of the compiled program and the versions of CDKTF: a changed module invalidates every document. */
public final class ProgramDigest {
    /** Where a build writes the digest into its jar, so that a start does not have to read the whole jar. */
    private static final String WRITTEN = "/META-INF/groundplan.digest";

    /** Libraries that the documents also depend on; the names of their jars contain their versions. */
    private static final List<Class<?>> LIBRARIES = List.of(App.class, AwsProvider.class);

    private static volatile String current;

    private ProgramDigest() {}

    /** Prints the digest of the running program, for the build to store. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(computed(location()));
    }

    /** The digest of the running program, which does not change while it runs. */
    public static String current() {
        String known = current;
        if (known == null) {
            known = read();
            current = known;
        }
        return known;
    }

    private static String read() {
        try (InputStream written = ProgramDigest.class.getResourceAsStream(WRITTEN)) {
            return written == null
                    ? computed(location())
                    : new String(written.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The location of the compiled program: a folder or a jar. */
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

    /** The program's files by name: the same whether they are in a folder or in a jar. */
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
