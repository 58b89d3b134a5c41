package groundplan.kernel;

import java.util.Collection;

/** Collects violated rules, with keys relative to the record that is being checked. */
@FunctionalInterface
public interface Check {
    /**
     * Reports a problem.
     *
     * @param key the key below the record: {@code cidr}, or {@code subnets.public}
     * @param problem what is wrong and what would be right
     */
    void problem(String key, String problem);

    /**
     * Reports a name that a unit does not have.
     *
     * @param unit the unit, as the settings name it
     * @param known the names that it has
     */
    default void known(String key, String name, String unit, Collection<String> known) {
        that(known.contains(name), key, "unit '" + unit + "' has no '" + name + "'" + Nearest.hint(name, known));
    }

    /** The same check for keys below a key. */
    default Check below(String prefix) {
        return (key, problem) -> problem(prefix + (key.isEmpty() ? "" : "." + key), problem);
    }

    /** Reports a problem unless the condition holds. */
    default void that(boolean holds, String key, String problem) {
        if (!holds) {
            problem(key, problem);
        }
    }
}
