/**
 * A VPC with public and private subnets in each zone, and with database subnets unless the system has two tiers. Reads the
 * keys; publishes the VPC, the subnets by tier and zone letter, and its ways out.
 */
package groundplan.network;
