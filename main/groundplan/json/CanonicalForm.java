package groundplan.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A canonical text for a value: two values have the same text exactly if they are equal. Cache keys and digests are made from it, and
 * not from a record's {@code toString()}, which quotes nothing and is therefore ambiguous.
 *
 * <p>The text is JSON, on one line:
 *
 * <ul>
 *   <li>text, booleans, null and numbers as they are; a whole number has no fraction, any other number has one
 *   <li>a list as an array
 *   <li>a set as {@code {"set": [...]}} and a map as {@code {"map": [[key, value], ...]}}, both sorted
 *   <li>an optional value as {@code {"optional": []}} or {@code {"optional": [value]}}
 *   <li>a constant as {@code {"<class>": "<name>"}}, a record as {@code {"<class>": {"<component>": value, ...}}}; class
 *       names contain a package, so they differ from the words above
 * </ul>
 */
public final class CanonicalForm {
    /** The components of a record are looked up once. */
    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            List<Component> components = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                components.add(new Component(component.getName(), component.getAccessor()));
            }
            return List.copyOf(components);
        }
    };

    private final StringBuilder text = new StringBuilder();

    private CanonicalForm() {}

    private record Component(String name, Method accessor) {}

    /**
     * The text of a value.
     *
     * @param value a text, a boolean, a number, an enum constant, a record, or an optional value, list, set or map of these
     * @throws IllegalArgumentException when it is or contains anything else, such as an object of an arbitrary class
     */
    public static String of(Object value) {
        CanonicalForm form = new CanonicalForm();
        form.add(value);
        return form.text.toString();
    }

    private void add(Object value) {
        if (value == null) {
            // An output that a unit does not publish is null.
            text.append("null");
        } else if (value instanceof String string) {
            quoted(string);
        } else if (value instanceof Record bound) {
            bound(bound);
        } else if (value instanceof Optional<?> optional) {
            tagged("optional", optional.map(List::of).orElse(List.of()));
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Map<?, ?> map) {
            tagged("map", sortedEntries(map));
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            text.append(value);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            text.append(number);
        } else if (value instanceof Enum<?> constant) {
            text.append('{');
            quoted(constant.getDeclaringClass().getName());
            text.append(':');
            quoted(constant.name());
            text.append('}');
        } else if (value instanceof Set<?> set) {
            tagged(
                    "set",
                    set.stream().map(CanonicalForm::of).sorted().map(Made::new).toList());
        } else if (value instanceof Made made) {
            text.append(made.form);
        } else {
            throw new IllegalArgumentException(
                    "there is no canonical form of a " + value.getClass().getName());
        }
    }

    private void bound(Record bound) {
        text.append('{');
        quoted(bound.getClass().getName());
        text.append(":{");
        String separator = "";
        for (Component component : COMPONENTS.get(bound.getClass())) {
            text.append(separator);
            quoted(component.name);
            text.append(':');
            add(read(component.accessor, bound));
            separator = ",";
        }
        text.append("}}");
    }

    private void tagged(String tag, Collection<?> values) {
        text.append("{\"").append(tag).append("\":");
        list(values);
        text.append('}');
    }

    private void list(Collection<?> values) {
        text.append('[');
        String separator = "";
        for (Object value : values) {
            text.append(separator);
            add(value);
            separator = ",";
        }
        text.append(']');
    }

    private static List<Made> sortedEntries(Map<?, ?> map) {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add("[" + of(key) + "," + of(value) + "]"));
        return entries.stream().sorted().map(Made::new).toList();
    }

    private void quoted(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char letter = string.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ' || Character.isSurrogate(letter)) {
                // An unpaired surrogate cannot be encoded in UTF-8.
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        text.append('"');
    }

    private static Object read(Method accessor, Record bound) {
        try {
            return accessor.invoke(bound);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** A part that has already been converted to text. */
    private static final class Made {
        private final String form;

        private Made(String form) {
            this.form = form;
        }
    }
}
