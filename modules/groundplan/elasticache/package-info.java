/**
 * A Redis cache. Reads the network and the keys; publishes where it is, the user that clients sign in as, and its security
 * group, to which the units of its clients add their rules.
 */
package groundplan.elasticache;
