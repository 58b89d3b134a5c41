package groundplan.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The lines of a YAML text while it is formatted. */
final class YamlLines {
    private static final int STEP = 2;

    private final List<String> lines;
    /** Lines inside of scalars of several lines, in which every character may count. */
    private final boolean[] raw;
    /** The columns that begin a key or an item, by line: each with its new column. */
    private final Map<Integer, List<Columns>> columns = new TreeMap<>();
    /** For a line that continues a scalar or a flow collection, the line on which that begins. */
    private final Map<Integer, Integer> owners = new HashMap<>();

    /** The indentation of literals, by the line on which they begin, except those that name it. */
    private final Map<Integer, Integer> literals = new HashMap<>();

    private final List<Edit> edits = new ArrayList<>();

    YamlLines(String text) {
        lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        raw = new boolean[lines.size()];
    }

    /** Where something begins, and where it is to begin. */
    private record Columns(int from, int to) {}

    /** A replacement within a line. */
    private record Edit(int line, int from, int to, String text) {}

    /** Corrects what is within lines: spaces after keys and dashes, and quotes. */
    void space(Node root) {
        mark(root);
        spaces(root);
        edits.sort(
                Comparator.comparingInt(Edit::line).thenComparingInt(Edit::from).reversed());
        for (Edit edit : edits) {
            String line =
                    codePoints(edit.line(), 0, edit.from()) + edit.text() + codePoints(edit.line(), edit.to(), -1);
            lines.set(edit.line(), line);
        }
    }

    /** A part of a line; the parser counts code points. */
    private String codePoints(int line, int from, int to) {
        String text = lines.get(line);
        int start = text.offsetByCodePoints(0, from);
        return to < 0 ? text.substring(start) : text.substring(start, text.offsetByCodePoints(0, to));
    }

