package groundplan.plan;

/**
 * A change of an output. It has to be applied even if no resource changes: the units that read the output find it in the unit's
 * state.
 *
 * @param name the output's name
 * @param action created, updated or deleted
 */
public record OutputChange(String name, Action action) {}
