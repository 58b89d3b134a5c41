package groundplan.kernel;

/** Where a kind of unit lives. */
public enum Scope {
    /** In an AWS region. */
    REGIONAL,
    /** In {@code _global}: its resources have no region of their own. */
    GLOBAL
}
