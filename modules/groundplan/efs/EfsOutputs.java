package groundplan.efs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Set;

/**
 * What a file system publishes.
 *
 * @param fileSystemId the file system, which task definitions mount and which is the dimension of its metrics
 * @param fileSystemArn its ARN: {@code elasticfilesystem:ClientMount} and {@code ClientWrite} are needed on it
 * @param securityGroupId the group in front of it, on port {@link #PORT}: a client's unit adds the rule that lets it in
 * @param accessPointIds by their name in the settings: nothing is mounted but through one of them
 * @param accessPointArns by their name in the settings, for the condition on {@code elasticfilesystem:AccessPointArn}
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
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group in front of the file system."),
                from.values("access_point_ids", names, Shape.RESOURCE_ID, "Ids of the access points."),
                from.values("access_point_arns", names, Shape.ARN, "ARNs of the access points."));
    }
}
