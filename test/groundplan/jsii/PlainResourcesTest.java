package groundplan.jsii;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainResourcesTest {
    private static final Pattern NOTE =
            Pattern.compile("groundplan: the bytes (\\d+)\\+(\\d+) of (.+), sha256 ([0-9a-f]{64})\n");
    private static final String TARBALL = "p/p@1.0.jsii.tgz";
    private static final String KERNEL = "software/amazon/jsii/lib/program.js";
    private static final String PLACES = "function digestFile(path, ...comments) {}\nfunction untarInto(options) {}\n";

    @TempDir
    Path folder;

    @Test
    void aNoteSaysWhereThePackageIs() throws IOException {
        Path target = resources(PLACES);
        Map<String, byte[]> written = read(target);
        Matcher note = NOTE.matcher(new String(written.get(TARBALL), StandardCharsets.UTF_8));
        assertTrue(note.matches(), () -> "" + written.keySet());
        int start = Integer.parseInt(note.group(1));
        byte[] there = Arrays.copyOfRange(Files.readAllBytes(target), start, start + Integer.parseInt(note.group(2)));
        assertEquals("the package", new String(there, StandardCharsets.UTF_8));
        assertEquals(target.toString(), note.group(3));
        // printf 'the package' | sha256sum
        assertEquals("ab326f16dec533ba65139949246581c016b9d4c77d0de0046e65f48e575372a3", note.group(4));
        assertEquals("a=b", new String(written.get("p/$Module.txt"), StandardCharsets.UTF_8));
    }

    /** It would take the note for the package. */
    @Test
    void aKernelThatReadsNoNotesFindsThePackageItself() throws IOException {
        Map<String, byte[]> written = read(resources("function digest(path) {}\n"));
        assertArrayEquals("the package".getBytes(StandardCharsets.UTF_8), written.get(TARBALL));
    }

    private Path resources(String kernel) throws IOException {
        Path target = folder.resolve("resources.jar");
        Path provider = jar("provider.jar", Map.of(TARBALL, "the package", "p/$Module.txt", "a=b", "p/A.class", ""));
        PlainResources.main(new String[] {
            target.toString(),
            provider.toString(),
            jar("jsii.jar", Map.of(KERNEL, kernel)).toString()
        });
        return target;
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static Map<String, byte[]> read(Path file) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipFile jar = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                entries.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }
}
