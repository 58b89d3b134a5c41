/**
 * A queue and the function that works it off. A message that the function fails on comes back, alone of its batch, and goes
 * to the dead-letter queue when it failed too often. Reads the network, the keys, and what the function connects to; publishes
 * the queue for whoever sends, and what watches and deploys the function need.
 */
package groundplan.lambdasqsconsumer;
