package groundplan.redact;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The encoded forms in which a text may occur inside another one. */
final class EncodedForms {
    /** Text that may be the Base64 of more than a word. */
    private static final Pattern ENCODED = Pattern.compile("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}");

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int GZIP = 0x1f;

    private EncodedForms() {}

    /** A text itself and as it is written in JSON, Base64, hexadecimal digits and URLs. */
    static Set<String> of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String quoted = quoted(text);
        String url = URLEncoder.encode(text, StandardCharsets.UTF_8);
        String percent = url.replace("+", "%20");
        Set<String> forms = new TreeSet<>(List.of(
                text,
                quoted,
                quoted(quoted),
                quoted.replace("/", "\\/"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                url,
                percent,
                small(url),
                small(percent),
                // Encoding a whole URL leaves the characters that separate its parts.
                percent.replace("%2F", "/")
                        .replace("%3A", ":")
                        .replace("%40", "@")
                        .replace("%3D", "=")
                        .replace("%2B", "+")));
        forms.removeIf(String::isEmpty);
        return forms;
    }

    /**
     * A text in which each encoded part that contains something to hide is hidden.
     *
     * @param hide hides secrets in a decoded text
     */
    static String hide(String text, UnaryOperator<String> hide) {
        return ENCODED.matcher(text)
                .replaceAll(token -> Matcher.quoteReplacement(decoded(token.group())
                        .filter(plain -> !hide.apply(plain).equals(plain))
                        .map(plain -> SecretPatterns.HIDDEN)
                        .orElse(token.group())));
    }

    /** The decoded and, if necessary, decompressed text; empty if it is not the Base64 of a text. */
    private static Optional<String> decoded(String token) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(token.replace('-', '+').replace('_', '/').replaceAll("(?<!=)=++$", ""));
            if (bytes[0] == GZIP) {
                try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    bytes = packed.readNBytes(MOST_BYTES);
                }
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException notEncoded) {
            return Optional.empty();
        } catch (IOException notPacked) {
            return Optional.empty();
        }
    }

    private static String quoted(String text) {
        String quoted = TextNode.valueOf(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    /** With lower-case hexadecimal digits. */
    private static String small(String url) {
        return Pattern.compile("%[0-9A-F]{2}").matcher(url).replaceAll(code -> code.group()
                .toLowerCase(Locale.ROOT));
    }
}
