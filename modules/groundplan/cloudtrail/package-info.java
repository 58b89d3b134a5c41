/**
 * The account's audit trail: who asked AWS for what, in every region, and whether the log files are still what was written.
 * Reads the keys, and storage units whose objects' accesses it notes; publishes the log group, which a unit of kind
 * observability watches, the bucket, and the topic that tells of new log files.
 *
 * <p>One trail is enough for an account, whatever the environments in it: the first copy of management events is free, every
 * other is billed.
 */
package groundplan.cloudtrail;
