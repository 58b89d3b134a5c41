package groundplan.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A value in a settings file, with its position. */
public sealed interface Node {
    /** The position of the value. */
    SourceLocation mark();

    /** The value as messages describe it. */
    String describe();

    /** The values of lower layers that it overrides, nearest first. */
    List<Node> overrode();

    /** Whether two values are equal, regardless of their positions. */
    static boolean same(Node a, Node b) {
        if (a instanceof Node.Scalar x && b instanceof Node.Scalar y) {
            return x.type() == y.type() && Objects.equals(x.text(), y.text());
        }
        if (a instanceof Node.Sequence x && b instanceof Node.Sequence y) {
            if (x.items().size() != y.items().size()) {
                return false;
            }
            for (int i = 0; i < x.items().size(); i++) {
                if (!same(x.items().get(i), y.items().get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof Node.Mapping x && b instanceof Node.Mapping y) {
            return x.entries().keySet().equals(y.entries().keySet())
                    && x.entries().keySet().stream()
                            .allMatch(key -> same(
                                    x.entries().get(key).value(),
                                    y.entries().get(key).value()));
        }
        return false;
    }

    /** A map: its entries by key. */
    record Mapping(SourceLocation mark, Map<String, Entry> entries, List<Node> overrode) implements Node {
        @Override
        public String describe() {
            return "a map";
        }

        Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        static Mapping empty(SourceLocation mark) {
            return new Mapping(mark, new LinkedHashMap<>(), List.of());
        }
    }

    /** The position of a key, and its value. */
    record Entry(SourceLocation mark, Node value) {}

    /** A list. */
    record Sequence(SourceLocation mark, List<Node> items, List<Node> overrode) implements Node {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A single value as it was written. */
    record Scalar(SourceLocation mark, Type type, String text, List<Node> overrode) implements Node {
        @Override
        public String describe() {
            return switch (type) {
                case TEXT -> "the text '" + text + "'";
                case INTEGER, DECIMAL -> "the number " + text;
                case BOOLEAN -> text;
                case NOTHING -> "nothing";
            };
        }
    }

    /** The type that YAML gives to a scalar. */
    enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NOTHING
    }
}
