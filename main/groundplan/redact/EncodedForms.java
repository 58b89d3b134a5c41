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

/** The forms in which a text stands inside of another one. */
final class EncodedForms {
    /** What may be Base64 of more than a word. */
    private static final Pattern ENCODED = Pattern.compile("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}");

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int GZIP = 0x1f;

    private EncodedForms() {}

    /** A text itself, as JSON, Base64, hexadecimal digits and URLs write it. */
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
                // A whole URL that was encoded keeps what divides its parts.
                percent.replace("%2F", "/")
                        .replace("%3A", ":")
                        .replace("%40", "@")
                        .replace("%3D", "=")
                        .replace("%2B", "+")));
        forms.removeIf(String::isEmpty);
        return forms;
    }

    /**
     * A text with what is encoded in it hidden, as far as it says something that is to be hidden.
     *
     * @param hide hides in the text that was encoded
     */
    static String hide(String text, UnaryOperator<String> hide) {
        return ENCODED.matcher(text)
                .replaceAll(token -> Matcher.quoteReplacement(decoded(token.group())
                        .filter(plain -> !hide.apply(plain).equals(plain))
                        .map(plain -> SecretPatterns.HIDDEN)
                        .orElse(token.group())));
    }

    /** The text that Base64 stands for, packed or not; empty when it is none. */
    private static Optional<String> decoded(String token) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(token.replace('-', '+').replace('_', '/').replaceAll("=+$", ""));
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

    /** With small hexadecimal digits. */
    private static String small(String url) {
        return Pattern.compile("%[0-9A-F]{2}").matcher(url).replaceAll(code -> code.group()
                .toLowerCase(Locale.ROOT));
    }
}
