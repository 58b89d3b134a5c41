package groundplan.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text in one form: two spaces for each level, also for lists below their key; one space after a colon and a dash; double quotes;
 * at most one blank line; no spaces at the ends of lines; a line feed at the end. Comments, the order of keys, and values stay.
 */
public final class FormattedYaml {
    private FormattedYaml() {}

    /**
     * The text in that form, which means the same: that is checked.
     *
     * @param name the file's name, for messages
     * @throws InvalidSettings when it is not valid YAML, or could only be formatted by changing what it means
     */
    public static String of(String name, String text) throws InvalidSettings {
        String lines = text.replace("\r\n", "\n");
        Optional<Node> before = read(name, lines);
        if (before.isEmpty()) {
            return new YamlLines(lines).text();
        }
        YamlLines spaced = new YamlLines(lines);
        spaced.space(before.get());
        // Read again, since the columns have changed.
        String evenly = spaced.text();
        Node root = read(name, evenly).orElseThrow();
        YamlLines indented = new YamlLines(evenly);
        indented.indent(root);
        String formatted = indented.text();
        Optional<Node> after = read(name, formatted);
        if (after.isEmpty()
                || !same(before.get(), after.get())
                || !comments(lines).equals(comments(formatted))) {
            throw new InvalidSettings(List.of(new Problem(
                    new SourceLocation(name, 1, 1),
                    "",
                    "cannot be formatted without changing what it means; simplify its scalars of several lines")));
        }
        return formatted;
    }

    private static Optional<Node> read(String name, String text) throws InvalidSettings {
        try {
            return Optional.ofNullable(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            int column = e.getProblemMark() == null ? 0 : e.getProblemMark().getColumn();
            throw new InvalidSettings(List.of(new Problem(
                    new SourceLocation(name, line + 1, column + 1), "", "is not valid YAML: " + e.getProblem())));
        } catch (YAMLException e) {
            throw new InvalidSettings(List.of(new Problem(
                    new SourceLocation(name, 1, 1),
                    "",
                    "is not valid YAML: " + e.getMessage().lines().findFirst().orElse(""))));
        }
    }

    private static boolean same(Node one, Node other) {
        if (!one.getTag().equals(other.getTag())) {
            return false;
        }
        if (one instanceof ScalarNode scalar && other instanceof ScalarNode another) {
            return scalar.getValue().equals(another.getValue());
        }
        List<Node> parts = parts(one);
        List<Node> others = parts(other);
        boolean same = parts.size() == others.size();
        for (int i = 0; same && i < parts.size(); i++) {
            same = same(parts.get(i), others.get(i));
        }
        return same;
    }

    private static List<Node> parts(Node node) {
        List<Node> parts = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                parts.add(entry.getKeyNode());
                parts.add(entry.getValueNode());
            }
        } else if (node instanceof SequenceNode list) {
            parts.addAll(list.getValue());
        }
        return parts;
    }

    private static List<String> comments(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("#"))
                .toList();
    }
}
