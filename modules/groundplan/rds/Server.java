package groundplan.rds;

/** The database server: an instance, or a cluster. */
interface Server {
    /** The ARN for its backups. */
    String arn();

    /** Its outputs. */
    RdsOutputs outputs();
}
