/**
 * A VPC with public, private and database subnets in each zone. Reads the keys; publishes the VPC and the subnets by tier and
 * zone letter.
 */
package groundplan.network;
