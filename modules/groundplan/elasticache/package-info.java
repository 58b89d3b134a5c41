/**
 * A Redis cache. Reads the network and the KMS keys. Its outputs are the endpoint, the user that clients sign in as,
 * and the security group, to which the units of clients add their rules.
 */
package groundplan.elasticache;
