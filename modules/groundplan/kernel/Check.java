package groundplan.kernel;

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

    /** Reports a problem unless the condition holds. */
    default void that(boolean holds, String key, String problem) {
        if (!holds) {
            problem(key, problem);
        }
    }
}