    private void spaces(Node node) {
        if (node instanceof ScalarNode scalar) {
            quotes(scalar);
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                spaces(entry.getKeyNode());
                between(entry.getKeyNode(), entry.getValueNode());
                spaces(entry.getValueNode());
            }
        } else if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                spaces(item);
            }
        }
    }

    private void quotes(ScalarNode scalar) {
        boolean plain = scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                && scalar.getStartMark().getLine() == scalar.getEndMark().getLine()
                && scalar.getValue().matches("[^\\p{Cntrl}\"\\\\]*");
        if (plain) {
            edits.add(new Edit(
                    line(scalar), column(scalar), scalar.getEndMark().getColumn(), "\"" + scalar.getValue() + "\""));
        }
    }

    /** One space between a key's colon and a value on the same line. */
    private void between(Node key, Node value) {
        int line = key.getEndMark().getLine();
        int from = key.getEndMark().getColumn();
        if (line == line(value) && column(value) > from && !empty(value)) {
            String now = codePoints(line, from, column(value));
            if (now.matches(" *: +")) {
                edits.add(new Edit(line, from, column(value), ": "));
            }
        }
    }

    private static boolean empty(Node value) {
        return value instanceof ScalarNode
                && value.getStartMark().getIndex() == value.getEndMark().getIndex();
    }

    /** Indents each level by two more spaces than the one above it. */
    void indent(Node root) {
        mark(root);
        place(root, 0);
        List<String> indented = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            indented.add(indented(i));
        }
        Collections.copy(lines, indented);
    }

    private String indented(int line) {
        String text = lines.get(line);
        String content = text.stripLeading();
        if (columns.containsKey(line)) {
            return begun(line, columns.get(line));
        }
        if (content.isEmpty()) {
            return text;
        }
        int column = text.length() - content.length();
        if (owners.containsKey(line)) {
            return " ".repeat(Math.max(0, column + shift(owners.get(line)))) + content;
        }
        return content.startsWith("#") ? " ".repeat(comment(line, column)) + content : text;
    }

    /** A line on which something begins, possibly behind the dashes of lists. */
    private String begun(int line, List<Columns> places) {
        StringBuilder text = new StringBuilder(" ".repeat(places.get(0).to()));
        for (int i = 0; i + 1 < places.size(); i++) {
            text.append('-')
                    .append(" ".repeat(places.get(i + 1).to() - places.get(i).to() - 1));
        }
        return text.append(codePoints(line, places.get(places.size() - 1).from(), -1))
                .toString();
    }

    /** How far the lines move that continue what begins on a line. */
    private int shift(int owner) {
        List<Columns> places = columns.get(owner);
        if (places == null) {
            return 0;
        }
        Columns last = places.get(places.size() - 1);
        Integer literal = literals.get(owner);
        if (literal == null) {
            return last.to() - last.from();
        }
        boolean item = lines.get(owner).stripLeading().matches("-[- ]*+[|>].*");
        return last.to() + (item ? 0 : STEP) - literal;
    }

    /** A comment stays in line with what follows, or else with what is above. */
    private int comment(int line, int column) {
        Optional<Integer> next =
                columns.keySet().stream().filter(other -> other > line).findFirst();
        Optional<Integer> exact = next.flatMap(other -> at(other, column));
        for (int above = line - 1; exact.isEmpty() && above >= 0; above--) {
            exact = at(above, column);
        }
        return exact.or(() -> next.map(other -> columns.get(other).get(0).to())).orElse(0);
    }

    private Optional<Integer> at(int line, int column) {
        return columns.getOrDefault(line, List.of()).stream()
                .filter(known -> known.from() == column)
                .map(Columns::to)
                .findFirst();
    }

    private void place(Node node, int column) {
        if (node instanceof MappingNode map && block(map)) {
            for (NodeTuple entry : map.getValue()) {
                begins(line(entry.getKeyNode()), column(entry.getKeyNode()), column);
                place(entry.getValueNode(), column + STEP);
            }
        } else if (node instanceof SequenceNode list && block(list)) {
            for (Node item : list.getValue()) {
                int line = line(item);
                // The dash may be alone on a line before its item.
                while (line > line(list) && !dashes(line, column(list))) {
                    line--;
                }
                begins(line, column(list), column);
                place(item, column + STEP);
            }
        } else {
            // A value on a line of its own, below its key.
            begins(line(node), column(node), column);
        }
    }

    private boolean dashes(int line, int column) {
        String text = lines.get(line);
        return text.length() > column
                && text.charAt(column) == '-'
                && text.substring(0, column).isBlank();
    }

    /** Notes what begins at a place, if it is the first in its line, or behind the dashes of lists. */
    private void begins(int line, int from, int to) {
        String before = codePoints(line, 0, from);
        if (before.isBlank() || before.matches("[ -]*") && columns.containsKey(line)) {
            columns.computeIfAbsent(line, key -> new ArrayList<>()).add(new Columns(from, to));
        }
    }

    private void mark(Node node) {
        int first = line(node);
        int last = last(node);
        boolean scalar = node instanceof ScalarNode;
        if (scalar || node instanceof CollectionNode<?> collection && !block(collection)) {
            for (int line = first + 1; line <= last; line++) {
                owners.putIfAbsent(line, first);
                raw[line] |= scalar;
            }
            if (scalar
                    && literal((ScalarNode) node)
                    && !codePoints(first, column(node), -1).matches("[|>][+-]?[0-9].*")) {
                lines.subList(first + 1, Math.max(first, last) + 1).stream()
                        .filter(line -> !line.isBlank())
                        .mapToInt(line -> line.length() - line.stripLeading().length())
                        .min()
                        .ifPresent(indent -> literals.put(first, indent));
            }
        }
        if (node instanceof MappingNode map) {
            map.getValue().forEach(entry -> {
                mark(entry.getKeyNode());
                mark(entry.getValueNode());
            });
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::mark);
        }
    }

    /** The last line of a node; the parser ends a literal where the next key begins, or a comment. */
    private int last(Node node) {
        int line = Math.min(node.getEndMark().getLine(), lines.size() - 1);
        boolean literal = node instanceof ScalarNode scalar && literal(scalar);
        return literal && (node.getEndMark().getColumn() == 0 || line > line(node) && structure(line, node))
                ? line - 1
                : line;
    }

    private static boolean literal(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
    }

    private boolean structure(int line, Node node) {
        return node.getEndMark().getColumn()
                <= lines.get(line).length() - lines.get(line).stripLeading().length();
    }

    private static boolean block(CollectionNode<?> node) {
        return node.getFlowStyle() != FlowStyle.FLOW;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine();
    }

    private static int column(Node node) {
        return node.getStartMark().getColumn();
    }

    /** The text, without blank lines and spaces that do not count. */
    String text() {
        StringBuilder text = new StringBuilder();
        boolean blank = true;
        for (int i = 0; i < lines.size(); i++) {
            String line = raw[i] ? lines.get(i) : lines.get(i).stripTrailing();
            if (raw[i] || !line.isEmpty()) {
                text.append(line).append('\n');
                blank = false;
            } else if (!blank) {
                text.append('\n');
                blank = true;
            }
        }
        boolean last = raw.length > 0 && raw[raw.length - 1];
        String whole = text.toString();
        return last ? whole.replaceFirst("\n$", "") : whole.stripTrailing() + (whole.isBlank() ? "" : "\n");
    }
}
