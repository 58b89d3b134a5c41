package groundplan.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads one YAML file into nodes with their positions. */
final class YamlFile {
    /** Reads {@code yes} and {@code off} as strings, because not all YAML parsers take them for booleans. */
    private static final PlainYaml YAML = new PlainYaml(YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL));

    /** More than any setting needs, and little enough for every method that descends into the values. */
    private static final int DEEPEST = 50;

    private static final String MERGE = "<<";

    private final String name;
    private final List<Problem> problems;
    private boolean aliased;

    private YamlFile(String name, List<Problem> problems) {
        this.name = name;
        this.problems = problems;
    }

    /** Reads the file, and adds what is wrong to the problems. Empty if it cannot be read as a YAML mapping. */
    static Optional<Node.Mapping> read(Path file, String name, List<Problem> problems) {
        return SettingsText.read(file, name, problems).flatMap(text -> parse(text, name, problems));
    }

    private static Optional<Node.Mapping> parse(String text, String name, List<Problem> problems) {
        int before = problems.size();
        Node node = parseValue(text, name, problems);
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        if (node != null) {
            problems.add(new Problem(node.mark(), "", "expected a map at the top level, found " + node.describe()));
        }
        return problems.size() == before
                ? Optional.of(Node.Mapping.empty(new SourceLocation(name, 0, 0)))
                : Optional.empty();
    }

    /** Any YAML value; null for an empty text, and for one that is not YAML or contains an alias. */
    static Node parseValue(String text, String name, List<Problem> problems) {
        YamlFile file = new YamlFile(name, problems);
        try (PlainYaml.Parser parser = YAML.parser(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            Node node = file.value(parser, "", 0);
            if (file.aliased) {
                // The value of an alias is not known here, so further checks would report problems that do not exist.
                return null;
            }
            if (parser.nextToken() != null) {
                problems.add(new Problem(
                        file.mark(parser), "", "a second document ('---') starts here; a file may have only one"));
            }
            return node;
        } catch (TooDeep e) {
            problems.add(new Problem(
                    e.mark,
                    e.key,
                    "is nested too deeply: " + DEEPEST + " maps and lists inside each other are allowed"));
        } catch (JsonProcessingException e) {
            problems.add(conflict(text, name).orElseGet(() -> invalid(e, name)));
        } catch (IOException e) {
            problems.add(new Problem(new SourceLocation(name, 0, 0), "", "cannot be read: " + e.getMessage()));
        }
        return null;
    }

    /** What Git leaves in a file when it cannot merge two versions of it. */
    private static Optional<Problem> conflict(String text, String name) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).startsWith("<<<<<<< "))
                .mapToObj(line -> new Problem(
                        new SourceLocation(name, line + 1, 1),
                        "",
                        "is not valid YAML: an unresolved merge conflict begins here; choose one of the two versions, and remove"
                                + " the lines that begin with <<<<<<<, ======= and >>>>>>>"))
                .findFirst();
    }

    private static Problem invalid(JsonProcessingException failure, String name) {
        if (failure.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            SourceLocation mark = new SourceLocation(
                    name,
                    yaml.getProblemMark().getLine() + 1,
                    yaml.getProblemMark().getColumn() + 1);
            String context = yaml.getContext() == null ? "" : yaml.getContext().strip() + ", ";
            return new Problem(mark, "", "is not valid YAML: " + context + yaml.getProblem());
        }
        JsonLocation at = failure.getLocation();
        SourceLocation mark = at == null
                ? new SourceLocation(name, 0, 0)
                : new SourceLocation(name, at.getLineNr(), at.getColumnNr());
        return new Problem(
                mark,
                "",
                "is not valid YAML: "
                        + failure.getOriginalMessage()
                                .lines()
                                .findFirst()
                                .orElse("")
                                .strip());
    }

    private Node value(PlainYaml.Parser parser, String key, int depth) throws IOException {
        SourceLocation mark = mark(parser);
        tag(parser.getTypeId(), mark, key);
        anchor(parser.isCurrentAlias() || parser.getObjectId() != null, mark, key);
        aliased |= parser.isCurrentAlias();
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(parser, mark, key, below(depth, mark, key));
            case START_ARRAY -> sequence(parser, mark, key, below(depth, mark, key));
            case VALUE_NUMBER_INT -> new Node.Scalar(mark, Node.Type.INTEGER, parser.getText(), List.of());
            case VALUE_NUMBER_FLOAT -> new Node.Scalar(mark, Node.Type.DECIMAL, parser.getText(), List.of());
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(mark, Node.Type.BOOLEAN, parser.getText(), List.of());
            case VALUE_NULL -> new Node.Scalar(mark, Node.Type.NOTHING, "", List.of());
            default -> new Node.Scalar(mark, Node.Type.TEXT, checked(parser.getText(), mark, key), List.of());
        };
    }

    /** Nothing in Groundplan resolves a tag: without this, {@code !Ref Team} would be the text {@code Team}. */
    private void tag(String tag, SourceLocation mark, String key) {
        if (tag != null) {
            String word = tag.replaceFirst("^!+", "").replace("tag:yaml.org,2002:", "!");
            String shown = word.isEmpty() ? "" : " (!" + word + ")";
            problems.add(new Problem(
                    mark,
                    key,
                    "YAML tags" + shown + " are not allowed; write the value itself, in quotes if it is text"));
        }
    }

    private void anchor(boolean present, SourceLocation mark, String key) {
        if (present) {
            problems.add(new Problem(
                    mark,
                    key,
                    "anchors and aliases are not allowed; write the value out, or move it to a lower layer"));
        }
    }

    /** An escape can be a character that the file itself may not contain. */
    private String checked(String text, SourceLocation mark, String key) {
        Characters.refused(text, 0)
                .ifPresent(index -> problems.add(new Problem(mark, key, Characters.problem(text.codePointAt(index)))));
        return text;
    }

    private static int below(int depth, SourceLocation mark, String key) throws TooDeep {
        if (depth == DEEPEST) {
            throw new TooDeep(mark, key);
        }
        return depth + 1;
    }

    /** Ends the reading of a file whose maps and lists are nested too deeply. */
    private static final class TooDeep extends IOException {
        private final transient SourceLocation mark;
        private final String key;

        TooDeep(SourceLocation mark, String key) {
            this.mark = mark;
            this.key = key;
        }
    }

    private Node mapping(PlainYaml.Parser parser, SourceLocation mark, String path, int depth) throws IOException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            SourceLocation at = mark(parser);
            String below = path.isEmpty() ? key : path + "." + key;
            tag(parser.tagOfKey(), at, below);
            anchor(parser.isKeyNamed(), at, below);
            checked(key, at, below);
            parser.nextToken();
            Node value = value(parser, below, depth);
            if (key.equals(MERGE)) {
                problems.add(new Problem(
                        at, below, "merge keys are not allowed; write the keys out, or move them to a lower layer"));
                continue;
            }
            Node.Entry earlier = entries.putIfAbsent(key, new Node.Entry(at, value));
            if (earlier != null) {
                problems.add(new Problem(
                        at,
                        below,
                        "is a duplicate key; the first is on line "
                                + earlier.mark().line()));
            }
        }
        return new Node.Mapping(mark, entries, List.of());
    }

    private Node sequence(PlainYaml.Parser parser, SourceLocation mark, String path, int depth) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "[" + items.size() + "]", depth));
        }
        return new Node.Sequence(mark, List.copyOf(items), List.of());
    }

    private SourceLocation mark(PlainYaml.Parser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return new SourceLocation(name, at.getLineNr(), at.getColumnNr());
    }
}
