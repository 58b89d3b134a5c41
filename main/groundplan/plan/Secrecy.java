package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.settings.SecretForms;
import groundplan.synth.TerraformJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  /** Shorter texts are not even looked for as the whole value of a variable. */
  private static final int SHORTEST_VALUE = 4;
  /** Shorter texts of mixed characters may be names. */
  private static final int RANDOM = 20;
  private static final Pattern RANDOM_TEXT =
      Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/=_-]{" + RANDOM + ",}");
  /** A line that is looked for without the others: one of a key's, not one of a script. */
  private static final Pattern KEY_LINE = Pattern.compile("[A-Za-z0-9+/=_-]{40,}");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern FIGURES = Pattern.compile("[0-9]{" + SHORTEST_VALUE + ",}");
  /** What tells AWS that a request was made before: often the object's name, and never a secret. */
  private static final Pattern ONCE = Pattern.compile("creation_token|client_request_token|idempotency_token");
  private static final Pattern VALUE = Pattern.compile("(?i)(?:.*_)?value");
  private static final Set<String> SIBLINGS = Set.of("name", "Name", "key", "Key");
  private static final Set<String> VARIABLES = Set.of("environment", "environment_variable", "environment_variables",
      "variables", "env");
  private static final Set<String> TAGS = Set.of("tags", "tags_all");
  /** What variables hold that has nothing to do with a secret of the same text. */
  private static final Set<String> SETTINGS = Set.of("true", "false", "none", "null", "enabled", "disabled", "default",
      "debug", "info", "warn", "error", "production", "staging", "development", "test");

  /** What a value is part of. */
  private enum Within { ANYTHING, TAGS, VARIABLES }

  private final List<String> forms;
  private final Set<String> values;

  /**
   * @param secrets texts that are looked for in all others
   * @param values texts that are looked for as the whole value of a variable
   */
  private Secrecy(Collection<String> secrets, Collection<String> values) {
    Set<String> all = new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(text -> text));
    secrets.forEach(secret -> all.addAll(Encodings.of(secret)));
    this.forms = List.copyOf(all);
    this.values = Set.copyOf(values);
  }

  /** What Terraform's JSON of a plan says is secret, in whatever object. */
  static Secrecy of(JsonNode plan) {
    return of(plan, List.of());
  }

  /** What states say is secret: for when there is no plan. */
  static Secrecy of(Collection<StateFile> states) {
    return of(MissingNode.getInstance(), states);
  }

  /**
   * What a plan and states say is secret.
   *
   * @param states those that the plan was made with: it does not have their outputs
   */
  static Secrecy of(JsonNode plan, Collection<StateFile> states) {
    Found found = new Found();
    found.plan(plan);
    states.forEach(found::state);
    return new Secrecy(found.secrets, found.values);
  }

  /** What configurations betray by names and forms alone. */
  static Secrecy named(JsonNode... configurations) {
    Found found = new Found();
    List.of(configurations).forEach(found::named);
    return new Secrecy(found.secrets, found.values);
  }

  /** What is secret. */
  private static final class Found {
    private final Set<String> secrets = new TreeSet<>();
    private final Set<String> values = new TreeSet<>();

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

    void state(StateFile state) {
      outputs(state.json().path("outputs"));
      state.json().path("resources").forEach(resource -> resource.path("instances").forEach(instance -> {
        named(instance.path("attributes"));
        instance.path("sensitive_attributes").forEach(path -> {
          JsonNode value = instance.path("attributes");
          for (JsonNode step : path) {
            JsonNode at = step.path("value").isObject() ? step.path("value").path("value") : step.path("value");
            value = at.isNumber() ? value.path(at.asInt()) : value.path(at.asText());
          }
          texts(value);
        });
      }));
    }

    private void module(JsonNode module) {
      module.path("resources").forEach(resource -> marked(resource.path("values"), resource.path("sensitive_values")));
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
        sensitive.fields().forEachRemaining(below -> marked(value.path(below.getKey()), below.getValue()));
      } else if (sensitive.isArray()) {
        for (int i = 0; i < sensitive.size(); i++) {
          marked(value.path(i), sensitive.path(i));
        }
      }
    }

    private void texts(JsonNode value) {
      if (value.isTextual() || value.isNumber()) {
        keep(value.asText());
        document(value.asText()).forEach(this::texts);
      }
      value.forEach(this::texts);
    }

    /** The values that their names, or their form, betray. */
    void named(JsonNode node) {
      if (node.isTextual()) {
        SecretForms.credentials(node.asText()).results().forEach(found -> keep(found.group()));
        Matcher assigned = SecretForms.assigned(node.asText());
        while (assigned.find()) {
          keep(assigned.group("value"));
        }
        named(document(node.asText()));
      } else if (node.isObject()) {
        node.fields().forEachRemaining(entry -> {
          if (betrays(entry.getKey(), node)) {
            secret(entry.getValue()).forEach(this::keep);
          }
          named(entry.getValue());
        });
      } else {
        node.forEach(this::named);
      }
    }

    /** A value that is to be hidden in other places too: common words and short texts only where they are all there is. */
    private void keep(String given) {
      String text = given.strip();
      if (text.startsWith("arn:")) {
        return;
      }
      boolean common = text.length() < LONG && text.matches("[a-z._/:-]*|[A-Z._/:-]*|[0-9._/:-]*");
      if (text.length() >= SHORTEST && !common) {
        secrets.add(text);
        // Somewhere else it may be indented, or one line of it alone.
        text.lines().map(String::strip).filter(line -> line.length() < text.length() && KEY_LINE.matcher(line).matches())
            .forEach(secrets::add);
      } else if (text.length() >= SHORTEST_VALUE && !SETTINGS.contains(text.toLowerCase(Locale.ROOT))) {
        values.add(text);
      }
    }
  }

  /** Whether an entry of an object is a secret by the entry's own name, or by the name that stands beside it. */
  private static boolean betrays(String key, JsonNode object) {
    if (VALUE.matcher(key).matches()) {
      return SIBLINGS.stream().anyMatch(sibling -> namesSecret(object.path(sibling).asText())) || namesSecret(key);
    }
    return namesSecret(key);
  }

  private static boolean namesSecret(String name) {
    return !ONCE.matcher(name).matches() && (SecretForms.namesVariable(name) || SecretForms.names(name));
  }

  /** The texts of a value that its name betrays. An ARN says where a secret is, and no number of few figures is one. */
  private static List<String> secret(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isTextual() && !value.asText().isEmpty() && !value.asText().startsWith("arn:")
        && !REFERENCE.matcher(value.asText()).matches()
        || value.isNumber() && FIGURES.matcher(value.asText()).matches()) {
      texts.add(value.asText());
    } else if (value.isArray()) {
      value.forEach(item -> texts.addAll(secret(item)));
    }
    return texts;
  }

  /** The JSON document that a text is; a missing one when it is none. */
  private static JsonNode document(String given) {
    String text = given.stripLeading();
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        return TerraformJson.readAny(text);
      } catch (IllegalArgumentException noDocument) {
        return MissingNode.getInstance();
      }
    }
    return MissingNode.getInstance();
  }

  /** A text without the secrets in it. */
  String hide(String text) {
    return Encodings.hide(plain(text), this::plain);
  }

  private String plain(String text) {
    String shown = text;
    for (String form : forms) {
      if (form.length() <= shown.length() && shown.contains(form)) {
        shown = shown.replace(form, Difference.SECRET);
      }
    }
    return SecretForms.hide(shown);
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
    // Marks name the keys as they are, before a key that is a secret is hidden.
    ObjectNode masked = change.deepCopy();
    masked.set("before", masked(masked.path("before"), change.path("before_sensitive")));
    masked.set("after", masked(masked.path("after"), change.path("after_sensitive")));
    return shown(masked);
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

  /** Differences as they may be shown: a key of a map can be a secret too. */
  List<Difference> shown(List<Difference> differences) {
    return differences.stream().map(one -> new Difference(hide(one.path()), one.before() == null ? null : hide(one.before()),
        one.after() == null ? null : hide(one.after()), one.forcesReplacement())).toList();
  }

  /** A value without the secrets in it, those that are keys of maps among them. */
  JsonNode hidden(JsonNode value) {
    return withoutKeys(hide(value));
  }

  private JsonNode withoutKeys(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode shown = TerraformJson.object();
      object.fields().forEachRemaining(entry -> shown.set(hide(entry.getKey()), withoutKeys(entry.getValue())));
      return shown;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> shown.add(withoutKeys(item)));
      return shown;
    }
    return value;
  }

  /** A value without the secrets in it. */
  private JsonNode hide(JsonNode value) {
    return hide(value, Within.ANYTHING);
  }

  private JsonNode hide(JsonNode value, Within within) {
    if (value.isTextual()) {
      JsonNode document = document(value.asText());
      JsonNode shown = document.isMissingNode() ? document : hide(document, within);
      if (!document.equals(shown)) {
        return TextNode.valueOf(shown.toString());
      }
      boolean random = within != Within.ANYTHING && RANDOM_TEXT.matcher(value.asText()).matches();
      boolean known = within == Within.VARIABLES && values.contains(value.asText().strip());
      return TextNode.valueOf(random || known ? Difference.SECRET : hide(value.asText()));
    }
    if (value.isObject()) {
      ObjectNode shown = TerraformJson.object();
      value.fields().forEachRemaining(entry -> shown.set(entry.getKey(), betrays(entry.getKey(), value)
          ? hidden(entry.getValue(), within) : hide(entry.getValue(), below(entry.getKey(), within))));
      return shown;
    }
    if (value.isArray()) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> shown.add(hide(item, within)));
      return shown;
    }
    return value;
  }

  /** Whether a key in a value is a secret. */
  boolean hidesKey(JsonNode value) {
    for (var entries = value.fields(); entries.hasNext();) {
      var entry = entries.next();
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

  /** A value that its name betrays. */
  private JsonNode hidden(JsonNode value, Within within) {
    if (value.isArray()) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> shown.add(hidden(item, within)));
      return shown;
    }
    return secret(value).isEmpty() ? hide(value, within) : TextNode.valueOf(Difference.SECRET);
  }
}
