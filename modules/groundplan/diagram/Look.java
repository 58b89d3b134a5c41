package groundplan.diagram;

/** The category of an element; each has its own color. */
public enum Look {
    /** Outside of AWS. */
    outside,
    /** In front of the regions. */
    edge,
    /** Network ingress and egress. */
    network,
    /** Compute for the system's own code. */
    compute,
    /** Databases and caches. */
    database,
    /** Files and objects. */
    storage,
    /** Secrets, keys, parameters. */
    secret,
    /** Monitoring. */
    watch
}
