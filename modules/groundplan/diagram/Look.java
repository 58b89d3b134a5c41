package groundplan.diagram;

/** What sort of thing stands somewhere; each has a colour of its own. */
public enum Look {
    /** Somebody outside. */
    outside,
    /** What answers in front of the regions. */
    edge,
    /** What lets traffic in and out. */
    network,
    /** What runs the system's own code. */
    compute,
    /** Databases and caches. */
    database,
    /** Files and objects. */
    storage,
    /** Secrets, keys, parameters. */
    secret,
    /** What watches. */
    watch
}
