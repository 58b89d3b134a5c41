package groundplan.settings;

import java.io.StringReader;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML text with the positions of its keys and values, as offsets in the text. */
final class YamlText {
    /** A literal or folded scalar that keeps the line breaks and blank lines after it: they are part of its value. */
    private static final Pattern KEEPING = Pattern.compile("[|>][0-9]?\\+");

    private final String text;
    private final MappingNode root;

    YamlText(String text) {
        this.text = text;
        this.root =
                new Yaml(new LoaderOptions()).compose(new StringReader(text)) instanceof MappingNode map ? map : null;
    }

    /** The map at the top; null when there is none. */
    MappingNode root() {
        return root;
    }

    /** The line break that the text uses. */
    String newline() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    static NodeTuple entry(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(tuple -> key(tuple).equals(key))
                .findFirst()
                .orElse(null);
    }

    static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static boolean isFlow(MappingNode map) {
        return map.getFlowStyle() == DumperOptions.FlowStyle.FLOW;
    }

    static int column(NodeTuple entry) {
        return entry.getKeyNode().getStartMark().getColumn();
    }

    /** Whether the key has no value. */
    boolean empty(NodeTuple entry) {
        return entry.getValueNode() instanceof ScalarNode scalar && start(scalar) == at(scalar.getEndMark());
    }

    /** The position after the key's colon; after the key if it has none, as in {@code {a, b}}. */
    int colon(NodeTuple entry) {
        int end = end(entry.getKeyNode());
        int next = end;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && text.charAt(next) == ':' ? next + 1 : end;
    }

    /** Where the entry's own lines begin, including the comment directly above it. */
    int above(NodeTuple entry) {
        int column = column(entry);
        int line = lineStart(start(entry.getKeyNode()));
        while (line > 0) {
            int before = lineStart(line - 1);
            String content = text.substring(before, line).stripTrailing();
            if (!content.stripLeading().startsWith("#")
                    || content.indexOf('#') != column
                    || content.startsWith("# yaml-")) {
                return line;
            }
            line = before;
        }
        return line;
    }

    /** Where the entry's own lines end: after the blank lines that are part of its value. */
    int below(NodeTuple entry) {
        org.yaml.snakeyaml.nodes.Node last = last(entry.getValueNode());
        return last instanceof ScalarNode
                        && KEEPING.matcher(text.substring(start(last))).lookingAt()
                ? at(last.getEndMark())
                : lineEnd(text, end(entry));
    }

    /** The same, after all blank lines that follow. */
    int belowBlankLines(NodeTuple entry) {
        int line = below(entry);
        while (line < text.length() && text.substring(line, lineEnd(text, line)).isBlank()) {
            line = lineEnd(text, line);
        }
        return line;
    }

    int end(NodeTuple entry) {
        return empty(entry) ? colon(entry) : end(entry.getValueNode());
    }

    /** The position after the last character of a node. The parser ends a block only where the next key begins. */
    int end(org.yaml.snakeyaml.nodes.Node node) {
        if (node instanceof MappingNode map && !isFlow(map) && !map.getValue().isEmpty()) {
            return end(map.getValue().get(map.getValue().size() - 1));
        }
        org.yaml.snakeyaml.nodes.Node last = last(node);
        if (!last.equals(node)) {
            return end(last);
        }
        int end = at(node.getEndMark());
        return start(node) == end ? end : text.substring(0, end).stripTrailing().length();
    }

    int start(org.yaml.snakeyaml.nodes.Node node) {
        return at(node.getStartMark());
    }

    /** The position after the line break. */
    static int lineEnd(String text, int at) {
        int newline = text.indexOf('\n', at);
        return newline < 0 ? text.length() : newline + 1;
    }

    /** The last node in a value: for a block, the last value in it. */
    private static org.yaml.snakeyaml.nodes.Node last(org.yaml.snakeyaml.nodes.Node node) {
        if (node instanceof MappingNode map && !isFlow(map) && !map.getValue().isEmpty()) {
            return last(map.getValue().get(map.getValue().size() - 1).getValueNode());
        }
        if (node instanceof SequenceNode list
                && list.getFlowStyle() != DumperOptions.FlowStyle.FLOW
                && !list.getValue().isEmpty()) {
            return last(list.getValue().get(list.getValue().size() - 1));
        }
        return node;
    }

    private int at(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }
}
