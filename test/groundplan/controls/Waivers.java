package groundplan.controls;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The accepted failures of one system: {@code environments/<system>/waivers.yaml}. */
final class Waivers {
    private static final String FILE = "waivers.yaml";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addModule(new SimpleModule().addDeserializer(LocalDate.class, new Day()))
            .build();

    private Waivers() {}

    /** Those of a system; none when it has no file. */
    static List<Waiver> of(Path system) {
        Path file = system.resolve(FILE);
        try {
            return Files.exists(file) ? parse(Files.readString(file)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /**
     * Those of a text.
     *
     * @throws IOException when a key is unknown, missing, written twice, or says too little
     */
    static List<Waiver> parse(String yaml) throws IOException {
        return List.copyOf(YAML.readValue(yaml, new TypeReference<List<Waiver>>() {}));
    }

    /** A day as YYYY-MM-DD. */
    private static final class Day extends FromStringDeserializer<LocalDate> {
        private static final long serialVersionUID = 1;

        Day() {
            super(LocalDate.class);
        }

        @Override
        protected LocalDate _deserialize(String text, DeserializationContext context) {
            return LocalDate.parse(text);
        }
    }
}
