package groundplan.efs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Set;

/**
 * The outputs of a file system.
 *
 * @param fileSystemId the file system's id, for mounts in task definitions and as the dimension of its metrics
 * @param fileSystemArn its ARN: {@code elasticfilesystem:ClientMount} and {@code ClientWrite} are required on it
 * @param securityGroupId its security group, on port {@link #PORT}: a client's unit adds the ingress rule for the
 *     client
 * @param accessPointIds by name in the settings: it can be mounted through an access point only
 * @param accessPointArns by name in the settings, for the condition on {@code elasticfilesystem:AccessPointArn}
 */
public record EfsOutputs(
        String fileSystemId,
        String fileSystemArn,
        String securityGroupId,
        Map<String, String> accessPointIds,
        Map<String, String> accessPointArns) {
    /** The port of every file system: NFS. */
    public static final String PORT = "2049";

    static EfsOutputs of(EfsSettings settings, OutputSource from) {
        Set<String> names = settings.accessPoints().keySet();
        return new EfsOutputs(
                from.value("file_system_id", Shape.RESOURCE_ID, "Id of the file system, the dimension of its metrics."),
                from.value("file_system_arn", Shape.ARN, "ARN of the file system."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Id of the file system's security group."),
                from.values("access_point_ids", names, Shape.RESOURCE_ID, "Ids of the access points."),
                from.values("access_point_arns", names, Shape.ARN, "ARNs of the access points."));
    }
}
