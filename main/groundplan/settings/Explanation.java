package groundplan.settings;

import groundplan.kernel.Setting;
import groundplan.kernel.SnakeCase;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an effective value comes from.
 *
 * @param key the key's path below the unit or environment
 * @param value as YAML would have it on one line
 * @param source file, line and column, or the default of a kind
 * @param overrode the values it replaced, nearest first, each with its place
 * @param meaning what the key means
 */
public record Explanation(String key, String value, String source, List<String> overrode, String meaning) {

  /**
   * Explains one key and what is below it.
   *
   * @param type the record that the settings become
   * @param node the effective settings
   * @param key dotted; null for all
   * @param defaults how the defaults' source is called
   */
  public static List<Explanation> of(Class<?> type, Node.Mapping node, String key, String defaults) {
    List<Explanation> all = new ArrayList<>();
    record(type, node, "", defaults, all);
    return all.stream().filter(one -> key == null || one.key().equals(key) || one.key().startsWith(key + ".")).toList();
  }

  private static void record(Class<?> type, Node.Mapping node, String path, String defaults, List<Explanation> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = SnakeCase.of(component.getName());
      Setting setting = component.getAnnotation(Setting.class);
      boolean optional = component.getType() == Optional.class;
      Type declared = optional ? Binder.argument(component.getGenericType(), 0) : component.getGenericType();
      Optional<Node> given = node.get(key);
      String at = Binder.join(path, key);
      if (given.isPresent()) {
        value(declared, given.get(), at, setting, setting.byDefault(), defaults, into);
      } else if (!setting.byDefault().isEmpty()) {
        value(declared, Binder.byDefault(setting), at, setting, "", defaults, into);
      } else {
        into.add(new Explanation(at, "(absent)", "default of " + defaults, List.of(), setting.value()));
      }
    }
  }

  /** @param replaced the default that stands below all files; empty when there is none */
  private static void value(
      Type type, Node node, String path, Setting setting, String replaced, String defaults, List<Explanation> into) {
    boolean map = type instanceof ParameterizedType generic && generic.getRawType() == Map.class;
    if (node instanceof Node.Mapping mapping && type instanceof Class<?> plain && plain.isRecord()) {
      record(plain, mapping, path, defaults, into);
    } else if (node instanceof Node.Mapping mapping && map && !mapping.entries().isEmpty()) {
      mapping.entries().forEach((key, entry) ->
          value(Binder.argument(type, 1), entry.value(), Binder.join(path, key), setting, "", defaults, into));
    } else {
      List<String> overrode = new ArrayList<>(
          node.overrode().stream().map(below -> text(below) + "  " + source(below, defaults)).toList());
      if (!replaced.isEmpty()) {
        overrode.add(text(Binder.byDefault(setting)) + "  default of " + defaults);
      }
      into.add(new Explanation(path, text(node), source(node, defaults), overrode, setting.value()));
    }
  }

  private static String source(Node node, String defaults) {
    return node.mark().file().equals(Mark.DEFAULT.file()) ? "default of " + defaults : node.mark().toString();
  }

  private static String text(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.type() == Node.Type.TEXT && scalar.text().matches("[0-9.]*|true|false") ? '"' + scalar.text() + '"' : scalar.text();
    }
    if (node instanceof Node.Sequence list) {
      return "[" + String.join(", ", list.items().stream().map(Explanation::text).toList()) + "]";
    }
    Node.Mapping mapping = (Node.Mapping) node;
    return "{" + String.join(", ", mapping.entries().entrySet().stream()
        .map(entry -> entry.getKey() + ": " + text(entry.getValue().value())).toList()) + "}";
  }
}
