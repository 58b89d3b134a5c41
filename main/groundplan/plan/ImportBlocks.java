package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.references.Template;
import groundplan.references.Traversal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * {@code import} blocks of a unit's module in the root module, where alone Terraform allows them: what they read of the module's
 * variables and local values is put in its place.
 *
 * @param name the name of the module's block
 * @param arguments the arguments of the module
 * @param configuration the module
 * @param providers the root's providers by the unit's own
 */
record ImportBlocks(String name, JsonNode arguments, JsonNode configuration, Map<String, String> providers) {
    /** A block as the root module has it. */
    ObjectNode inRoot(JsonNode block) {
        ObjectNode copy = block.deepCopy();
        copy.put("to", "module." + name + "." + block.path("to").asText());
        for (String argument : Set.of("id", "identity", "for_each")) {
            if (copy.has(argument) && copy.get(argument).toString().contains("${")) {
                copy.set(argument, TextNode.valueOf("${" + expression(copy.get(argument), new HashSet<>()) + "}"));
            }
        }
        if (copy.has("provider")) {
            String local = copy.get("provider").asText();
            copy.put("provider", providers.getOrDefault(local, local));
        }
        return copy;
    }

    /** A value in Terraform's JSON syntax as an expression. */
    private String expression(JsonNode value, Set<String> open) {
        if (!value.isTextual()) {
            return replaced(value.toString(), value.toString(), 0, open);
        }
        String text = value.asText();
        boolean whole = text.startsWith("${") && text.endsWith("}") && text.indexOf("${", 2) < 0;
        return whole
                ? "(" + replaced(text, text.substring(0, text.length() - 1), 2, open) + ")"
                : text.contains("${") ? "\"" + replaced(text, text, 0, open) + "\"" : value.toString();
    }

    /** A part of a template with references replaced. */
    private String replaced(String template, String part, int from, Set<String> open) {
        StringBuilder replaced = new StringBuilder();
        int at = from;
        for (Traversal read : Traversal.in(template)) {
            JsonNode instead = definition(read);
            String seen = read.name(0).orElse("") + "." + read.name(1).orElse("");
            if (!instead.isMissingNode() && read.start() >= at && open.add(seen)) {
                replaced.append(part, at, read.start()).append(expression(instead, open));
                open.remove(seen);
                at = read.end(1);
            }
        }
        return replaced.append(part, at, part.length()).toString();
    }

    private JsonNode definition(Traversal read) {
        String wanted = read.name(1).orElse("");
        if (read.startsWith("local")) {
            return configuration.path("locals").path(wanted);
        }
        JsonNode declared = configuration.path("variable").path(wanted);
        JsonNode byDefault = (declared.isArray() ? declared.path(0) : declared).path("default");
        return !read.startsWith("var")
                ? arguments.path("")
                : arguments.has(wanted)
                        ? arguments.get(wanted)
                        : byDefault.isMissingNode() ? byDefault : Template.constant(byDefault);
    }
}
