package groundplan.plan;

/**
 * What a plan does with a value that a unit publishes. It has to be applied even where no resource changes: those that read the
 * unit find the value in its state.
 *
 * @param name the output's name
 * @param action created, updated or deleted
 */
public record OutputChange(String name, Action action) {}
