package groundplan.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Hides secrets wherever they occur. Terraform marks the attributes that contain a secret, but not other places with the same value: a
 * tag, a task's environment, a part of a document. Here a value that is secret in one place is secret everywhere; so is a value that
 * has the form of a credential, or a name that says that it is one.
 */
public final class Redactor {
    /** Shorter texts of mixed characters may be ordinary names. */
    private static final int RANDOM = 20;

    private static final Pattern RANDOM_TEXT =
            Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/=_-]{" + RANDOM + ",}");
    private static final Set<String> VARIABLES =
            Set.of("environment", "environment_variable", "environment_variables", "variables", "env");
    private static final Set<String> TAGS = Set.of("tags", "tags_all");

    /** The kind of map that a value is part of. */
    private enum Within {
        ANYTHING,
        TAGS,
        VARIABLES
    }

    /** Characters of texts that are remembered. Most texts of a plan occur more than once: before and after a change, and in many objects. */
    private static final long MOST_REMEMBERED = 16_000_000;

    private final EncodedSecrets secrets;
    private final Set<String> values;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();
    private final AtomicLong room = new AtomicLong(MOST_REMEMBERED);

    /**
     * @param secrets texts that are searched for in all others
     * @param values texts that are searched for as the whole value of a variable
     */
    private Redactor(Collection<String> secrets, Collection<String> values) {
        this.secrets = new EncodedSecrets(secrets);
        this.values = Set.copyOf(values);
    }

    /** Hides what Terraform's JSON of a plan shows to be secret, in any object. */
    public static Redactor of(JsonNode plan) {
        return of(plan, List.of());
    }

    /**
     * Hides what a plan and states show to be secret.
     *
     * @param states the states that the plan was made with, whose outputs are not in the plan
     */
    public static Redactor of(JsonNode plan, Collection<? extends JsonNode> states) {
        return of(plan, states, List.of());
    }

    /**
     * Hides what a plan and states show to be secret, and further values.
     *
     * @param plan a missing node if there is none
     * @param states the states that the plan was made with (Terraform's own format, version 4), whose outputs are not in the plan
     * @param given values that are secret, whatever Terraform marks: texts, or objects and lists of them
     */
    public static Redactor of(
            JsonNode plan, Collection<? extends JsonNode> states, Collection<? extends JsonNode> given) {
        SecretFinder found = new SecretFinder();
        found.plan(plan);
        states.forEach(found::state);
        given.forEach(found::given);
        return new Redactor(found.secrets(), found.values());
    }

    /** Hides what is recognized as secret in configurations by name and form alone. */
    public static Redactor named(JsonNode... configurations) {
        SecretFinder found = new SecretFinder();
        List.of(configurations).forEach(found::named);
        return new Redactor(found.secrets(), found.values());
    }

    /** A text with its secrets hidden. */
    public String hide(String text) {
        String known = remembered.get(text);
        if (known != null) {
            return known;
        }
        String hidden = SecretPatterns.hide(secrets.hide(text));
        String shown = hidden.equals(text) ? text : hidden;
        if (room.addAndGet(-text.length()) > 0) {
            remembered.put(text, shown);
        }
        return shown;
    }

    /** A change of Terraform's plan JSON as it may be shown, with the secrets on both sides hidden. */
    public ObjectNode shown(JsonNode change) {
        ObjectNode shown = TerraformJson.object();
        JsonNode after = hide(change.path("after"));
        shown.set("before", ReplacedSecrets.hidden(hide(change.path("before")), after));
        shown.set("after", after);
        return shown;
    }

    /** The same, and everything that Terraform marks as sensitive is hidden too, even a number or a short text. */
    public ObjectNode masked(JsonNode change) {
        // Masked first, because the marks contain the keys before secret ones are hidden.
        return shown(unmarked(change));
    }

    /** A change in which only what Terraform marks as sensitive is hidden. It may contain other secrets. */
    public static ObjectNode unmarked(JsonNode change) {
        ObjectNode masked = change.deepCopy();
        masked.set("before", masked(masked.path("before"), change.path("before_sensitive")));
        masked.set("after", masked(masked.path("after"), change.path("after_sensitive")));
        return masked;
    }

    private static JsonNode masked(JsonNode value, JsonNode sensitive) {
        if (sensitive.isBoolean() && sensitive.asBoolean() && !value.isNull()) {
            return TextNode.valueOf(SecretPatterns.HIDDEN);
        }
        if (value instanceof ObjectNode object) {
            object.fieldNames()
                    .forEachRemaining(name -> object.set(name, masked(object.get(name), sensitive.path(name))));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i), sensitive.path(i)));
            }
        }
        return value;
    }

    /** A value with its secrets hidden, including those that are keys of maps. */
    public JsonNode hidden(JsonNode value) {
        return withoutKeys(hide(value));
    }

    private JsonNode withoutKeys(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode shown = TerraformJson.object();
            object.properties().forEach(entry -> shown.set(hide(entry.getKey()), withoutKeys(entry.getValue())));
            return shown;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> shown.add(withoutKeys(item)));
            return shown;
        }
        return value;
    }

    /** A value with its secrets hidden, except in keys of maps. */
    private JsonNode hide(JsonNode value) {
        return hide(value, Within.ANYTHING);
    }

    private JsonNode hide(JsonNode value, Within within) {
        if (value.isTextual()) {
            JsonNode document = SecretNames.document(value.asText());
            JsonNode shown = document.isMissingNode() ? document : hide(document, within);
            if (!document.equals(shown)) {
                return TextNode.valueOf(shown.toString());
            }
            boolean random = within != Within.ANYTHING
                    && RANDOM_TEXT.matcher(value.asText()).matches();
            boolean known =
                    within == Within.VARIABLES && values.contains(value.asText().strip());
            return TextNode.valueOf(random || known ? SecretPatterns.HIDDEN : hide(value.asText()));
        }
        if (value.isObject()) {
            ObjectNode shown = TerraformJson.object();
            value.properties()
                    .forEach(entry -> shown.set(
                            entry.getKey(),
                            SecretNames.betrays(entry.getKey(), value)
                                    ? hidden(entry.getValue(), within)
                                    : hide(entry.getValue(), below(entry.getKey(), within))));
            return shown;
        }
        if (value.isArray()) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> shown.add(hide(item, within)));
            return shown;
        }
        return value;
    }

    /** Whether a key in a value contains a secret. */
    public boolean hidesKey(JsonNode value) {
        for (var entry : value.properties()) {
            if (!hide(entry.getKey()).equals(entry.getKey()) || hidesKey(entry.getValue())) {
                return true;
            }
        }
        for (JsonNode item : value.isArray() ? value : MissingNode.getInstance()) {
            if (hidesKey(item)) {
                return true;
            }
        }
        return false;
    }

    private static Within below(String key, Within within) {
        return VARIABLES.contains(key) ? Within.VARIABLES : TAGS.contains(key) ? Within.TAGS : within;
    }

    /** A value whose name says that it is secret. */
    private JsonNode hidden(JsonNode value, Within within) {
        if (value.isArray()) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> shown.add(hidden(item, within)));
            return shown;
        }
        return SecretNames.secrets(value).isEmpty() ? hide(value, within) : TextNode.valueOf(SecretPatterns.HIDDEN);
    }
}
