package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.Optional;

/** The first line of a text that Groundplan wrote at GitHub: hidden there, and how the next run finds the text. */
final class Marker {
    private static final String START = "<!-- groundplan ";
    private static final String END = " -->";

    private Marker() {}

    /** The line, with its end. Nothing in the payload can close the comment that it is. */
    static String line(ObjectNode payload) {
        return START + payload.toString().replace("-", "\\u002d").replace(">", "\\u003e") + END + "\n";
    }

    /** What a text's first line says; empty when Groundplan did not write it. */
    static Optional<JsonNode> read(String text) {
        String first = text.lines().findFirst().orElse("");
        if (!first.startsWith(START) || !first.endsWith(END)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TerraformJson.read(first.substring(START.length(), first.length() - END.length())));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }
}
