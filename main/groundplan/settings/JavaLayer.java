package groundplan.settings;

import groundplan.kernel.SystemLayers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a layer of settings that Java code has set into nodes, as if a file had been read. */
final class JavaLayer {
    private final List<Problem> problems;

    private JavaLayer(List<Problem> problems) {
        this.problems = problems;
    }

    /** The layer as a map; positions are lines of the code. */
    static Node.Mapping of(SystemLayers.Layer layer, SourceLocation start, List<Problem> problems) {
        JavaLayer reader = new JavaLayer(problems);
        Node.Mapping found = Node.Mapping.empty(start);
        for (SystemLayers.Value value : layer.values()) {
            SourceLocation at = CodeLocation.of(value.at());
            reader.put(found, value.path(), 0, reader.node(value.value(), at, String.join(".", value.path())), at);
        }
        TypedSecrets.check(found, problems);
        return found;
    }

    private void put(Node.Mapping into, List<String> path, int depth, Node value, SourceLocation at) {
        String key = path.get(depth);
        Node.Entry there = into.entries().get(key);
        if (depth + 1 < path.size()) {
            if (there == null || !(there.value() instanceof Node.Mapping)) {
                there = new Node.Entry(at, Node.Mapping.empty(at));
                into.entries().put(key, there);
            }
            put((Node.Mapping) there.value(), path, depth + 1, value, at);
        } else if (there != null && there.value() instanceof Node.Mapping map && value instanceof Node.Mapping more) {
            more.entries().forEach((name, entry) -> put(map, List.of(name), 0, entry.value(), entry.mark()));
        } else if (there != null) {
            problems.add(new Problem(at, String.join(".", path), "is set twice; the first time at " + there.mark()));
        } else {
            into.entries().put(key, new Node.Entry(at, value));
        }
    }

    private Node node(Object value, SourceLocation at, String key) {
        if (value instanceof Optional<?> optional) {
            return node(optional.orElse(null), at, key);
        }
        if (value == null) {
            return new Node.Scalar(at, Node.Type.NOTHING, "", List.of());
        }
        if (value instanceof CharSequence text) {
            String given = text.toString();
            Characters.refused(given, 0)
                    .ifPresent(
                            index -> problems.add(new Problem(at, key, Characters.problem(given.codePointAt(index)))));
            return new Node.Scalar(at, Node.Type.TEXT, given, List.of());
        }
        if (value instanceof Boolean) {
            return new Node.Scalar(at, Node.Type.BOOLEAN, value.toString(), List.of());
        }
        if (value instanceof Integer || value instanceof Long) {
            return new Node.Scalar(at, Node.Type.INTEGER, value.toString(), List.of());
        }
        if (value instanceof Double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE;
            return new Node.Scalar(
                    at,
                    whole ? Node.Type.INTEGER : Node.Type.DECIMAL,
                    whole ? String.valueOf(number.intValue()) : number.toString(),
                    List.of());
        }
        if (value instanceof Iterable<?> list) {
            List<Node> items = new ArrayList<>();
            list.forEach(item -> items.add(node(item, at, key + "[" + items.size() + "]")));
            return new Node.Sequence(at, List.copyOf(items), List.of());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            map.forEach((name, entry) -> entries.put(
                    String.valueOf(name), new Node.Entry(at, node(entry, at, Binder.join(key, String.valueOf(name))))));
            return new Node.Mapping(at, entries, List.of());
        }
        if (value instanceof Record settings) {
            return record(settings, at, key);
        }
        problems.add(new Problem(
                at,
                key,
                "is a " + value.getClass().getName()
                        + "; settings are texts, numbers, booleans, lists, maps and records of settings"));
        return new Node.Scalar(at, Node.Type.NOTHING, "", List.of());
    }

    private Node record(Record settings, SourceLocation at, String key) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (RecordShape.Key component : RecordShape.of(settings.getClass()).keys()) {
            Object value = component.of(settings);
            if (!(value instanceof Optional<?> optional && optional.isEmpty())) {
                entries.put(component.name(), new Node.Entry(at, node(value, at, Binder.join(key, component.name()))));
            }
        }
        return new Node.Mapping(at, entries, List.of());
    }
}
