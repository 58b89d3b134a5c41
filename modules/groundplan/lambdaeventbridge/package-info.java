/**
 * A function that EventBridge calls: by rules that match events, or on a schedule. What cannot be handed over within the
 * rule's patience, and what the function fails on, waits in a dead-letter queue. Reads the network, the keys, and what the
 * function connects to; publishes what watches and deploys it need.
 */
package groundplan.lambdaeventbridge;
