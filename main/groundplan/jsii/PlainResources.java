package groundplan.jsii;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the resources that jsii reads at every start, uncompressed, into a separate jar.
 *
 * <p>At the front of the class path it saves each run from decompressing 38 MB and, with class data sharing, from opening a
 * jar of 60,000 entries. In the place of a package's tarball it has a note of where in the jar its bytes are, which
 * {@code packages.js} reads: jsii needs the tarball itself only for unpacking it, once.
 */
public final class PlainResources {
    private static final String TARBALL = ".jsii.tgz";
    /** What the kernel has to have for {@code packages.js} to find its place; without it, the tarball itself is in the jar. */
    private static final Set<String> PLACES =
            Set.of("function digestFile(path, ...comments) {", "function untarInto(options) {");

    private static final String KERNEL = "software/amazon/jsii/lib/program.js";

    private final Path target;
    private final Counted file;
    private final ZipOutputStream jar;
    private final Set<String> written = new HashSet<>();

    private PlainResources(Path target, Counted file, ZipOutputStream jar) {
        this.target = target;
        this.file = file;
        this.jar = jar;
    }

    /** Arguments: the jar to write, then the jars to read. */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path draft = Files.createTempFile(target.getParent(), "resources", ".jar");
        try {
            boolean notes = false;
            for (int i = 1; i < arguments.length; i++) {
                notes |= readsNotes(Path.of(arguments[i]));
            }
            try (Counted file = new Counted(Files.newOutputStream(draft));
                    ZipOutputStream jar = new ZipOutputStream(file)) {
                PlainResources resources = new PlainResources(target, file, jar);
                for (int i = 1; i < arguments.length; i++) {
                    resources.copy(Path.of(arguments[i]), notes);
                }
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static boolean readsNotes(Path source) throws IOException {
        try (JarFile from = new JarFile(source.toFile())) {
            JarEntry kernel = from.getJarEntry(KERNEL);
            if (kernel == null) {
                return false;
            }
            String text = new String(from.getInputStream(kernel).readAllBytes(), StandardCharsets.UTF_8);
            return PLACES.stream().allMatch(text::contains);
        }
    }

    private void copy(Path source, boolean notes) throws IOException {
        try (JarFile from = new JarFile(source.toFile())) {
            for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                // As on the class path, the entry of the first jar is used.
                if (isReadAtStart(entry.getName()) && written.add(entry.getName())) {
                    byte[] contents = from.getInputStream(entry).readAllBytes();
                    if (notes && entry.getName().endsWith(TARBALL)) {
                        long start = store("packages/" + entry.getName(), contents);
                        store(entry.getName(), note(start, contents).getBytes(StandardCharsets.UTF_8));
                    } else {
                        store(entry.getName(), contents);
                    }
                }
            }
        }
    }

    private static boolean isReadAtStart(String name) {
        return name.endsWith(TARBALL) || name.endsWith("/$Module.txt");
    }

    private String note(long start, byte[] contents) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(contents);
            return "groundplan: the bytes " + start + "+" + contents.length + " of " + target + ", sha256 "
                    + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Answers with where in the jar the contents begin. */
    private long store(String name, byte[] contents) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(contents);
        ZipEntry stored = new ZipEntry(name);
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(contents.length);
        stored.setCrc(checksum.getValue());
        jar.putNextEntry(stored);
        jar.flush();
        long start = file.count;
        jar.write(contents);
        jar.closeEntry();
        return start;
    }

    /** Knows how many bytes were written. */
    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private long count;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
