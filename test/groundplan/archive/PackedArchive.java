package groundplan.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.BuiltArchive;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * An archive as a release publishes it, with its checksum beside it.
 *
 * @param version the version that it says it is
 * @param file the {@code .tar.gz}
 * @param sha256 its checksum
 */
record PackedArchive(String version, Path file, String sha256) {
    /** A version before every one that this source makes. */
    static final String FORMER = "0.0.9";

    private static final int BUFFER = 1 << 16;

    /** The archive that the build made. */
    static PackedArchive current(Path place) throws Exception {
        Path made = BuiltArchive.folder();
        return packed(made, Files.readString(made.resolve("VERSION")).strip(), place);
    }

    /**
     * A version before: it calls itself {@value #FORMER}, and its wrapper, its {@code root.hcl} and the placeholder of functions that
     * are not deployed yet have other texts. All else of it is what the build made.
     *
     * @param scratch an empty folder
     */
    static PackedArchive former(Path place, Path scratch) throws Exception {
        Path folder = scratch.resolve("groundplan-" + FORMER);
        TestFiles.copy(BuiltArchive.folder(), folder);
        Files.writeString(folder.resolve("VERSION"), FORMER + "\n");
        Files.writeString(
                folder.resolve("terragrunt/root.hcl"),
                "# Of a version before.\n" + Files.readString(folder.resolve("terragrunt/root.hcl")));
        edit(
                folder.resolve("lib/groundplan.jar"),
                Map.of(
                        "groundplan/cli/version.properties",
                        "version=" + FORMER + "\n",
                        // Otherwise it would take the current version's documents out of a cache.
                        "META-INF/groundplan.digest",
                        "0".repeat(64) + "\n"));
        edit(
                folder.resolve("lib/groundplan.jar"),
                "groundplan/workspace/new/repository/groundplanw",
                "# Needs bash 3.2 or later",
                "# Of a version before. Needs bash 3.2 or later");
        edit(
                folder.resolve("lib/groundplan-modules.jar"),
                "groundplan/lambda/placeholder.py",
                "no version is deployed yet",
                "nothing is deployed yet");
        return packed(folder, FORMER, place);
    }

    private static void edit(Path jar, Map<String, String> texts) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                assertTrue(Files.exists(inside.getPath(text.getKey())), text.getKey());
                Files.writeString(inside.getPath(text.getKey()), text.getValue());
            }
        }
    }

    private static void edit(Path jar, String file, String now, String then) throws IOException {
        String text;
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            text = Files.readString(inside.getPath(file));
        }
        assertTrue(text.contains(now), file + " is no longer as this test knows it");
        edit(jar, Map.of(file, text.replace(now, then)));
    }

    /** Stored rather than compressed, which takes seconds: what is in it are jars. */
    private static PackedArchive packed(Path folder, String version, Path place) throws Exception {
        Path file = Files.createDirectories(place).resolve("groundplan-" + version + ".tar.gz");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Process tar = new ProcessBuilder(
                        "tar", "-cf", "-", "-C", folder.getParent().toString(), "groundplan-" + version)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream out = new Stored(new DigestOutputStream(Files.newOutputStream(file), digest))) {
            tar.getInputStream().transferTo(out);
        }
        assertEquals(0, tar.waitFor(), "tar");
        String sha256 = HexFormat.of().formatHex(digest.digest());
        Files.writeString(
                place.resolve(file.getFileName() + ".sha256"),
                sha256 + "  " + file.getFileName() + "\n",
                StandardCharsets.UTF_8);
        return new PackedArchive(version, file, sha256);
    }

    private static final class Stored extends GZIPOutputStream {
        Stored(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}
