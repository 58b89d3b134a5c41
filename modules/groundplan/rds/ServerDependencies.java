package groundplan.rds;

import groundplan.kms.KmsOutputs;

/**
 * The resources that a database uses, on an instance or on a cluster.
 *
 * @param subnetGroup the name of its subnet group
 * @param securityGroupId its security group
 * @param keys that encrypt it
 * @param watching its logs and metrics
 */
record ServerDependencies(String subnetGroup, String securityGroupId, KmsOutputs keys, Watching watching) {}
