package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One attribute that a plan changes.
 *
 * @param path the attribute, such as {@code ingress[0].cidr_blocks}
 * @param before its value; {@code null} where there is none; {@value #SECRET} where it may not be shown
 * @param after its value; {@value #UNKNOWN} where only the apply will tell
 * @param forcesReplacement whether the object has to be made anew because of it
 */
public record Difference(String path, String before, String after, boolean forcesReplacement) {
  /** Stands for a value that may not be shown. */
  public static final String SECRET = "(sensitive)";

  /** Stands for a value that is not known before the apply. */
  public static final String UNKNOWN = "(known after apply)";

  /** The attributes that a change of Terraform's plan JSON touches. */
  static List<Difference> of(JsonNode change) {
    Set<String> replacing = new TreeSet<>();
    change.path("replace_paths").forEach(path -> replacing.add(text(path)));
    List<Difference> found = new ArrayList<>();
    walk("", change.path("before"), change.path("after"), change.path("after_unknown"), change.path("before_sensitive"),
        change.path("after_sensitive"), replacing, found);
    return List.copyOf(found);
  }

  /**
   * What a refresh found different. That an empty list or map comes back where there was nothing is how providers read, and
   * nobody's change.
   */
  static List<Difference> drift(JsonNode change) {
    return of(change).stream().filter(difference -> !(nothing(difference.before) && nothing(difference.after))).toList();
  }

  private static boolean nothing(String value) {
    return value == null || value.isEmpty() || value.equals("[]") || value.equals("{}");
  }

  private static void walk(String path, JsonNode before, JsonNode after, JsonNode unknown, JsonNode secretBefore,
      JsonNode secretAfter, Set<String> replacing, List<Difference> found) {
    boolean unknownHere = unknown.isBoolean() && unknown.asBoolean();
    if (!unknownHere && (same(before, after) && !anyUnknown(unknown))) {
      return;
    }
    boolean secret = isTrue(secretBefore) || isTrue(secretAfter);
    boolean container = !secret && !unknownHere && !replacing.contains(path)
        && (before.isObject() || after.isObject() || before.isArray() && after.isArray());
    if (container && (before.isObject() || after.isObject())) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      unknown.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> walk(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name),
          unknown.path(name), secretBefore.path(name), secretAfter.path(name), replacing, found));
      return;
    }
    if (container && before.size() == after.size()) {
      for (int i = 0; i < after.size(); i++) {
        walk(path + "[" + i + "]", before.path(i), after.path(i), unknown.path(i), secretBefore.path(i),
            secretAfter.path(i), replacing, found);
      }
      return;
    }
    boolean hidden = secret || anyTrue(secretBefore) || anyTrue(secretAfter);
    boolean partlyUnknown = unknownHere || anyUnknown(unknown);
    found.add(new Difference(path, show(before, hidden), partlyUnknown ? UNKNOWN : show(after, hidden),
        replacing.stream().anyMatch(reason -> path.equals(reason) || path.startsWith(reason + ".")
            || path.startsWith(reason + "["))));
  }

  private static String show(JsonNode value, boolean hidden) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return hidden ? SECRET : value.isTextual() ? value.asText() : value.toString();
  }

  /** Null, nothing and an empty collection are one to Terraform's plans. */
  private static boolean same(JsonNode a, JsonNode b) {
    return nothing(a) && nothing(b) || a.equals(b);
  }

  private static boolean nothing(JsonNode node) {
    return node instanceof MissingNode || node.isNull();
  }

  private static boolean isTrue(JsonNode node) {
    return node.isBoolean() && node.asBoolean();
  }

  private static boolean anyUnknown(JsonNode node) {
    return anyTrue(node);
  }

  private static boolean anyTrue(JsonNode node) {
    if (isTrue(node)) {
      return true;
    }
    for (JsonNode child : node) {
      if (anyTrue(child)) {
        return true;
      }
    }
    return false;
  }

  private static String text(JsonNode path) {
    StringBuilder text = new StringBuilder();
    path.forEach(step -> {
      if (step.isNumber()) {
        text.append('[').append(step.asInt()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step.asText());
      }
    });
    return text.toString();
  }
}
