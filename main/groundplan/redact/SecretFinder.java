package groundplan.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Collects the secrets in plans, states and configurations, by Terraform's marks, by name and by form. */
final class SecretFinder {
    /** Shorter texts occur in too many places that have nothing to do with a secret. */
    private static final int SHORTEST = 6;
    /** From this length on even a text of only one kind of character is not a common word. */
    private static final int LONG = 12;
    /** Shorter texts are not even searched for as the whole value of a variable. */
    private static final int SHORTEST_VALUE = 4;
    /** A line that is searched for by itself: one of a key, not one of a script. */
    private static final Pattern KEY_LINE = Pattern.compile("[A-Za-z0-9+/=_-]{40,}");

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+){1,3}-[0-9]");
    /** Ordinary values of variables that are not hidden even if a secret has the same text. */
    private static final Set<String> SETTINGS = Set.of(
            "true",
            "false",
            "none",
            "null",
            "enabled",
            "disabled",
            "default",
            "debug",
            "info",
            "warn",
            "error",
            "production",
            "staging",
            "development",
            "test");

    private final Set<String> secrets = new TreeSet<>();
    private final Set<String> values = new TreeSet<>();

    /** Texts that are searched for in all others. */
    Set<String> secrets() {
        return secrets;
    }

    /** Texts that are searched for as the whole value of a variable. */
    Set<String> values() {
        return values;
    }

    void plan(JsonNode plan) {
        module(plan.path("prior_state").path("values").path("root_module"));
        module(plan.path("planned_values").path("root_module"));
        outputs(plan.path("prior_state").path("values").path("outputs"));
        for (String changes : List.of("resource_changes", "resource_drift", "output_changes")) {
            plan.path(changes).forEach(resource -> change(resource.has("change") ? resource.path("change") : resource));
        }
    }

    private void change(JsonNode change) {
        marked(change.path("before"), change.path("before_sensitive"));
        marked(change.path("after"), change.path("after_sensitive"));
        named(change.path("before"));
        named(change.path("after"));
    }

    void state(JsonNode state) {
        outputs(state.path("outputs"));
        state.path("resources").forEach(resource -> resource.path("instances").forEach(instance -> {
            named(instance.path("attributes"));
            instance.path("sensitive_attributes").forEach(path -> {
                JsonNode value = instance.path("attributes");
                for (JsonNode step : path) {
                    JsonNode at =
                            step.path("value").isObject() ? step.path("value").path("value") : step.path("value");
                    value = at.isNumber() ? value.path(at.asInt()) : value.path(at.asText());
                }
                texts(value);
            });
        }));
    }

    /** Keeps values that are known to be secret. Where everything is kept secret, so are accounts and regions, which every ARN has. */
    void given(JsonNode value) {
        if (value.isValueNode()) {
            if (!ACCOUNT.matcher(value.asText()).matches()
                    && !REGION.matcher(value.asText()).matches()) {
                texts(value);
            }
        } else {
            value.forEach(this::given);
        }
    }

    private void module(JsonNode module) {
        module.path("resources")
                .forEach(resource -> marked(resource.path("values"), resource.path("sensitive_values")));
        module.path("child_modules").forEach(this::module);
    }

    private void outputs(JsonNode outputs) {
        outputs.forEach(output -> {
            if (output.path("sensitive").asBoolean()) {
                texts(output.path("value"));
            }
        });
    }

    private void marked(JsonNode value, JsonNode sensitive) {
        if (sensitive.isBoolean() && sensitive.asBoolean()) {
            texts(value);
        } else if (sensitive.isObject()) {
            sensitive.properties().forEach(below -> marked(value.path(below.getKey()), below.getValue()));
        } else if (sensitive.isArray()) {
            for (int i = 0; i < sensitive.size(); i++) {
                marked(value.path(i), sensitive.path(i));
            }
        }
    }

    private void texts(JsonNode value) {
        if (value.isTextual() || value.isNumber()) {
            keep(value.asText());
            SecretNames.document(value.asText()).forEach(this::texts);
        }
        value.forEach(this::texts);
    }

    /** Keeps the values that are recognized as secret by name or form. */
    void named(JsonNode node) {
        if (node.isTextual()) {
            SecretPatterns.credentials(node.asText()).forEach(found -> keep(found.group()));
            SecretPatterns.assigned(node.asText()).forEach(this::keep);
            named(SecretNames.document(node.asText()));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                if (SecretNames.betrays(entry.getKey(), node)) {
                    SecretNames.secrets(entry.getValue()).stream()
                            // An emulator takes an account's id as the access key, and it is in every ARN.
                            .filter(value -> !(entry.getKey().equals("access_key")
                                    && ACCOUNT.matcher(value).matches()))
                            .forEach(this::keep);
                }
                named(entry.getValue());
            });
        } else {
            node.forEach(this::named);
        }
    }

    /** Keeps a value that is hidden in other places too: a common word or a short text only where it is the whole value. */
    private void keep(String given) {
        String text = given.strip();
        if (text.startsWith("arn:")) {
            return;
        }
        boolean common = text.length() < LONG && text.matches("[a-z._/:-]*|[A-Z._/:-]*|[0-9._/:-]*");
        if (text.length() >= SHORTEST && !common) {
            secrets.add(text);
            // Elsewhere it may be indented, or only one of its lines may occur.
            text.lines()
                    .map(String::strip)
                    .filter(line -> line.length() < text.length()
                            && KEY_LINE.matcher(line).matches())
                    .forEach(secrets::add);
        } else if (text.length() >= SHORTEST_VALUE && !SETTINGS.contains(text.toLowerCase(Locale.ROOT))) {
            values.add(text);
        }
    }
}
