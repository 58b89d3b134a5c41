package groundplan.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads one YAML file into nodes with their positions. */
final class YamlFile {
    /** Reads {@code yes} and {@code off} as strings, because not all YAML parsers take them for booleans. */
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private final String name;
    private final List<Problem> problems;
    private boolean aliased;

    private YamlFile(String name, List<Problem> problems) {
        this.name = name;
        this.problems = problems;
    }

    /** Reads the file, and adds what is wrong to the problems. Empty if it cannot be read as a YAML mapping. */
    static Optional<Node.Mapping> read(Path file, String name, List<Problem> problems) {
        SourceLocation whole = new SourceLocation(name, 0, 0);
        try {
            if (Files.isDirectory(file)) {
                problems.add(new Problem(whole, "", "is a directory; a settings file is expected here"));
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(text, name, problems);
        } catch (CharacterCodingException e) {
            problems.add(new Problem(whole, "", "is not UTF-8 text; save it with that encoding"));
        } catch (AccessDeniedException e) {
            problems.add(new Problem(whole, "", "cannot be read: permission denied"));
        } catch (NoSuchFileException e) {
            problems.add(new Problem(whole, "", "cannot be read: it is a broken symbolic link"));
        } catch (FileSystemException e) {
            problems.add(new Problem(whole, "", "cannot be read: " + e.getReason()));
        } catch (IOException e) {
            problems.add(new Problem(whole, "", "cannot be read: " + e.getMessage()));
        }
        return Optional.empty();
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
        try (YAMLParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            Node node = file.value(parser, "");
            if (file.aliased) {
                // The value of an alias is not known here, so further checks would report problems that do not exist.
                return null;
            }
            if (parser.nextToken() != null) {
                problems.add(new Problem(
                        file.mark(parser), "", "a second document ('---') starts here; a file may have only one"));
            }
            return node;
        } catch (JsonProcessingException e) {
            problems.add(invalid(e, name));
        } catch (IOException e) {
            problems.add(new Problem(new SourceLocation(name, 0, 0), "", "cannot be read: " + e.getMessage()));
        }
        return null;
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

    private Node value(YAMLParser parser, String key) throws IOException {
        SourceLocation mark = mark(parser);
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            aliased |= parser.isCurrentAlias();
            problems.add(new Problem(
                    mark,
                    key,
                    "anchors and aliases are not allowed; write the value out, or move it to a lower layer"));
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(parser, mark, key);
            case START_ARRAY -> sequence(parser, mark, key);
            case VALUE_NUMBER_INT -> new Node.Scalar(mark, Node.Type.INTEGER, parser.getText(), List.of());
            case VALUE_NUMBER_FLOAT -> new Node.Scalar(mark, Node.Type.DECIMAL, parser.getText(), List.of());
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(mark, Node.Type.BOOLEAN, parser.getText(), List.of());
            case VALUE_NULL -> new Node.Scalar(mark, Node.Type.NOTHING, "", List.of());
            default -> new Node.Scalar(mark, Node.Type.TEXT, parser.getText(), List.of());
        };
    }

    private Node mapping(YAMLParser parser, SourceLocation mark, String path) throws IOException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            SourceLocation at = mark(parser);
            parser.nextToken();
            String below = path.isEmpty() ? key : path + "." + key;
            Node value = value(parser, below);
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

    private Node sequence(YAMLParser parser, SourceLocation mark, String path) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "[" + items.size() + "]"));
        }
        return new Node.Sequence(mark, List.copyOf(items), List.of());
    }

    private SourceLocation mark(YAMLParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return new SourceLocation(name, at.getLineNr(), at.getColumnNr());
    }
}
