package groundplan.synth;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import groundplan.json.CanonicalForm;
import groundplan.json.ContentHash;
import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.UnitModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What a unit's document depends on, as one number: the program, the unit's settings, and the form of what it reads. */
final class UnitDigest {
    /** What makes the documents beside this program; their jars' names carry their versions. */
    private static final List<Class<?>> LIBRARIES = List.of(App.class, AwsProvider.class);

    private final String program;
    /** Most environments have many units, and most units that are read have many readers. */
    private final Map<Object, String> forms = new IdentityHashMap<>();

    UnitDigest() {
        this.program = program();
    }

    String of(UnitModel<?, ?> unit) {
        List<Object> all = new ArrayList<>(List.of(
                program,
                unit.path(),
                unit.kind().name(),
                unit.settings(),
                forms.computeIfAbsent(unit.environment(), CanonicalForm::of)));
        unit.reads()
                .forEach((name, read) ->
                        all.add(List.of(name, forms.computeIfAbsent(read, same -> CanonicalForm.of(seen(read))))));
        return ContentHash.sha256(CanonicalForm.of(all));
    }

    /** What a reader sees of a unit: where its state is and how it is reached, and what it publishes. */
    private static List<Object> seen(UnitModel<?, ?> read) {
        EnvironmentSettings environment = read.environment();
        return List.of(
                read.path(),
                environment.state(),
                environment.stateRegion(),
                environment.assumeRole(),
                read.outputs(),
                read.published());
    }

    /** Where the compiled program stands: a folder or a jar. */
    static Path location() {
        try {
            return Path.of(UnitDigest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The compiled classes and the versions of CDKTF: a changed module changes every document's digest. */
    private static String program() {
        try {
            Path classes = location();
            MessageDigest digest = ContentHash.digest();
            for (Class<?> library : LIBRARIES) {
                Path jar = Path.of(library.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, byte[]> file : files(classes).entrySet()) {
                digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
                digest.update(file.getValue());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
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
