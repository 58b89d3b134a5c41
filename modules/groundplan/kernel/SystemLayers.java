package groundplan.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of a system in layers, as settings files have them: those of the system, over these those of an environment, over
 * these those of a region. All rules for settings files apply; a message names the line of the Java code that sets the value.
 */
public final class SystemLayers {
    private final Layer system = new Layer();
    private final SortedMap<String, Layer> environments = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Layer>> regions = new TreeMap<>();

    /** What holds for every environment. */
    public Layer system() {
        return system;
    }

    /** What holds for one environment, which exists as soon as it is asked for. */
    public Layer environment(String name) {
        return environments.computeIfAbsent(name, environment -> new Layer());
    }

    /**
     * The units of one environment in another region than its own.
     *
     * @param region the region, or {@code _global}
     */
    public Layer region(String environment, String region) {
        environment(environment);
        return regions.computeIfAbsent(environment, name -> new TreeMap<>())
                .computeIfAbsent(region, place -> new Layer());
    }

    /** The environments, by name. */
    public SortedMap<String, Layer> environments() {
        return Collections.unmodifiableSortedMap(environments);
    }

    /** The layers of regions of an environment, by region. */
    public SortedMap<String, Layer> regions(String environment) {
        return Collections.unmodifiableSortedMap(regions.getOrDefault(environment, new TreeMap<>()));
    }

    /** One layer of settings. */
    public static final class Layer {
        private final List<Value> values = new ArrayList<>();

        private Layer() {}

        /**
         * Sets a value.
         *
         * @param key its key; dots separate the keys of maps inside each other, as in {@code state.bucket}
         * @param value a text, a number, a boolean, a list, a map with texts as keys, or a record of settings
         */
        public Layer set(String key, Object value) {
            values.add(new Value(List.of(key.split("\\.")), value, caller()));
            return this;
        }

        /** Adds a unit whose settings are all defaults or inherited; its name's last word is its kind. */
        public Layer unit(String name) {
            return unit(name, Map.of());
        }

        /**
         * Adds a unit, or overrides settings of one that a lower layer has.
         *
         * @param settings by key, as a settings file has them
         */
        public Layer unit(String name, Map<String, ?> settings) {
            values.add(new Value(List.of("units", name), settings, caller()));
            return this;
        }

        /**
         * Adds a unit with typed settings. A layer above overrides some of them with {@link #set}.
         *
         * @param kind its kind, built in or the repository's own
         * @param settings all of its settings
         */
        public <S extends Record> Layer unit(String name, Kind<S, ?> kind, S settings) {
            StackTraceElement at = caller();
            values.add(new Value(List.of("units", name), settings, at));
            if (!kind.name().equals(name.substring(name.lastIndexOf('/') + 1))) {
                values.add(new Value(List.of("units", name, "kind"), kind.name(), at));
            }
            return this;
        }

        /** What was set, in that order. */
        public List<Value> values() {
            return Collections.unmodifiableList(values);
        }

        /** The line that calls this class. */
        private static StackTraceElement caller() {
            return StackWalker.getInstance().walk(frames -> frames.filter(
                            frame -> !frame.getClassName().startsWith(SystemLayers.class.getName()))
                    .findFirst()
                    .orElseThrow()
                    .toStackTraceElement());
        }
    }

    /**
     * A value that code has set.
     *
     * @param path its keys
     * @param value the value
     * @param at the line of the code
     */
    public record Value(List<String> path, Object value, StackTraceElement at) {}
}
