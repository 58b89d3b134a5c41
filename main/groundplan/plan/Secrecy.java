package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.settings.SecretForms;
import groundplan.synth.TerraformJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hides secrets wherever they flow. Terraform marks the attributes that hold a secret, and forgets about it where the same
 * value stands in another one: in a tag, in a task's environment, inside of a document. Here a value that is secret in one
 * place is secret in all; so is what has a credential's form, or the name of one.
 */
final class Secrecy {
  /** Shorter texts stand in too many places that have nothing to do with a secret. */
  private static final int SHORTEST = 6;
  /** From here on a text of one kind of character only is no common word either. */
  private static final int LONG = 12;
  /** Shorter texts of mixed characters may be names. */
  private static final int RANDOM = 20;
  private static final Pattern RANDOM_TEXT = Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/=_-]{" + RANDOM + ",}");
  private static final Set<String> OPEN_MAPS = Set.of("tags", "tags_all", "environment", "variables");

  private final Pattern values;

  private Secrecy(Collection<String> secrets) {
    Set<String> forms = new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(text -> text));
    for (String secret : secrets) {
      String quoted = TextNode.valueOf(secret).toString();
      forms.add(secret);
      forms.add(quoted.substring(1, quoted.length() - 1));
      forms.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
      forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
    values = forms.isEmpty() ? null : Pattern.compile(forms.stream().map(Pattern::quote).collect(Collectors.joining("|")));
  }

  /** What Terraform's JSON of a plan says is secret, in whatever object. */
  static Secrecy of(JsonNode plan) {
    Set<String> secrets = new TreeSet<>();
    module(plan.path("prior_state").path("values").path("root_module"), secrets);
    module(plan.path("planned_values").path("root_module"), secrets);
    outputs(plan.path("prior_state").path("values").path("outputs"), secrets);
    plan.path("resource_changes").forEach(resource -> {
      JsonNode change = resource.path("change");
      marked(change.path("before"), change.path("before_sensitive"), secrets);
      marked(change.path("after"), change.path("after_sensitive"), secrets);
      named(change.path("before"), secrets);
      named(change.path("after"), secrets);
    });
    return new Secrecy(secrets);
  }

  /** What states say is secret: for when there is no plan. */
  static Secrecy of(Collection<StateFile> states) {
    Set<String> secrets = new TreeSet<>();
    for (StateFile state : states) {
      outputs(state.json().path("outputs"), secrets);
      state.json().path("resources").forEach(resource -> resource.path("instances").forEach(instance ->
          instance.path("sensitive_attributes").forEach(path -> {
            JsonNode value = instance.path("attributes");
            for (JsonNode step : path) {
              JsonNode at = step.path("value").isObject() ? step.path("value").path("value") : step.path("value");
              value = at.isNumber() ? value.path(at.asInt()) : value.path(at.asText());
            }
            texts(value, secrets);
          })));
    }
    return new Secrecy(secrets);
  }

  private static void module(JsonNode module, Set<String> secrets) {
    module.path("resources").forEach(resource -> marked(resource.path("values"), resource.path("sensitive_values"), secrets));
    module.path("child_modules").forEach(below -> module(below, secrets));
  }

  private static void outputs(JsonNode outputs, Set<String> secrets) {
    outputs.forEach(output -> {
      if (output.path("sensitive").asBoolean()) {
        texts(output.path("value"), secrets);
      }
    });
  }

  private static void marked(JsonNode value, JsonNode sensitive, Set<String> secrets) {
    if (sensitive.isBoolean() && sensitive.asBoolean()) {
      texts(value, secrets);
    } else if (sensitive.isObject()) {
      sensitive.fields().forEachRemaining(below -> marked(value.path(below.getKey()), below.getValue(), secrets));
    } else if (sensitive.isArray()) {
      for (int i = 0; i < sensitive.size(); i++) {
        marked(value.path(i), sensitive.path(i), secrets);
      }
    }
  }

  private static void texts(JsonNode value, Set<String> secrets) {
    if (value.isTextual()) {
      keep(value.asText(), secrets);
      document(value.asText()).forEach(below -> texts(below, secrets));
    }
    value.forEach(below -> texts(below, secrets));
  }

  /** The values that their names, or their form, betray. */
  private static void named(JsonNode node, Set<String> secrets) {
    if (node.isTextual()) {
      SecretForms.credentials(node.asText()).results().forEach(found -> keep(found.group(), secrets));
      named(document(node.asText()), secrets);
    } else if (node.isObject()) {
      node.fields().forEachRemaining(entry -> {
        if (betrays(entry.getKey(), node) && entry.getValue().isTextual()) {
          keep(entry.getValue().asText(), secrets);
        }
        named(entry.getValue(), secrets);
      });
    } else {
      node.forEach(below -> named(below, secrets));
    }
  }

  /** A value that is to be hidden in other places too: common words and short texts are not. */
  private static void keep(String text, Set<String> secrets) {
    boolean common = text.length() < LONG && text.matches("[a-z._/:-]*|[A-Z._/:-]*|[0-9._/:-]*");
    if (text.length() >= SHORTEST && !common && !text.startsWith("arn:")) {
      secrets.add(text);
    }
  }

  /** Whether an entry of an object is a secret by the entry's own name, or by the name that stands beside it. */
  private static boolean betrays(String key, JsonNode object) {
    String name = key.equals("value") ? object.path("name").asText(object.path("key").asText(key)) : key;
    return SecretForms.namesVariable(name) && !object.path(key).asText().startsWith("arn:");
  }

  /** The JSON document that a text is; a missing one when it is none. */
  private static JsonNode document(String text) {
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        return TerraformJson.readAny(text);
      } catch (IllegalArgumentException noDocument) {
        return JsonNodeFactory.instance.missingNode();
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  /** A text without the secrets in it. */
  String hide(String text) {
    String shown = values == null ? text : values.matcher(text).replaceAll(Difference.SECRET);
    return SecretForms.credentials(shown).replaceAll(Difference.SECRET);
  }

  /** A change of Terraform's plan JSON as it may be shown: both of its sides without secrets. */
  ObjectNode shown(JsonNode change) {
    ObjectNode shown = TerraformJson.object();
    shown.set("before", hide(change.path("before")));
    shown.set("after", hide(change.path("after")));
    return shown;
  }

  /** The same, and what Terraform marks is hidden whatever it is: a number, or a text that is short. */
  ObjectNode masked(JsonNode change) {
    ObjectNode masked = shown(change);
    masked.set("before", masked(masked.path("before"), change.path("before_sensitive")));
    masked.set("after", masked(masked.path("after"), change.path("after_sensitive")));
    return masked;
  }

  private static JsonNode masked(JsonNode value, JsonNode sensitive) {
    if (sensitive.isBoolean() && sensitive.asBoolean() && !value.isNull()) {
      return TextNode.valueOf(Difference.SECRET);
    }
    if (value instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> object.set(name, masked(object.get(name), sensitive.path(name))));
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, masked(array.get(i), sensitive.path(i)));
      }
    }
    return value;
  }

  /** A value without the secrets in it. */
  private JsonNode hide(JsonNode value) {
    return hide(value, false);
  }

  private JsonNode hide(JsonNode value, boolean open) {
    if (value.isTextual()) {
      JsonNode document = document(value.asText());
      JsonNode shown = document.isMissingNode() ? document : hide(document, open);
      if (!document.equals(shown)) {
        return TextNode.valueOf(shown.toString());
      }
      return open && RANDOM_TEXT.matcher(value.asText()).matches() ? TextNode.valueOf(Difference.SECRET)
          : TextNode.valueOf(hide(value.asText()));
    }
    if (value.isObject()) {
      ObjectNode shown = TerraformJson.object();
      value.fields().forEachRemaining(entry -> shown.set(entry.getKey(),
          betrays(entry.getKey(), value) && entry.getValue().isTextual() && !entry.getValue().asText().isEmpty()
              ? TextNode.valueOf(Difference.SECRET) : hide(entry.getValue(), open || OPEN_MAPS.contains(entry.getKey()))));
      return shown;
    }
    if (value.isArray()) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> shown.add(hide(item, open)));
      return shown;
    }
    return value;
  }
}
