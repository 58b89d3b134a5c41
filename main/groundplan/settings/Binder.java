package groundplan.settings;

import groundplan.kernel.Nearest;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Binds nodes to records, strictly. Every problem is reported with its position, and none stops the search for others. */
final class Binder {
    /** Parsed defaults by their text: there are few of them, and each is needed for many units. */
    private static final Map<String, Node> DEFAULTS = new ConcurrentHashMap<>();

    private final List<Problem> problems;
    private final ScalarBinder scalars;

    Binder(List<Problem> problems) {
        this.problems = problems;
        this.scalars = new ScalarBinder(problems);
    }

    /**
     * The record that the mapping describes, with defaults filled in and rules checked.
     *
     * @param path the mapping's path, for messages
     * @param ignored keys that are read elsewhere
     * @return empty when there were problems
     */
    <R extends Record> Optional<R> bind(Class<R> type, Node.Mapping mapping, String path, Set<String> ignored) {
        int before = problems.size();
        Object bound = record(type, mapping, path, ignored);
        if (problems.size() > before) {
            return Optional.empty();
        }
        new RecordChecks(problems).check(bound, mapping, path);
        return problems.size() > before ? Optional.empty() : Optional.of(type.cast(bound));
    }

    private Object record(Class<?> type, Node.Mapping mapping, String path, Set<String> ignored) {
        RecordShape shape = RecordShape.of(type);
        List<String> known = shape.keys().stream().map(RecordShape.Key::name).toList();
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key) && !ignored.contains(key)) {
                List<String> possible = new ArrayList<>(known);
                possible.addAll(ignored);
                problems.add(new Problem(entry.mark(), join(path, key), unknown(key, possible)));
            }
        });
        Object[] values = new Object[known.size()];
        boolean complete = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = component(shape.keys().get(i), mapping, path);
            complete &= values[i] != null;
        }
        return complete ? construct(shape, values, mapping, path) : null;
    }

    private static String unknown(String key, List<String> possible) {
        String hint = Nearest.hint(key, possible);
        // A unit at the top of a file, where units have a key of their own.
        return possible.contains(EnvironmentReader.UNITS) && !hint.startsWith("; did you mean")
                ? "unknown key" + hint + "; a unit belongs below '" + EnvironmentReader.UNITS + "'"
                : "unknown key" + hint;
    }

    private Object component(RecordShape.Key named, Node.Mapping mapping, String path) {
        String key = named.name();
        RecordComponent component = named.component();
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(
                    component.getDeclaringRecord().getName() + "." + component.getName() + " has no @Setting");
        }
        boolean optional = component.getType() == Optional.class;
        Optional<Node> given = mapping.get(key);
        if (given.isEmpty() && !setting.byDefault().isEmpty()) {
            given = Optional.of(byDefault(setting));
        }
        if (given.isEmpty()) {
            if (!optional) {
                problems.add(new Problem(mapping.mark(), join(path, key), "is required: " + setting.value()));
                return null;
            }
            return Optional.empty();
        }
        Object value = value(component, given.get(), join(path, key));
        return optional ? Optional.ofNullable(value) : value;
    }

    /** The node of a default, which is written as YAML. */
    static Node byDefault(Setting setting) {
        return DEFAULTS.computeIfAbsent(setting.byDefault(), Binder::parsedDefault);
    }

    private static Node parsedDefault(String text) {
        List<Problem> none = new ArrayList<>();
        Node node = YamlFile.parseValue(text, SourceLocation.DEFAULT.file(), none);
        if (node == null || !none.isEmpty()) {
            throw new IllegalStateException("'" + text + "' is not a valid default: " + none);
        }
        return node;
    }

    /** The value of a key; null when there were problems. */
    Object value(RecordComponent component, Node node, String path) {
        Setting setting = component.getAnnotation(Setting.class);
        boolean optional = component.getType() == Optional.class;
        Type type = optional ? argument(component.getGenericType(), 0) : component.getGenericType();
        return value(type, setting, setting.names(), node, path);
    }

    private Object value(Type type, Setting setting, String names, Node node, String path) {
        if (type instanceof ParameterizedType generic) {
            Type element = argument(type, generic.getRawType() == Map.class ? 1 : 0);
            return generic.getRawType() == Map.class
                    ? map(element, setting, names, node, path)
                    : list(element, setting, node, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return node instanceof Node.Mapping mapping
                    ? record(plain, mapping, path, Set.of())
                    : scalars.wrong(node, path, "a map");
        }
        return node instanceof Node.Scalar scalar
                ? scalars.value(plain, setting, scalar, path)
                : scalars.wrong(node, path, ScalarBinder.expected(plain));
    }

    private Object map(Type element, Setting setting, String names, Node node, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            return scalars.wrong(node, path, "a map");
        }
        size(mapping.entries().size(), setting, node, path, "entries");
        Map<String, Object> found = new TreeMap<>();
        TextForm form = setting.namesForm();
        boolean named = names.equals(Setting.WORDS) || form == TextForm.NAMED;
        SameNames same = new SameNames(problems);
        mapping.entries().forEach((key, entry) -> {
            String below = join(path, key);
            if (named) {
                same.add(key, entry.mark(), below);
            }
            if (!ScalarBinder.isOfForm(key, names)) {
                problems.add(new Problem(entry.mark(), below, "'" + key + "' is not a name of the form " + names));
            } else {
                ScalarBinder.problem(form, key)
                        .ifPresent(problem -> problems.add(new Problem(entry.mark(), below, problem)));
            }
            Object value = value(element, setting, Setting.WORDS, entry.value(), below);
            if (value != null) {
                found.put(key, value);
            }
        });
        return Collections.unmodifiableMap(found);
    }

    private Object list(Type element, Setting setting, Node node, String path) {
        if (!(node instanceof Node.Sequence sequence)) {
            return scalars.wrong(node, path, "a list");
        }
        size(sequence.items().size(), setting, node, path, "entries");
        List<Object> found = new ArrayList<>();
        SameNames same = new SameNames(problems);
        for (int i = 0; i < sequence.items().size(); i++) {
            Object value =
                    value(element, setting, Setting.WORDS, sequence.items().get(i), path + "[" + i + "]");
            if (value != null && found.contains(value)) {
                problems.add(new Problem(sequence.items().get(i).mark(), path + "[" + i + "]", "is in the list twice"));
            } else if (value != null) {
                found.add(value);
                if (setting.form() == TextForm.NAMED) {
                    same.add((String) value, sequence.items().get(i).mark(), path + "[" + i + "]");
                }
            }
        }
        return List.copyOf(found);
    }

    private Object construct(RecordShape shape, Object[] values, Node.Mapping mapping, String path) {
        try {
            return shape.construct(values);
        } catch (InvocationTargetException e) {
            problems.add(new Problem(mapping.mark(), path, e.getCause().getMessage()));
            return null;
        }
    }

    private void size(int size, Setting setting, Node node, String path, String what) {
        if (size < Math.max(0, setting.min()) || size > setting.max()) {
            problems.add(
                    new Problem(node.mark(), path, "has " + size + " " + what + "; " + ScalarBinder.range(setting)));
        }
    }

    /** The position of a key below a mapping, or of its nearest ancestor that is in a file. */
    static SourceLocation find(Node.Mapping mapping, String key) {
        Node here = mapping;
        SourceLocation mark = mapping.mark();
        for (String part : key.split("\\.")) {
            if (!(here instanceof Node.Mapping map) || !map.entries().containsKey(part)) {
                return mark;
            }
            mark = map.entries().get(part).mark();
            here = map.entries().get(part).value();
        }
        return mark;
    }

    static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
