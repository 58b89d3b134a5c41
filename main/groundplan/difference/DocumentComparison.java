package groundplan.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.redact.Redactor;
import groundplan.redact.SecretPatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Compares two values of an attribute by what they contain: the entries of JSON and YAML documents inside strings, the lines of texts,
 * and the elements of lists. What is compared are the values; what is reported are the same places of the values as they may be shown.
 */
public final class DocumentComparison {
    /** Attributes with documents in which every list of plain values is a set. */
    private static final Set<String> OF_SETS = Set.of("event_pattern", "filter_policy", "filter_criteria");

    /** What the patterns of a function's event source are in. */
    private static final String FILTERS = "filter_criteria";

    private static final String CONTAINERS = "container_definitions";

    private final Redactor redactor;
    private final List<DocumentChange> found = new ArrayList<>();
    private boolean sets;
    private boolean containers;
    /** Whether what is compared is an attribute, and no document in one: where nothing is set, providers return empty values. */
    private boolean attribute = true;

    private DocumentComparison(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * The differences inside a value; empty if it has no parts that could be told apart.
     *
     * @param path the attribute's path
     * @param name the attribute's name, which says what its documents mean
     * @param before the value before the change; missing if there is none
     * @param shownBefore the same as it may be shown
     * @param after the value after the change
     * @param shownAfter the same as it may be shown
     * @param redactor hides the secrets in names and in documents
     */
    public static List<DocumentChange> of(
            String path,
            String name,
            JsonNode before,
            JsonNode shownBefore,
            JsonNode after,
            JsonNode shownAfter,
            Redactor redactor) {
        DocumentComparison comparison = new DocumentComparison(redactor);
        comparison.sets = OF_SETS.contains(name) || path.startsWith(FILTERS);
        comparison.containers = name.equals(CONTAINERS);
        ShownNode old = new ShownNode(before, shownBefore);
        ShownNode now = new ShownNode(after, shownAfter);
        comparison.compare(new DocumentPath(path, redactor::hide), name, old, now);
        List<DocumentChange> found = comparison.found;
        boolean whole = found.equals(List.of(new DocumentChange(path, old.text(), now.text())));
        return whole ? List.of() : List.copyOf(found);
    }

    /**
     * Compares two values of the same place.
     *
     * @param name the key of the values, or of the list that they are in
     */
    void compare(DocumentPath path, String name, ShownNode before, ShownNode after) {
        if (before.value().equals(after.value())
                || before.none() && after.none()
                || attribute && nothing(before) && nothing(after)
                || equal(before.value(), after.value())) {
            return;
        }
        boolean wrapped =
                sets && before.value().isArray() != after.value().isArray() && !before.none() && !after.none();
        ShownNode old = wrapped ? before.asList() : before;
        ShownNode now = wrapped ? after.asList() : after;
        if (either(old, now, JsonNode::isObject) && !empty(old, now)) {
            objects(path, old, now);
        } else if (either(old, now, JsonNode::isArray) && !empty(old, now)) {
            new ListComparison(this, path, name).of(old.elements(), now.elements(), sets);
        } else if (either(old, now, JsonNode::isTextual)) {
            texts(path, name, old, now);
        } else {
            add(path, old, now);
        }
    }

    /** Whether what is compared is a document in an attribute. */
    boolean inDocument() {
        return !attribute;
    }

    /** How many differences were found so far. */
    int count() {
        return found.size();
    }

    private static boolean nothing(ShownNode value) {
        return value.none()
                || value.value().isContainerNode() && value.value().isEmpty()
                || value.value().isTextual() && value.value().asText().isEmpty();
    }

    /** Whether both are the same number, written in another way. */
    private static boolean equal(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() && one.decimalValue().compareTo(other.decimalValue()) == 0;
    }

    /** Whether both are of a kind, or one is and the other does not exist. */
    private static boolean either(ShownNode one, ShownNode other, Predicate<JsonNode> kind) {
        return (one.none() || kind.test(one.value())) && (other.none() || kind.test(other.value()));
    }

    /** Whether nothing is below the only value that exists. */
    private static boolean empty(ShownNode one, ShownNode other) {
        return one.none() && other.value().isEmpty()
                || other.none() && one.value().isEmpty();
    }

    private void objects(DocumentPath path, ShownNode before, ShownNode after) {
        boolean policy = before.value().has("Statement") || after.value().has("Statement");
        boolean outside = sets;
        sets |= policy;
        Set<String> names = new TreeSet<>(before.names());
        names.addAll(after.names());
        for (String key : names) {
            // The path is made only for what differs: hiding secrets in names takes longest.
            boolean same = before.value().path(key).equals(after.value().path(key));
            if (!same && !(containers && (isDefault(key, before, after) || isDefault(key, after, before)))) {
                compare(path.child(key), key, before.child(key), after.child(key));
            }
        }
        sets = outside;
    }

    /** Whether a value of a container is what ECS writes where nothing is set. */
    private static boolean isDefault(String key, ShownNode without, ShownNode with) {
        JsonNode value = with.value().path(key);
        return without.value().isObject()
                && without.child(key).none()
                && switch (key) {
                    case "cpu" -> value.asInt(-1) == 0;
                    case "essential" -> value.asBoolean();
                    case "protocol" -> value.asText().equals("tcp");
                    case "hostPort" ->
                        value.asInt(-1) == 0 || value.equals(with.value().path("containerPort"));
                    default -> value.isContainerNode() && value.isEmpty();
                };
    }

    private void texts(DocumentPath path, String name, ShownNode before, ShownNode after) {
        Optional<ShownNode> old = structure(before);
        Optional<ShownNode> now = structure(after);
        if (old.isPresent() && now.isPresent()) {
            int known = found.size();
            boolean outside = attribute;
            attribute = false;
            compare(path, name, old.get(), now.get());
            attribute = outside;
            if (found.size() == known) {
                found.add(new DocumentChange(path.text(), null, null));
            }
            return;
        }
        Optional<ShownNode> oldText = decoded(before);
        Optional<ShownNode> nowText = decoded(after);
        if (oldText.isPresent() && nowText.isPresent()) {
            texts(path, name, oldText.get(), nowText.get());
        } else if (several(before) || several(after)) {
            lines(path, before, after);
        } else {
            add(path, before, after);
        }
    }

    /** Whether a text has more than two lines: shorter ones are as easy to read on one. */
    private static boolean several(ShownNode text) {
        String value = text.value().asText();
        int first = value.indexOf('\n');
        return first >= 0 && value.indexOf('\n', first + 1) >= 0;
    }

    /** The document in a text; no value is that of no text. */
    private Optional<ShownNode> structure(ShownNode text) {
        if (text.none()) {
            return Optional.of(ShownNode.NONE);
        }
        Optional<JsonNode> value = DocumentText.structure(text.value().asText());
        Optional<JsonNode> shown =
                value.flatMap(document -> DocumentText.structure(text.shown().asText()));
        return value.isPresent() && shown.isPresent()
                ? Optional.of(new ShownNode(value.get(), shown(shown.get())))
                : Optional.empty();
    }

    /** The text of which a text is the Base64; no value is that of no text. */
    private Optional<ShownNode> decoded(ShownNode text) {
        return text.none()
                ? Optional.of(ShownNode.NONE)
                : DocumentText.decoded(text.value().asText())
                        .map(TextNode::valueOf)
                        .map(plain -> new ShownNode(plain, shown(plain)));
    }

    /** A value as it may be shown: names inside a document that was encoded say which of its values are secret. */
    private JsonNode shown(JsonNode value) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set("before", value);
        return redactor.shown(change).path("before");
    }

