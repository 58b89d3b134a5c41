/**
 * What watches an environment: two topics, alarms on what the wired units do, events worth a word, and a dashboard.
 *
 * <p>Reads clusters, databases, caches and the web ACL for the names in their metrics, the keys, and the secrets when
 * PagerDuty is told; publishes the two topics and the dashboard. A critical matter wakes somebody (PagerDuty), a warning is
 * read on the next working day (Slack): which alarm has which threshold for either is a setting.
 *
 * <p>Two limits of AWS shape it. EventBridge sends no conditions with what it publishes, so the topic's statement for it has
 * none. And Slack shows only messages of a known form, so events are rewritten into the form of a custom notification; the
 * messages that RDS itself sends to a topic reach PagerDuty and mail, not Slack.
 */
package groundplan.observability;
