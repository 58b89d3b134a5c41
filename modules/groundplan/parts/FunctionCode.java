package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.s3_object.S3Object;
import groundplan.kernel.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The code of a function, a few Python files, as a zip archive for Lambda. The bytes are the same on every machine and
 * at any time, so that a plan shows a change only when the code changed.
 *
 * @param handler the entry point: the file's name and the function in it
 * @param zip the archive
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FunctionCode(String handler, byte[] zip) {
    /** The Lambda runtime. */
    public static final String RUNTIME = "python3.13";

    private static final LocalDateTime EARLY = LocalDateTime.of(2000, 1, 1, 0, 0);

    /**
     * The code in a file next to a class.
     *
     * @param beside a class of the file's package
     * @param file such as {@code rotation.py}; it has a function {@code handler(event, context)}
     * @param shared files of this package that it imports
     */
    public static FunctionCode python(Class<?> beside, String file, String... shared) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(file, read(beside, file));
        for (String other : shared) {
            files.put(other, read(FunctionCode.class, other));
        }
        try {
            return new FunctionCode(file.replaceFirst("\\.py$", "") + ".handler", pack(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no file " + file + " next to " + beside.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Uploads the archive to a bucket, as {@code aws_s3_object.<name>}.
     *
     * @param name the object's name in Terraform, and its key
     * @param keyArn the key that encrypts it
     */
    PlacedCode.Archive place(Unit<?> unit, String name, Bucket bucket, String keyArn) {
        S3Object object = upload(unit, name, bucket, keyArn);
        return new PlacedCode.Archive(
                object.getBucket(), object.getKey(), Optional.empty(), Optional.of(sha256()), handler, RUNTIME);
    }

    /** Uploads the archive to a bucket. Parameters as above. */
    public S3Object upload(Unit<?> unit, String name, Bucket bucket, String keyArn) {
        return unit.add(name, (scope, id) -> S3Object.Builder.create(scope, id)
                .bucket(bucket.name())
                .lifecycle(bucket.follows())
                .key(name + ".zip")
                .contentBase64(base64())
                .sourceHash(sha256())
                .contentType("application/zip")
                .serverSideEncryption("aws:kms")
                .kmsKeyId(keyArn)
                .dependsOn(bucket.ready())
                .build());
    }

    /** The archive as base64, for inline use in Terraform. */
    public String base64() {
        return Base64.getEncoder().encodeToString(zip);
    }

    /** The archive's SHA-256 as Lambda states it. */
    public String sha256() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(zip));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] pack(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(entry(file.getKey(), file.getValue()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static ZipEntry entry(String file, byte[] content) {
        ZipEntry entry = new ZipEntry(file);
        // Stored, not deflated: the output of deflate depends on the machine's zlib.
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(EARLY);
        entry.setSize(content.length);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setCrc(sum.getValue());
        return entry;
    }
}
