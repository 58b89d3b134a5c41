package groundplan.plan;

import groundplan.causes.CauseKind;
import java.util.List;
import java.util.Optional;

/**
 * Why a plan changes an object.
 *
 * @param kind what happened where the chain begins
 * @param unit the unit in which it begins, as region and name
 * @param address the object at which it begins, by its address in that unit
 * @param argument the argument that changed there; empty if the object as a whole is new, gone or damaged
 * @param through the values through which it reaches the object, each as {@code <unit>: <address>.<attribute>}; none at the beginning
 *     itself
 * @param setting the line of the settings that explains it; absent if none does, or if no earlier settings are known
 */
public record ChangeCause(
        CauseKind kind,
        String unit,
        String address,
        String argument,
        List<String> through,
        Optional<ChangedSetting> setting) {
    public ChangeCause {
        through = List.copyOf(through);
    }

    /**
     * A changed line of a settings file, or of a file of a tree.
     *
     * @param file the file, relative to the project; of a tree to the root of the repository
     * @param line the line, counted from 1; 0 for the file as a whole
     * @param key the key; empty if what is written there has none
     * @param before the value before; absent if the key is new
     * @param after the value now; absent if it was removed
     */
    public record ChangedSetting(String file, int line, String key, Optional<String> before, Optional<String> after) {
        /** As text: {@code environments/shop/system.yaml:12: units.network.cidr 10.0.0.0/16 -> 10.1.0.0/16}. */
        public String text() {
            String place = (line == 0 ? file : file + ":" + line) + (key.isEmpty() ? "" : ": " + key);
            return before.isEmpty()
                    ? place + " is new: " + after.orElse("")
                    : after.isEmpty() ? place + " was removed" : place + " " + before.get() + " -> " + after.get();
        }
    }

    /** What began it, as text; the line of the settings if that is known. */
    public String beginning() {
        return setting.map(ChangedSetting::text)
                .orElseGet(() -> (unit.isEmpty() ? "" : unit + ": ") + address
                        + (argument.isEmpty() ? "" : "." + argument) + ", " + kind.words());
    }

    ChangeCause with(ChangedSetting changed) {
        return new ChangeCause(kind, unit, address, argument, through, Optional.of(changed));
    }
}
