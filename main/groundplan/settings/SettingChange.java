package groundplan.settings;

import groundplan.address.AttributePath;
import java.util.List;
import java.util.Optional;

/**
 * A key of a settings file whose value differs from that of an earlier version of the file.
 *
 * @param file the file, relative to the project
 * @param keys the key with those around it, the outermost first
 * @param before its value before; absent if it is new
 * @param after its value now; absent if it was removed
 * @param at its position now, or before if it was removed
 */
public record SettingChange(
        String file, List<String> keys, Optional<Node> before, Optional<Node> after, SourceLocation at) {
    /** The longest value that is shown whole. */
    private static final int LONGEST = 60;

    public SettingChange {
        keys = List.copyOf(keys);
    }

    /** The key as text, such as {@code units.network.cidr}. */
    public String key() {
        AttributePath path = AttributePath.ROOT;
        for (String key : keys) {
            path = path.child(key);
        }
        return path.toString();
    }

    /** The value before, in short; absent if the key is new. */
    public Optional<String> valueBefore() {
        return before.map(SettingChange::shortened);
    }

    /** The value now, in short; absent if the key was removed. */
    public Optional<String> valueAfter() {
        return after.map(SettingChange::shortened);
    }

    private static String shortened(Node node) {
        String text = text(node);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    private static String text(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.type() == Node.Type.NOTHING ? "null" : scalar.text();
        }
        if (node instanceof Node.Sequence list) {
            return "["
                    + String.join(
                            ", ", list.items().stream().map(SettingChange::text).toList()) + "]";
        }
        return "{"
                + String.join(
                        ", ",
                        ((Node.Mapping) node)
                                .entries().entrySet().stream()
                                        .map(entry -> entry.getKey() + ": "
                                                + text(entry.getValue().value()))
                                        .toList())
                + "}";
    }
}
