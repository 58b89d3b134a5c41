package groundplan.settings;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Setting;
import groundplan.kernel.SnakeCase;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One key of effective settings, with the defaults of the records filled in.
 *
 * @param path the key's steps below the unit or environment
 * @param value its value; empty when no file gives one and there is no default
 * @param replaced the default that a file's value overrides
 * @param setting the key's description and limits
 * @param promotable whether its value is promoted from environment to environment
 */
public record EffectiveSetting(
        List<String> path, Optional<Node> value, Optional<Node> replaced, Setting setting, boolean promotable) {

    /** The keys of a unit, in the order of its records. */
    public static List<EffectiveSetting> of(UnitModel<?, ?> unit) {
        return of(unit.kind().settings(), unit.node());
    }

    /** The keys that apply to an environment as a whole. */
    public static List<EffectiveSetting> of(EnvironmentModel environment) {
        return of(EnvironmentSettings.class, environment.node());
    }

    /**
     * The keys of a record.
     *
     * @param node its settings as written in the files
     */
    static List<EffectiveSetting> of(Class<?> type, Node.Mapping node) {
        List<EffectiveSetting> all = new ArrayList<>();
        record(type, node, List.of(), false, all);
        return all;
    }

    /** The dotted path. */
    public String key() {
        return String.join(".", path);
    }

    /** The value that would apply without this one: that of a lower layer, or the default. */
    public Optional<Node> inherited() {
        return value.flatMap(given -> given.overrode().stream().findFirst()).or(() -> replaced);
    }

    private static void record(
            Class<?> type, Node.Mapping node, List<String> path, boolean promotable, List<EffectiveSetting> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = SnakeCase.of(component.getName());
            Setting setting = component.getAnnotation(Setting.class);
            boolean optional = component.getType() == Optional.class;
            Type declared = optional ? Binder.argument(component.getGenericType(), 0) : component.getGenericType();
            Optional<Node> byDefault =
                    setting.byDefault().isEmpty() ? Optional.empty() : Optional.of(Binder.byDefault(setting));
            Optional<Node> given = node.get(key);
            Optional<Node> value = given.or(() -> byDefault);
            boolean moves = promotable || setting.promotable();
            if (value.isPresent()) {
                value(declared, value.get(), below(path, key), setting, given.flatMap(file -> byDefault), moves, into);
            } else {
                into.add(new EffectiveSetting(below(path, key), Optional.empty(), Optional.empty(), setting, moves));
            }
        }
    }

    private static void value(
            Type type,
            Node node,
            List<String> path,
            Setting setting,
            Optional<Node> replaced,
            boolean promotable,
            List<EffectiveSetting> into) {
        boolean map = type instanceof ParameterizedType generic && generic.getRawType() == Map.class;
        if (node instanceof Node.Mapping mapping && type instanceof Class<?> plain && plain.isRecord()) {
            record(plain, mapping, path, promotable, into);
        } else if (node instanceof Node.Mapping mapping
                && map
                && !mapping.entries().isEmpty()) {
            mapping.entries()
                    .forEach((key, entry) -> value(
                            Binder.argument(type, 1),
                            entry.value(),
                            below(path, key),
                            setting,
                            Optional.empty(),
                            promotable,
                            into));
        } else {
            into.add(new EffectiveSetting(path, Optional.of(node), replaced, setting, promotable));
        }
    }

    private static List<String> below(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }
}
