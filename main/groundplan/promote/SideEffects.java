package groundplan.promote;

import groundplan.settings.EnvironmentModel;
import groundplan.settings.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Unintended effects of an edit of settings files; if there are any, the edit is not made. */
public final class SideEffects {
    private SideEffects() {}

    /**
     * Settings of any environment that would change but must not, and settings that must change but would not.
     *
     * @param target the path of the environment that was edited
     * @param moved the intended changes there
     */
    public static List<String> of(
            List<EnvironmentModel> before,
            List<EnvironmentModel> after,
            String target,
            List<Promotion.Difference> moved) {
        Set<String> meant = new HashSet<>();
        moved.forEach(difference -> meant.add(byUnit(difference.key())));
        List<String> found = new ArrayList<>();
        SortedMap<String, EnvironmentModel> then = new TreeMap<>();
        after.forEach(environment -> then.put(environment.path(), environment));
        for (EnvironmentModel environment : before) {
            SortedMap<SettingKey, SettingKey.Value> old = SettingKey.of(environment);
            SortedMap<SettingKey, SettingKey.Value> now = SettingKey.of(then.get(environment.path()));
            Set<SettingKey> keys = new TreeSet<>(old.keySet());
            keys.addAll(now.keySet());
            for (SettingKey key : keys) {
                boolean wanted = environment.path().equals(target) && meant.contains(byUnit(key));
                if (!wanted && !same(node(old, key), node(now, key))) {
                    found.add(environment.path() + ": " + key + " would change too");
                }
            }
            moved.stream()
                    .filter(difference ->
                            environment.path().equals(target) && !same(node(now, difference.key()), difference.from()))
                    .forEach(difference -> found.add(
                            environment.path() + ": " + difference.key() + " would not get the promoted value"));
        }
        return found;
    }

    private static Optional<Node> node(SortedMap<SettingKey, SettingKey.Value> values, SettingKey key) {
        return Optional.ofNullable(values.get(key)).flatMap(SettingKey.Value::node);
    }

    private static boolean same(Optional<Node> a, Optional<Node> b) {
        return a.isEmpty() && b.isEmpty() || a.isPresent() && b.isPresent() && Node.same(a.get(), b.get());
    }

    /** Units of one name in several regions share the files of the environment. */
    private static String byUnit(SettingKey key) {
        String[] place = key.place().split("/", 2);
        boolean region = place.length == 2 && groundplan.kernel.UnitPath.isRegion(place[0]);
        return (region ? place[1] : key.place()) + "." + String.join(".", key.path());
    }
}
