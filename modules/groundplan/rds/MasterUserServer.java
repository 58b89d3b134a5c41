package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import java.util.List;

/**
 * The instance or the cluster whose master user's password a function sets.
 *
 * @param type {@code instance} or {@code cluster}
 * @param identifier its identifier
 * @param host its host name
 * @param resourceId another one after it was replaced
 * @param arn its ARN
 * @param modify the action that sets the password
 * @param ready what has to exist before the password can be set
 */
record MasterUserServer(
        String type,
        String identifier,
        String host,
        String resourceId,
        String arn,
        String modify,
        List<ITerraformDependable> ready) {

    /** @param instances of the cluster: without one, no password can be set or tested */
    static MasterUserServer of(RdsCluster cluster, List<? extends ITerraformDependable> instances) {
        return new MasterUserServer(
                "cluster",
                cluster.getClusterIdentifier(),
                cluster.getEndpoint(),
                cluster.getClusterResourceId(),
                cluster.getArn(),
                "rds:ModifyDBCluster",
                List.copyOf(instances));
    }

    /** @param replicas of the instance: while its password is being changed, RDS creates none */
    static MasterUserServer of(DbInstance instance, List<? extends ITerraformDependable> replicas) {
        return new MasterUserServer(
                "instance",
                instance.getIdentifier(),
                instance.getAddress(),
                instance.getResourceId(),
                instance.getArn(),
                "rds:ModifyDBInstance",
                List.copyOf(replicas));
    }
}
