/**
 * A VPC with public and private subnets in each zone, and with database subnets unless the network has two tiers. Reads
 * the KMS keys; its outputs are the VPC, the subnets by tier and zone letter, and the NAT gateways and endpoints.
 */
package groundplan.network;
