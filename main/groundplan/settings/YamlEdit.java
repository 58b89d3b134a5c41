package groundplan.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Changes one key of a YAML text in place. All that does not belong to the key stays as it is, byte for byte: comments,
 * order,
 * blank lines, quotes.
 */
public final class YamlEdit {
    private static final int STEP = 2;

    private final String text;
    private final String newline;
    private final MappingNode root;

    private YamlEdit(String text) {
        this.text = text;
        this.newline = text.contains("\r\n") ? "\r\n" : "\n";
        this.root =
                new Yaml(new LoaderOptions()).compose(new StringReader(text)) instanceof MappingNode map ? map : null;
    }

    /**
     * The text with another value of a key. Keys on the way that are not there yet are added where the alphabet puts them, if
     * their neighbours are in its order, and at the end otherwise.
     *
     * @param path the key's steps from the top of the file
     * @throws IllegalArgumentException when a step on the way has a value that has no keys
     */
    public static String set(String text, List<String> path, Node value) {
        return new YamlEdit(text).set(path, YamlValue.of(value));
    }

    /**
     * The text without a key, without the comment that stands directly above it, and without the keys above it that nothing
     * else is below.
     *
     * @param keep how many steps stay even when nothing is below them any more
     */
    public static String remove(String text, List<String> path, int keep) {
        return new YamlEdit(text).remove(path, keep);
    }

    private String set(List<String> path, String value) {
        MappingNode map = root;
        if (map == null) {
            String before = text.isEmpty() || text.endsWith("\n") ? text : text + newline;
            return before + block(path, value, 0);
        }
        for (int i = 0; i < path.size(); i++) {
            NodeTuple entry = entry(map, path.get(i));
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
            } else if (entry.getValueNode() instanceof MappingNode || empty(entry)) {
                return fill(entry, rest, value);
            } else {
                throw new IllegalArgumentException("'" + path.get(i) + "' has a value and no keys");
            }
        }
        throw new IllegalArgumentException("a key has at least one step");
    }

    private String replace(NodeTuple entry, String value) {
        int from = end(entry.getKeyNode());
        int start = start(entry.getValueNode());
        boolean sameLine = text.substring(from, start).indexOf('\n') < 0;
        if (sameLine && !empty(entry)) {
            return text.substring(0, start) + value + text.substring(end(entry.getValueNode()));
        }
        int colon = text.indexOf(':', from) + 1;
        return text.substring(0, colon) + " " + value
                + text.substring(empty(entry) ? colon : end(entry.getValueNode()));
    }

    /** Keys below one that has none yet: {@code units: {}}, or {@code ecr:} with nothing behind it. */
    private String fill(NodeTuple entry, List<String> path, String value) {
        int indent = column(entry.getKeyNode()) + STEP;
        int colon = text.indexOf(':', end(entry.getKeyNode())) + 1;
        String head = text.substring(0, colon) + text.substring(empty(entry) ? colon : end(entry.getValueNode()));
        int line = lineEnd(head, colon);
        return head.substring(0, line)
                + (line > 0 && head.charAt(line - 1) == '\n' ? "" : newline)
                + block(path, value, indent)
                + head.substring(line);
    }

    private String insert(MappingNode map, List<String> path, String value) {
        if (map.getFlowStyle() == DumperOptions.FlowStyle.FLOW) {
            int close = end(map) - 1;
            String before = text.substring(0, close).stripTrailing();
            String pair = flow(path, value);
            return before + (map.getValue().isEmpty() ? "" : ", ") + pair + text.substring(close);
        }
        List<String> keys = map.getValue().stream().map(YamlEdit::key).toList();
        boolean sorted = keys.stream().sorted().toList().equals(keys);
        int before = keys.size();
        while (sorted && before > 0 && keys.get(before - 1).compareTo(path.get(0)) > 0) {
            before--;
        }
        int indent = column(map.getValue().get(0).getKeyNode());
        int at = before == 0
                ? above(map.getValue().get(0))
                : lineEnd(text, end(map.getValue().get(before - 1)));
        String start = text.substring(0, at);
        return start
                + (start.isEmpty() || start.endsWith("\n") ? "" : newline)
                + block(path, value, indent)
                + text.substring(at);
    }

    private String remove(List<String> path, int keep) {
        List<MappingNode> maps = new ArrayList<>();
        MappingNode map = root;
        for (String step : path) {
            NodeTuple entry = map == null ? null : entry(map, step);
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
        NodeTuple gone = entry(holder, path.get(level));
        if (holder.getValue().size() == 1 && level > 0) {
            NodeTuple parent = entry(maps.get(level - 1), path.get(level - 1));
            int colon = text.indexOf(':', end(parent.getKeyNode())) + 1;
            // A unit that is only named stands for itself; a list of units that is empty says so.
            return text.substring(0, colon) + (level == 1 ? " {}" : "") + text.substring(end(holder));
        }
        if (holder.getFlowStyle() == DumperOptions.FlowStyle.FLOW) {
            int index = holder.getValue().indexOf(gone);
            int from = index > 0 ? end(holder.getValue().get(index - 1)) : start(gone.getKeyNode());
            int to = index > 0 || holder.getValue().size() == 1
                    ? end(gone)
                    : start(holder.getValue().get(1).getKeyNode());
            return text.substring(0, from) + text.substring(to);
        }
        return text.substring(0, above(gone)) + text.substring(lineEnd(text, end(gone)));
    }

    private static NodeTuple entry(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(tuple -> key(tuple).equals(key))
                .findFirst()
                .orElse(null);
    }

    private static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private boolean empty(NodeTuple entry) {
        return entry.getValueNode() instanceof ScalarNode scalar && start(scalar) == at(scalar.getEndMark());
    }

    /** Where the entry's own lines begin: with the comment that stands directly above it. */
    private int above(NodeTuple entry) {
        int column = column(entry.getKeyNode());
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

    private int end(NodeTuple entry) {
        return empty(entry)
                ? Math.max(end(entry.getKeyNode()), text.indexOf(':', end(entry.getKeyNode())) + 1)
                : end(entry.getValueNode());
    }

    /** Where the last character of a node is: a block's own end stands where the next key begins. */
    private int end(org.yaml.snakeyaml.nodes.Node node) {
        if (node instanceof MappingNode map
                && map.getFlowStyle() == DumperOptions.FlowStyle.BLOCK
                && !map.getValue().isEmpty()) {
            return end(map.getValue().get(map.getValue().size() - 1));
        }
        if (node instanceof SequenceNode list
                && list.getFlowStyle() == DumperOptions.FlowStyle.BLOCK
                && !list.getValue().isEmpty()) {
            return end(list.getValue().get(list.getValue().size() - 1));
        }
        int end = at(node.getEndMark());
        return start(node) == end ? end : text.substring(0, end).stripTrailing().length();
    }

    private int start(org.yaml.snakeyaml.nodes.Node node) {
        return at(node.getStartMark());
    }

    private int column(org.yaml.snakeyaml.nodes.Node node) {
        return node.getStartMark().getColumn();
    }

    private int at(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** Behind the line's end. */
    private static int lineEnd(String text, int at) {
        int newline = text.indexOf('\n', at);
        return newline < 0 ? text.length() : newline + 1;
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
