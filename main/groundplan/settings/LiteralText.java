package groundplan.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps text from settings apart from references. A unit's code writes references as Terraform templates and CDKTF writes them as
 * tokens, and both begin with a dollar sign and a brace in a string, as any text from settings may. So a unit is built from masked
 * settings, in which no text has the beginning of a template or of a token, and the mask is replaced in the finished document, where
 * the text becomes a template that evaluates to it. No unit can forget to escape a text.
 */
public final class LiteralText {
    /** Stands for an opening brace. It is not a character (Unicode 23.7), and settings with it are refused. */
    static final char MASK = '\uFDD0';

    /** Beginnings of Terraform's templates, and of CDKTF's tokens for texts, lists and maps. */
    private static final Pattern BEGINNING = Pattern.compile("([$%#&])\\{");

    private static final Pattern MASKED = Pattern.compile("([$%#&]?)" + MASK);

    /** Blocks of a document whose strings Terraform does not evaluate as templates. */
    private static final Set<String> NOT_EVALUATED = Set.of("terraform", "//");

    private LiteralText() {}

    /** The same settings with every text masked. */
    @SuppressWarnings("unchecked") // a record is masked to one of the same class
    static <R extends Record> R masked(R settings) {
        return (R) value(settings);
    }

    /** Replaces the mask in a document that was synthesized from masked settings. */
    public static void restore(ObjectNode document) {
        for (Map.Entry<String, JsonNode> block : document.properties()) {
            block.setValue(restored(block.getValue(), !NOT_EVALUATED.contains(block.getKey())));
        }
    }

    private static JsonNode restored(JsonNode node, boolean evaluated) {
        if (node.isTextual()) {
            return node.asText().indexOf(MASK) < 0 ? node : TextNode.valueOf(restored(node.asText(), evaluated));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, restored(array.get(i), evaluated));
            }
        }
        if (node instanceof ObjectNode object) {
            for (String key : List.copyOf(names(object))) {
                JsonNode value = restored(object.get(key), evaluated);
                if (key.indexOf(MASK) < 0) {
                    object.set(key, value);
                } else {
                    object.remove(key);
                    object.set(restored(key, evaluated), value);
                }
            }
        }
        return node;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String restored(String text, boolean evaluated) {
        return MASKED.matcher(text).replaceAll(match -> {
            String before = match.group(1);
            boolean template = before.equals("$") || before.equals("%");
            return Matcher.quoteReplacement(before + (evaluated && template ? before : "") + "{");
        });
    }

    /** The value itself where it has nothing to mask, which is nearly always. */
    private static Object value(Object value) {
        if (value instanceof String text) {
            return text.indexOf('{') < 0 ? text : BEGINNING.matcher(text).replaceAll("$1" + MASK);
        }
        if (value instanceof Optional<?> optional && optional.isPresent()) {
            Object masked = value(optional.get());
            return masked == optional.get() ? optional : Optional.of(masked);
        }
        if (value instanceof List<?> list) {
            List<Object> masked = new ArrayList<>(list.size());
            boolean changed = false;
            for (Object plain : list) {
                Object item = value(plain);
                changed |= item != plain;
                masked.add(item);
            }
            return changed ? Collections.unmodifiableList(masked) : list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> masked = new TreeMap<>();
            boolean changed = false;
            for (Map.Entry<?, ?> plain : map.entrySet()) {
                Object key = value(plain.getKey());
                Object entry = value(plain.getValue());
                changed |= key != plain.getKey() || entry != plain.getValue();
                masked.put(key, entry);
            }
            return changed ? Collections.unmodifiableMap(masked) : map;
        }
        return value instanceof Record settings ? record(settings) : value;
    }

    private static Record record(Record settings) {
        RecordShape shape = RecordShape.of(settings.getClass());
        Object[] values = new Object[shape.keys().size()];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Object plain = shape.keys().get(i).of(settings);
            values[i] = value(plain);
            changed |= values[i] != plain;
        }
        try {
            return changed ? (Record) shape.construct(values) : settings;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    settings.getClass().getName() + " does not accept a text with a mask: "
                            + e.getCause().getMessage(),
                    e);
        }
    }
}
