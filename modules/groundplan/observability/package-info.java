/**
 * What watches an environment: two topics, alarms on what the wired units do, events worth a word, and dashboards.
 *
 * <p>Reads clusters, databases, caches, distributions, the web ACL and the audit trail for the names in their metrics and
 * logs, repositories and the account's baseline for what they find, the keys, and the secrets or parameters when PagerDuty
 * is told; publishes the two topics and the dashboard. A critical matter wakes somebody (PagerDuty), a warning is read on
 * the next working day (Slack): which alarm has which threshold for either is a setting.
 *
 * <p>Three limits of AWS shape it. EventBridge sends no conditions with what it publishes, so the topic's statement for it
 * has none. Slack shows only messages of a known form, so events are rewritten into the form of a custom notification; the
 * messages that RDS itself sends to a topic reach PagerDuty and mail, not Slack. And an alarm compares figures of its own
 * region only: those of CloudFront are in us-east-1.
 */
package groundplan.observability;
