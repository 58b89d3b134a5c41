package groundplan.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A value in a settings file, with its place. */
public sealed interface Node {
    /** Where the value stands; for an entry of a map, where its key stands. */
    SourceLocation mark();

    /** What a value is called in a message. */
    String describe();

    /** What the value replaced in the layers below, nearest first. */
    List<Node> overrode();

    /** Whether two values are the same one, wherever they stand. */
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

    /** A key with its place, and the value. */
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

    /** What YAML takes an unquoted or quoted word for. */
    enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NOTHING
    }
}
