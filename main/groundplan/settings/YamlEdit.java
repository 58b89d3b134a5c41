package groundplan.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Changes one key of a YAML text in place. Everything that does not belong to the key stays as it is, byte for byte: comments,
 * order, blank lines, quotes. An edit is parsed before it is returned, to check that all other values are unchanged.
 */
public final class YamlEdit {
    private static final int STEP = 2;

    private final String text;
    private final YamlText places;
    private final String newline;
    /**
     * Whether to use the second way, for texts in which the usual one changes another value: if the last line is part of a value
     * and has no line break, or if blank lines belong to the value above them.
     */
    private final boolean careful;

    private YamlEdit(String text, boolean careful) {
        this.text = text;
        this.places = new YamlText(text);
        this.newline = places.newline();
        this.careful = careful;
    }

    /**
     * The text with a new value of a key. Keys of the path that do not exist yet are added in alphabetical order if the keys next
     * to them are sorted, and at the end otherwise.
     *
     * @param path the key's steps from the top of the file
     * @throws IllegalArgumentException if a step of the path has a value that is not a map, or if the text is in a form in which
     *     the key cannot be changed alone
     */
    public static String set(String text, List<String> path, Node value) {
        String written = YamlValue.of(value);
        return first(
                text,
                path,
                Optional.of(value),
                List.of(() -> new YamlEdit(text, false).set(path, written), () -> new YamlEdit(text, true)
                        .set(path, written)));
    }

    /**
     * The text without a key, without the comment directly above it, and without parent keys that would be left without
     * content.
     *
     * @param keep how many steps of the path stay even if they are left without content
     * @throws IllegalArgumentException when the text is in a form in which the key cannot be removed alone
     */
    public static String remove(String text, List<String> path, int keep) {
        return first(
                text,
                path,
                Optional.empty(),
                List.of(() -> new YamlEdit(text, false).remove(path, keep), () -> new YamlEdit(text, true)
                        .remove(path, keep)));
    }

    /** The result of the first way that changes this key and no other. */
    private static String first(String text, List<String> path, Optional<Node> value, List<Supplier<String>> ways) {
        Node before =
                read(text).orElseThrow(() -> new IllegalArgumentException("the file is not valid; edit it by hand"));
        for (Supplier<String> way : ways) {
            String edited = way.get();
            if (read(edited)
                    .filter(after -> differsAt(path, value, before, after))
                    .isPresent()) {
                return edited;
            }
        }
        throw new IllegalArgumentException("'" + String.join(".", path)
                + "' cannot be changed without changing other keys; edit the file by hand");
    }

    /** The file's values; an empty file is an empty map. */
    private static Optional<Node> read(String text) {
        List<Problem> problems = new ArrayList<>();
        Node node = YamlFile.parseValue(text, "", problems);
        return problems.isEmpty()
                ? Optional.of(node == null ? Node.Mapping.empty(SourceLocation.DEFAULT) : node)
                : Optional.empty();
    }

    private static boolean differsAt(List<String> path, Optional<Node> value, Node before, Node after) {
        if (path.isEmpty()) {
            return value.map(wanted -> Node.same(wanted, after)).orElse(nothing(after));
        }
        if (!(keys(before) instanceof Node.Mapping was) || !(keys(after) instanceof Node.Mapping is)) {
            return false;
        }
        Set<String> others = new TreeSet<>(was.entries().keySet());
        others.addAll(is.entries().keySet());
        others.remove(path.get(0));
        Node none = Node.Mapping.empty(SourceLocation.DEFAULT);
        return others.stream()
                        .allMatch(key -> was.get(key).isPresent()
                                && is.get(key).isPresent()
                                && Node.same(was.get(key).get(), is.get(key).get()))
                && differsAt(
                        path.subList(1, path.size()),
                        value,
                        was.get(path.get(0)).orElse(none),
                        is.get(path.get(0)).orElse(none));
    }

    /** A key without a value counts as an empty map, like one that does not exist. */
    private static Node keys(Node node) {
        return nothing(node) ? Node.Mapping.empty(SourceLocation.DEFAULT) : node;
    }

    private static boolean nothing(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NOTHING
                || node instanceof Node.Mapping map && map.entries().isEmpty();
    }

    private String set(List<String> path, String value) {
        MappingNode map = places.root();
        if (map == null) {
            String before = text.isEmpty() || text.endsWith("\n") ? text : text + newline;
            return before + block(path, value, 0);
        }
        for (int i = 0; i < path.size(); i++) {
            NodeTuple entry = YamlText.entry(map, path.get(i));
            List<String> rest = path.subList(i + 1, path.size());
            if (entry == null) {
                return insert(map, path.subList(i, path.size()), value);
            }
            if (rest.isEmpty()) {
                return replace(entry, value);
            }
            if (entry.getValueNode() instanceof MappingNode below
                    && !below.getValue().isEmpty()) {
                map = below;
            } else if (entry.getValueNode() instanceof MappingNode
                    || entry.getValueNode().getTag().equals(Tag.NULL)) {
                return YamlText.isFlow(map) ? replace(entry, "{" + flow(rest, value) + "}") : fill(entry, rest, value);
            } else {
                throw new IllegalArgumentException("'" + path.get(i) + "' has a value that is not a map");
            }
        }
        throw new IllegalArgumentException("a key has at least one step");
    }

