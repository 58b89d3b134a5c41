package groundplan.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.TerraformJson;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expressions of workflows, as far as this project's use them. */
final class Expression {
    private static final Pattern EMBEDDED = Pattern.compile("\\$\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*('[^']*'|==|!=|&&|\\|\\||[!()\\[\\],]|[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*)");
    private static final Set<String> FUNCTIONS = Set.of("fromJSON", "cancelled", "failure", "always", "hashFiles");

    private final JsonNode contexts;
    private final boolean failed;
    private final java.util.function.Predicate<String> exists;
    private String rest;
    private String token;

    private Expression(String text, JsonNode contexts, boolean failed, java.util.function.Predicate<String> exists) {
        this.contexts = contexts;
        this.failed = failed;
        this.exists = exists;
        this.rest = text;
        next();
    }

    /** A text with its expressions filled in. */
    static String fill(String text, JsonNode contexts) {
        Matcher matcher = EMBEDDED.matcher(text);
        return matcher.replaceAll(
                match -> Matcher.quoteReplacement(text(value(match.group(1), contexts, false, file -> false))));
    }

    /**
     * Whether a condition holds. As at GitHub, one that asks for no state is about success.
     *
     * @param failed whether something that is needed has failed
     * @param exists whether a file is there
     */
    static boolean holds(
            String condition, JsonNode contexts, boolean failed, java.util.function.Predicate<String> exists) {
        if (condition.isBlank()) {
            return !failed;
        }
        String bare = condition.strip().startsWith("${{")
                ? condition.strip().substring(3, condition.strip().length() - 2)
                : condition;
        boolean asks = bare.matches("(?s).*\\b(cancelled|failure|always)\\(\\).*");
        return (asks || !failed) && truth(value(bare, contexts, failed, exists));
    }

    static JsonNode value(String text, JsonNode contexts, boolean failed, java.util.function.Predicate<String> exists) {
        Expression expression = new Expression(text, contexts, failed, exists);
        JsonNode value = expression.or();
        if (!expression.token.isEmpty()) {
            throw new AssertionError("cannot read '" + text + "' from '" + expression.token + expression.rest + "' on");
        }
        return value;
    }

    private JsonNode or() {
        JsonNode value = and();
        while (token.equals("||")) {
            next();
            JsonNode other = and();
            value = truth(value) ? value : other;
        }
        return value;
    }

    private JsonNode and() {
        JsonNode value = equality();
        while (token.equals("&&")) {
            next();
            JsonNode other = equality();
            value = truth(value) ? other : value;
        }
        return value;
    }

    private JsonNode equality() {
        JsonNode value = unary();
        while (token.equals("==") || token.equals("!=")) {
            boolean wanted = token.equals("==");
            next();
            value = JsonNodeFactory.instance.booleanNode(text(value).equals(text(unary())) == wanted);
        }
        return value;
    }

    private JsonNode unary() {
        if (token.equals("!")) {
            next();
            return JsonNodeFactory.instance.booleanNode(!truth(unary()));
        }
        JsonNode value;
        if (token.equals("(")) {
            next();
            value = or();
            expect(")");
        } else if (token.startsWith("'")) {
            value = JsonNodeFactory.instance.textNode(token.substring(1, token.length() - 1));
            next();
        } else if (FUNCTIONS.contains(token)) {
            value = call();
        } else {
            value = contexts.at("/" + token.replace('.', '/'));
            next();
        }
        while (token.equals("[")) {
            next();
            value = value.path(text(or()));
            expect("]");
        }
        return value;
    }

    private JsonNode call() {
        String function = token;
        next();
        expect("(");
        JsonNode argument = token.equals(")") ? MissingNode.getInstance() : or();
        expect(")");
        return switch (function) {
            case "fromJSON" -> TerraformJson.read(text(argument));
            case "failure" -> JsonNodeFactory.instance.booleanNode(failed);
            case "always" -> JsonNodeFactory.instance.booleanNode(true);
            case "hashFiles" -> JsonNodeFactory.instance.textNode(exists.test(text(argument)) ? "hash" : "");
            default -> JsonNodeFactory.instance.booleanNode(false);
        };
    }

    private void expect(String wanted) {
        if (!token.equals(wanted)) {
            throw new AssertionError("expected '" + wanted + "' before '" + token + rest + "'");
        }
        next();
    }

    private void next() {
        Matcher matcher = TOKEN.matcher(rest);
        if (!matcher.lookingAt()) {
            token = rest.strip();
            rest = "";
            return;
        }
        token = matcher.group(1);
        rest = rest.substring(matcher.end());
    }

    static boolean truth(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : !text(value).isEmpty();
    }

    static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
    }
}
