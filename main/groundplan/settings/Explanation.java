package groundplan.settings;

import groundplan.redact.SecretPatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where an effective value comes from.
 *
 * @param key the key's path below the unit or environment
 * @param value as YAML on one line
 * @param source file, line and column, or the default of a kind
 * @param overrode the values that it overrides, nearest first, each with its position
 * @param meaning what the key means
 */
public record Explanation(String key, String value, String source, List<String> overrode, String meaning) {

    /**
     * Explains one key and what is below it.
     *
     * @param type the record that the settings become
     * @param node the effective settings
     * @param key dotted; null for all
     * @param defaults what the defaults belong to: a kind, for example
     */
    public static List<Explanation> of(Class<?> type, Node.Mapping node, String key, String defaults) {
        return EffectiveSetting.of(type, node).stream()
                .map(setting -> of(setting, defaults))
                .filter(one -> key == null || one.key().equals(key) || one.key().startsWith(key + "."))
                .toList();
    }

    private static Explanation of(EffectiveSetting setting, String defaults) {
        String meaning = setting.setting().value();
        if (setting.value().isEmpty()) {
            return new Explanation(setting.key(), "(absent)", "default of " + defaults, List.of(), meaning);
        }
        Node node = setting.value().get();
        List<String> overrode = new ArrayList<>(node.overrode().stream()
                .map(below -> shown(setting, below) + "  " + source(below, defaults))
                .toList());
        setting.replaced().ifPresent(below -> overrode.add(shown(setting, below) + "  default of " + defaults));
        return new Explanation(setting.key(), shown(setting, node), source(node, defaults), overrode, meaning);
    }

    private static String source(Node node, String defaults) {
        return node.mark().file().equals(SourceLocation.DEFAULT.file())
                ? "default of " + defaults
                : node.mark().toString();
    }

    private static String shown(EffectiveSetting setting, Node node) {
        return SecretPatterns.shown(setting.key(), text(node));
    }

    /**
     * A value as YAML on one line; different values give different texts. It may be a secret: use
     * {@link SecretPatterns#shown} to print it.
     */
    public static String text(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() == Node.Type.TEXT
                ? YamlValue.readable(scalar.text(), false)
                : within(node);
    }

    private static String within(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.type() == Node.Type.TEXT
                    ? YamlValue.readable(scalar.text(), true)
                    : scalar.type() == Node.Type.NOTHING ? "null" : scalar.text();
        }
        if (node instanceof Node.Sequence list) {
            return list.items().stream().map(Explanation::within).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((Node.Mapping) node)
                .entries().entrySet().stream()
                        .map(entry -> YamlValue.readable(entry.getKey(), true) + ": "
                                + within(entry.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
