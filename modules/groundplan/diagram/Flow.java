package groundplan.diagram;

/** The kind of a connection. */
public enum Flow {
    /** Requests of clients, and their targets. */
    traffic,
    /** Data that a service reads and writes. */
    data,
    /** Copies: replicas, backups, logs. */
    copy,
    /** Protection and monitoring. */
    guard
}
