package groundplan.rds;

/** Where the data is: an instance, or a cluster. */
interface Server {
    /** The ARN by which it is backed up. */
    String arn();

    /** What it publishes. */
    RdsOutputs outputs();
}
