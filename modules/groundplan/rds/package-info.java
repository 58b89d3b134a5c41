/**
 * A relational database: PostgreSQL on an RDS instance. Reads the network and the keys; publishes where it is, the secret
 * with its master user's password, and its security group, to which the units of its clients add their rules.
 */
package groundplan.rds;
