package groundplan.difference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads the document that a text is. */
final class DocumentText {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // Of two entries with one name a reader would see one only.
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t\\u001b]]");
    private static final int GZIP = 0x1f;
    private static final int MOST_BYTES = 1024 * 1024;

    private DocumentText() {}

    /** The JSON or YAML document that a text is; empty if it is neither. A single value is no document. */
    static Optional<JsonNode> structure(String text) {
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                return Optional.of(JSON.readTree(start));
            } catch (JsonProcessingException noJson) {
                return Optional.empty();
            }
        }
        return text.indexOf('\n') < 0 ? Optional.empty() : YamlDocument.read(text);
    }

    /** The text of which another one is the Base64, compressed or not; empty if it is not the Base64 of a text. */
    static Optional<String> decoded(String text) {
        String joined = text.strip();
        if (!Base64Text.is(joined)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(joined);
            if (bytes[0] == GZIP) {
                try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    bytes = packed.readNBytes(MOST_BYTES + 1);
                }
                if (bytes.length > MOST_BYTES) {
                    return Optional.empty();
                }
            }
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return UNPRINTABLE.matcher(decoded).find() ? Optional.empty() : Optional.of(decoded);
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            return Optional.empty();
        } catch (IOException notPacked) {
            return Optional.empty();
        }
    }
}
