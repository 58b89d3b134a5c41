package groundplan.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests of content, as lower-case hexadecimal digits. */
public final class ContentHash {
    private static final int SHORT_BYTES = 12;

    private ContentHash() {}

    /** The SHA-256 of a text in UTF-8, as {@code sha256sum} prints it. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The first 24 digits of {@link #sha256(String)}: enough for values that are not chosen to collide. */
    public static String shortened(String text) {
        return sha256(text).substring(0, 2 * SHORT_BYTES);
    }

    /** A new SHA-256, for content that is not one text. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
