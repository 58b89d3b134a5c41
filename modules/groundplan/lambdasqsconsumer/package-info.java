/**
 * A queue and the function that consumes it. A message that the function fails to process becomes visible again without
 * the others of its batch, and is moved to the dead-letter queue when it fails too often. Reads the network, the KMS
 * keys, and what the function connects to. Its outputs are the queue for senders, and what monitoring and deployments
 * of the function need.
 */
package groundplan.lambdasqsconsumer;
