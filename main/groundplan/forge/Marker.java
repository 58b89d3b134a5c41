package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.Optional;

/** The first line of a text that Groundplan wrote on GitHub. It is not displayed, and the next run finds the text by it. */
final class Marker {
    private static final String START = "<!-- groundplan ";
    private static final String END = " -->";

    private Marker() {}

    /** The line, with its line break. It is an HTML comment, which nothing in the payload can close. */
    static String line(ObjectNode payload) {
        return START + payload.toString().replace("-", "\\u002d").replace(">", "\\u003e") + END + "\n";
    }

    /** The payload in a text's first line; empty if Groundplan did not write it. */
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
