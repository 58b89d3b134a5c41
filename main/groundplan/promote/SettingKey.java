package groundplan.promote;

import groundplan.json.CanonicalForm;
import groundplan.kernel.UnitPath;
import groundplan.settings.EffectiveSetting;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Node;
import groundplan.settings.UnitModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The name of a setting in every environment of a system: {@code ecs.services.web.image.tag}, after the region if the unit is
 * in another one than its environment.
 *
 * @param place the unit, with its region if that is another one; empty for settings of the whole environment
 * @param path the key's steps below it
 */
public record SettingKey(String place, List<String> path) implements Comparable<SettingKey> {
    /** By text; the bucket of a unit {@code state} is another key than the environment's {@code state.bucket}. */
    private static final Comparator<SettingKey> ORDER = Comparator.comparing(SettingKey::toString)
            .thenComparing((SettingKey key) -> key.place)
            .thenComparing((SettingKey key) -> CanonicalForm.of(key.path));

    /**
     * A setting of one environment.
     *
     * @param unit its unit; empty for settings of the whole environment
     * @param setting its value with its position
     * @param promotable whether it is promoted from environment to environment
     */
    public record Value(Optional<UnitModel<?, ?>> unit, EffectiveSetting setting, boolean promotable) {
        /** The value; empty if there is none, or if it is a map without entries. */
        public Optional<Node> node() {
            return setting.value()
                    .filter(node ->
                            !(node instanceof Node.Mapping map && map.entries().isEmpty()));
        }
    }

    /** All settings of an environment. */
    static SortedMap<SettingKey, Value> of(EnvironmentModel environment) {
        List<Pattern> more = environment.settings().promotion().keys().stream()
                .map(SettingKey::pattern)
                .toList();
        SortedMap<SettingKey, Value> values = new TreeMap<>();
        EffectiveSetting.of(environment).forEach(setting -> add(values, "", Optional.empty(), setting, more));
        environment.units().forEach(unit -> EffectiveSetting.of(unit)
                .forEach(setting -> add(values, place(environment, unit.path()), Optional.of(unit), setting, more)));
        return values;
    }

    /** The regular expression of a pattern of keys: {@code *} matches anything, and a key also matches all keys below it. */
    static Pattern pattern(String keys) {
        return Pattern.compile(("\\Q" + keys + "\\E").replace("*", "\\E.*\\Q") + "(\\..*)?");
    }

    private static void add(
            SortedMap<SettingKey, Value> values,
            String place,
            Optional<UnitModel<?, ?>> unit,
            EffectiveSetting setting,
            List<Pattern> more) {
        SettingKey key = new SettingKey(place, setting.path());
        boolean promotable = setting.promotable()
                || more.stream().anyMatch(keys -> keys.matcher(key.toString()).matches());
        values.put(key, new Value(unit, setting, promotable));
    }

    /** The primary region is left out: it may differ between environments. */
    private static String place(EnvironmentModel environment, UnitPath unit) {
        return unit.global() || unit.region().equals(environment.settings().region())
                ? unit.unit()
                : unit.inEnvironment();
    }

    /** Its steps in a settings file, for a unit of this name. */
    static List<String> inFile(Optional<UnitModel<?, ?>> unit, List<String> path) {
        List<String> steps = new ArrayList<>();
        unit.ifPresent(model -> steps.addAll(List.of("units", model.path().unit())));
        steps.addAll(path);
        return List.copyOf(steps);
    }

    @Override
    public int compareTo(SettingKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return (place.isEmpty() ? "" : place + ".") + String.join(".", path);
    }
}
