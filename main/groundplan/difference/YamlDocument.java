package groundplan.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;

/**
 * Reads YAML as JSON, all values as texts. Only documents of which nothing is lost by that are read: one map or list, without tags,
 * anchors and keys that occur twice. Others are compared by lines.
 */
final class YamlDocument {
    /** Values that would be something else than a text without their quotes. */
    private static final Pattern NOT_A_TEXT = Pattern.compile("(?i)true|false|yes|no|on|off|null|~||[-+.0-9].*");

    private static final int MOST_CHARACTERS = 1024 * 1024;
    private static final int DEEPEST = 100;

    /** Thrown when it is no such document. */
    private static final class NoDocument extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Iterator<Event> events;

    private YamlDocument(Iterator<Event> events) {
        this.events = events;
    }

    /** The document; empty if it is not one of those. */
    static Optional<JsonNode> read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        try {
            return new YamlDocument(
                            new Yaml(options).parse(new StringReader(text)).iterator())
                    .document();
        } catch (YAMLException | NoDocument other) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> document() {
        next(StreamStartEvent.class);
        next(DocumentStartEvent.class);
        JsonNode root = node(events.next(), 0);
        next(DocumentEndEvent.class);
        next(StreamEndEvent.class);
        return root.isContainerNode() ? Optional.of(root) : Optional.empty();
    }

    private void next(Class<? extends Event> kind) {
        if (!kind.isInstance(events.next())) {
            throw new NoDocument();
        }
    }

    private JsonNode node(Event event, int depth) {
        if (!(event instanceof NodeEvent named) || named.getAnchor() != null || depth > DEEPEST) {
            throw new NoDocument();
        }
        if (event instanceof ScalarEvent scalar) {
            return TextNode.valueOf(text(scalar));
        }
        if (((CollectionStartEvent) event).getTag() != null) {
            throw new NoDocument();
        }
        return event instanceof MappingStartEvent ? map(depth) : list(depth);
    }

    private static String text(ScalarEvent scalar) {
        if (scalar.getTag() != null && !scalar.getTag().equals("!")) {
            throw new NoDocument();
        }
        return scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN
                        && NOT_A_TEXT.matcher(scalar.getValue()).matches()
                ? TextNode.valueOf(scalar.getValue()).toString()
                : scalar.getValue();
    }

    private ObjectNode map(int depth) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            JsonNode key = node(event, depth);
            if (!key.isTextual() || map.has(key.asText()) || key.asText().equals("<<")) {
                throw new NoDocument();
            }
            map.set(key.asText(), node(events.next(), depth + 1));
        }
        return map;
    }

    private ArrayNode list(int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            list.add(node(event, depth + 1));
        }
        return list;
    }
}
