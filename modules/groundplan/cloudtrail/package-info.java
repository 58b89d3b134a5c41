/**
 * The account's audit trail: a log of all API calls in every region, with validation that log files were not changed.
 * Reads the KMS keys, and storage units whose data events it logs. Its outputs are the log group, which a unit of kind
 * observability monitors, the bucket, and the topic for notifications of new log files.
 *
 * <p>One trail is enough for an account, independent of the environments in it: the first copy of management events is
 * free, each further one is billed.
 */
package groundplan.cloudtrail;
