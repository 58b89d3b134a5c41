package groundplan.kernel;

/**
 * Checks a unit's settings against the units that they refer to: whether these have what the settings name, and allow what they
 * ask for. It runs together with all other checks of the settings, before anything is built.
 *
 * @param <S> the unit's settings
 */
@FunctionalInterface
public interface ReferenceCheck<S> {
    /**
     * Reports every rule that the settings violate.
     *
     * @param wiring the units that the settings refer to, all of which exist
     * @param check takes keys below the unit
     */
    void check(UnitContext context, S settings, Wiring wiring, Check check);
}