    private String replace(NodeTuple entry, String value) {
        int colon = places.colon(entry);
        if (places.empty(entry)) {
            String separator = text.substring(0, colon).endsWith(":") ? " " : ": ";
            return text.substring(0, colon) + separator + value + text.substring(colon);
        }
        int start = places.start(entry.getValueNode());
        boolean sameLine = text.substring(colon, start).indexOf('\n') < 0;
        return text.substring(0, sameLine ? start : colon)
                + (sameLine ? "" : " ")
                + value
                + text.substring(places.end(entry));
    }

    /** Adds keys below one that has none yet: {@code units: {}}, {@code ecr: ~}, or {@code ecr:} without a value. */
    private String fill(NodeTuple entry, List<String> path, String value) {
        int indent = YamlText.column(entry) + STEP;
        int colon = places.colon(entry);
        String head = text.substring(0, colon) + text.substring(places.end(entry));
        int line = YamlText.lineEnd(head, colon);
        return head.substring(0, line)
                + (line > 0 && head.charAt(line - 1) == '\n' ? "" : newline)
                + block(path, value, indent)
                + head.substring(line);
    }

    private String insert(MappingNode map, List<String> path, String value) {
        List<NodeTuple> entries = map.getValue();
        if (YamlText.isFlow(map)) {
            int at = entries.isEmpty() ? places.end(map) - 1 : places.end(entries.get(entries.size() - 1));
            return text.substring(0, at) + (entries.isEmpty() ? "" : ", ") + flow(path, value) + text.substring(at);
        }
        List<String> keys = entries.stream().map(YamlText::key).toList();
        boolean sorted = keys.stream().sorted().toList().equals(keys);
        int before = careful ? keys.size() - 1 : keys.size();
        while (sorted && before > 0 && keys.get(before - 1).compareTo(path.get(0)) > 0) {
            before--;
        }
        int at = careful
                ? places.above(entries.get(before))
                : before == 0 ? places.above(entries.get(0)) : places.below(entries.get(before - 1));
        String start = text.substring(0, at);
        return start
                + (start.isEmpty() || start.endsWith("\n") ? "" : newline)
                + block(path, value, YamlText.column(entries.get(0)))
                + text.substring(at);
    }

    private String remove(List<String> path, int keep) {
        List<MappingNode> maps = new ArrayList<>();
        MappingNode map = places.root();
        for (String step : path) {
            NodeTuple entry = map == null ? null : YamlText.entry(map, step);
            if (entry == null) {
                return text;
            }
            maps.add(map);
            map = entry.getValueNode() instanceof MappingNode below ? below : null;
        }
        int level = path.size() - 1;
        while (level > keep && maps.get(level).getValue().size() == 1) {
            level--;
        }
        MappingNode holder = maps.get(level);
        NodeTuple gone = YamlText.entry(holder, path.get(level));
        if (holder.getValue().size() == 1 && level > 0) {
            NodeTuple parent = YamlText.entry(maps.get(level - 1), path.get(level - 1));
            // A unit may be a key without a value; an empty map of units is written as such.
            return text.substring(0, places.colon(parent))
                    + (level == 1 || careful ? " {}" : "")
                    + text.substring(places.end(holder));
        }
        if (YamlText.isFlow(holder)) {
            int index = holder.getValue().indexOf(gone);
            boolean only = holder.getValue().size() == 1;
            int from = index > 0
                    ? places.end(holder.getValue().get(index - 1))
                    : only ? places.start(holder) + 1 : places.start(gone.getKeyNode());
            int to = only
                    ? places.end(holder) - 1
                    : index > 0
                            ? places.end(gone)
                            : places.start(holder.getValue().get(1).getKeyNode());
            return text.substring(0, from) + text.substring(to);
        }
        return text.substring(0, places.above(gone))
                + text.substring(careful ? places.belowBlankLines(gone) : places.below(gone));
    }

    private String block(List<String> path, String value, int indent) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            lines.append(" ".repeat(indent + STEP * i))
                    .append(YamlValue.text(path.get(i)))
                    .append(':')
                    .append(i == path.size() - 1 ? " " + value : "")
                    .append(newline);
        }
        return lines.toString();
    }

    private static String flow(List<String> path, String value) {
        String key = YamlValue.text(path.get(0)) + ": ";
        return path.size() == 1 ? key + value : key + "{" + flow(path.subList(1, path.size()), value) + "}";
    }
}
