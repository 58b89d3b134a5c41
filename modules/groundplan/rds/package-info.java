/**
 * A relational database: PostgreSQL or MySQL on an RDS instance, or on an Aurora cluster, which may be one region's
 * cluster of a global database. Reads the network and the KMS keys, and the primary cluster if that is in another
 * region. Its outputs are the endpoint, the secret with the master user's password, and the security group, to which
 * the units of clients add their rules.
 */
package groundplan.rds;
