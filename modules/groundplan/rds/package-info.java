/**
 * A relational database: PostgreSQL or MySQL on an RDS instance, or on a cluster of Aurora, which may be the one of its
 * region in a global database. Reads the network and the keys, and the cluster that writes where that is in another region;
 * publishes where it is, the secret with its master user's password, and its security group, to which the units of its
 * clients add their rules.
 */
package groundplan.rds;