    private void lines(DocumentPath path, ShownNode before, ShownNode after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        if (old.equals(now)) {
            found.add(new DocumentChange(path.text(), SecretPatterns.HIDDEN, SecretPatterns.HIDDEN));
        }
        for (SequenceDelta delta : SequenceDelta.between(old, now)) {
            for (int i = 0; i < Math.max(delta.removed(), delta.added()); i++) {
                boolean there = i < delta.removed();
                boolean stays = i < delta.added();
                add(
                        path.line(1 + (there ? delta.from() : delta.to()) + i),
                        there ? old.get(delta.from() + i) : null,
                        stays ? now.get(delta.to() + i) : null);
            }
        }
    }

    private static List<String> lines(ShownNode text) {
        return text.none() ? List.of() : List.of(text.text().split("\n", -1));
    }

    void add(DocumentPath path, ShownNode before, ShownNode after) {
        String old = before.none() && !after.none() ? null : before.text();
        String now = after.none() ? null : after.text();
        // A text and a number that look the same: JSON's quotes tell them apart.
        boolean alike = old != null
                && old.equals(now)
                && before.value().getNodeType() != after.value().getNodeType();
        add(path, alike ? before.shown().toString() : old, alike ? after.shown().toString() : now);
    }

    void add(DocumentPath path, String before, String after) {
        found.add(new DocumentChange(
                path.text(),
                before == null ? null : redactor.hide(before),
                after == null ? null : redactor.hide(after)));
    }
}
