/**
 * The monitoring of an environment: two topics, alarms on the wired units, notifications of events, and dashboards.
 *
 * <p>Reads clusters, databases, caches, distributions, the web ACL and the audit trail for the names of their metrics
 * and logs, repositories and the account's baseline for their findings, the KMS keys, and the secrets or parameters for
 * PagerDuty. Its outputs are the two topics and the dashboard. A critical alarm pages somebody (PagerDuty), a warning
 * is read on the next working day (Slack): the thresholds of both are settings.
 *
 * <p>Three limits of AWS affect it. EventBridge sends no condition keys when it publishes, so the topic's statement for
 * it has no conditions. Slack shows only messages of known forms, so events are rewritten as custom notifications; the
 * messages that RDS itself sends to a topic reach PagerDuty and email, not Slack. And an alarm is limited to metrics of
 * its own region: those of CloudFront are in us-east-1.
 */
package groundplan.observability;
