package groundplan.kernel;

/** Whether a kind of unit is regional or global. */
public enum Scope {
    /** In an AWS region. */
    REGIONAL,
    /** In {@code _global}: its resources belong to no region. */
    GLOBAL
}
