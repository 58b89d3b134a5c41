package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.references.Traversal;
import java.util.Optional;
import java.util.function.Function;

/** References in the texts of a configuration in Terraform's JSON syntax, replaced by others. */
final class TextReferences {
    private TextReferences() {}

    /**
     * What to write instead of the first steps of a reference.
     *
     * @param last the index of the last step that is replaced
     * @param text an expression
     */
    record Instead(int last, String text) {}

    /** A copy of a value with references replaced. */
    static JsonNode replaced(JsonNode value, Function<Traversal, Optional<Instead>> rule) {
        return TerraformJson.withTexts(value, text -> replaced(text, rule));
    }

    private static String replaced(String text, Function<Traversal, Optional<Instead>> rule) {
        StringBuilder copy = new StringBuilder();
        int copied = 0;
        for (Traversal traversal : Traversal.in(text)) {
            Optional<Instead> instead = rule.apply(traversal);
            if (instead.isPresent() && traversal.start() >= copied) {
                copy.append(text, copied, traversal.start())
                        .append(instead.get().text());
                copied = traversal.end(instead.get().last());
            }
        }
        return copy.append(text.substring(copied)).toString();
    }
}
