package groundplan.settings;

import groundplan.kernel.Reads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reference to a unit in the settings of another one.
 *
 * @param name the unit's name, as written
 * @param reads what the unit must be
 * @param mark where the reference is
 * @param key its key, from the environment's settings
 */
record UnitReference(String name, Reads reads, SourceLocation mark, String key) {
    /** The kind that the unit must have. */
    String kind() {
        return reads.value();
    }

    /** All references in the settings of a unit. */
    static List<UnitReference> in(UnitModel<?, ?> unit) {
        List<UnitReference> found = new ArrayList<>();
        collect(unit.settings(), unit.node(), "units." + unit.path().unit(), found);
        return found;
    }

    private static void collect(Object value, Node.Mapping node, String path, List<UnitReference> into) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> collect(present, node, path, into));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> collect(entry, below(node, (String) key), path + "." + key, into));
        } else if (value instanceof Collection<?> list) {
            list.forEach(entry -> collect(entry, node, path, into));
        } else if (value instanceof Record settings) {
            for (RecordShape.Key named : RecordShape.of(settings.getClass()).keys()) {
                String key = named.name();
                Object below = named.of(settings);
                Reads reads = named.component().getAnnotation(Reads.class);
                if (reads != null) {
                    references(reads, below, key, node, path, into);
                }
                collect(below, below(node, key), path + "." + key, into);
            }
        }
    }

    private static void references(
            Reads reads, Object value, String key, Node.Mapping node, String path, List<UnitReference> into) {
        if (reads.byValue()) {
            ((Map<?, ?>) value)
                    .forEach((name, unit) -> into.add(new UnitReference(
                            (String) unit, reads, Binder.find(node, key + "." + name), path + "." + key + "." + name)));
        } else {
            names(value)
                    .forEach(
                            name -> into.add(new UnitReference(name, reads, Binder.find(node, key), path + "." + key)));
        }
    }

    private static List<String> names(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(UnitReference::names).orElse(List.of());
        }
        if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String.class::cast).toList();
        }
        return value instanceof Collection<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of((String) value);
    }

    private static Node.Mapping below(Node.Mapping node, String key) {
        Node below = node.get(key).orElse(null);
        return below instanceof Node.Mapping mapping ? mapping : Node.Mapping.empty(Binder.find(node, key));
    }
}
