package groundplan.rds;

import groundplan.kms.KmsOutputs;

/**
 * What a database stands in, on an instance or on a cluster.
 *
 * @param subnetGroup the name of the group of its subnets
 * @param securityGroupId the group in front of it
 * @param keys that encrypt it
 * @param watching its logs and measurements
 */
record ServerDependencies(String subnetGroup, String securityGroupId, KmsOutputs keys, Watching watching) {}
