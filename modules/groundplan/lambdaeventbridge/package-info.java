/**
 * A function that EventBridge invokes: by rules that match events, or on a schedule. Events that cannot be delivered in
 * time, or that the function fails to process, are sent to a dead-letter queue. Reads the network, the KMS keys, and
 * what the function connects to. Its outputs are what monitoring and deployments need.
 */
package groundplan.lambdaeventbridge;
