package groundplan.redact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The texts that bytes may be, also compressed with gzip or zlib. */
final class BytesAsText {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /** The first byte of zlib with its usual window; the first two are a multiple of a number. */
    private static final int ZLIB = 0x78;

    private static final int ZLIB_CHECK = 31;

    /** Of text in UTF-16 about every second byte is zero. */
    private static final int WIDE = 4;

    private BytesAsText() {}

    /** The texts: each byte a character, or two of them. */
    static List<String> texts(byte[] given) {
        byte[] bytes = unpacked(given);
        List<String> texts = new ArrayList<>();
        // That also reads UTF-16 and UTF-32 of ASCII, whatever the order of its bytes.
        String single = new String(bytes, StandardCharsets.ISO_8859_1);
        String text = single.replace("\0", "");
        texts.add(text);
        if ((single.length() - text.length()) * WIDE > single.length()
                && !text.chars().allMatch(one -> one < 0x80)) {
            for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                texts.add(new String(bytes, wide));
            }
        }
        return texts;
    }

    private static byte[] unpacked(byte[] bytes) {
        if (bytes.length < GZIP.length) {
            return bytes;
        }
        int second = bytes[1] & 0xff;
        if (bytes[0] == GZIP[0] && bytes[1] == GZIP[1]) {
            return unpacked(bytes, GZIPInputStream::new);
        }
        return bytes[0] == ZLIB && (ZLIB << Byte.SIZE | second) % ZLIB_CHECK == 0
                ? unpacked(bytes, InflaterInputStream::new)
                : bytes;
    }

    private interface Unpacking {
        InputStream of(InputStream packed) throws IOException;
    }

    private static byte[] unpacked(byte[] bytes, Unpacking unpacking) {
        try (InputStream packed = unpacking.of(new ByteArrayInputStream(bytes))) {
            return packed.readNBytes(MOST_BYTES);
        } catch (IOException notPacked) {
            return bytes;
        }
    }
}
