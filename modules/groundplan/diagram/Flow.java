package groundplan.diagram;

/** What an edge carries. */
public enum Flow {
    /** Requests of clients, and what answers them. */
    traffic,
    /** Data that a service reads and writes. */
    data,
    /** Copies: replicas, backups, logs. */
    copy,
    /** Protection and alarms. */
    guard
}
