package groundplan.cost;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.pricing.PriceTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the price table, which comes with the program. */
public final class Prices {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Prices() {}

    /** The table. */
    public static PriceTable read() {
        try (InputStream in = PriceTable.class.getResourceAsStream(PriceTable.FILE)) {
            return PriceTable.of(YAML.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(PriceTable.FILE, e);
        }
    }
}
