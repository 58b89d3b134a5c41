package groundplan.efs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.BackupPlanSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a file system that tasks mount. */
public record EfsSettings(
        @Setting(
                        value = "Access points by name; the file system can be mounted through them only.",
                        min = 1,
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, AccessPoint> accessPoints,
        @Setting(value = "Performance and throughput.", byDefault = "{}") Performance performance,
        @Setting(value = "Storage classes of files that are not accessed.", byDefault = "{}") Lifecycle lifecycle,
        @Setting(value = "Backups and deletion protection.", byDefault = "{}") Protection protection,
        @Setting(value = "Unit with the network; each private subnet gets a mount target.", byDefault = "network")
                @Reads(value = "network", sameRegion = true)
                String network,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {

    /** Settings of an access point: its root directory, and the user of all operations through it. */
    public record AccessPoint(
            @Setting(
                            value = "Directory in the file system, which is the root directory for clients.",
                            pattern = "(/[A-Za-z0-9._-]+){1,4}")
                    String path,
            @Setting(value = "POSIX user id for all operations, whatever the client's.", min = 1, max = 2147483647)
                    int uid,
            @Setting(value = "POSIX group id.", min = 1, max = 2147483647) int gid,
            @Setting(
                            value = "Permissions of the directory when it is created, in octal.",
                            byDefault = "\"0750\"",
                            pattern = "0[0-7]{3}")
                    String permissions) {}

    /** Settings of performance. */
    public record Performance(
            @Setting(
                            value =
                                    "Performance mode: lowest latency, or for thousands of clients; cannot be changed later.",
                            byDefault = "generalPurpose",
                            oneOf = {"generalPurpose", "maxIO"})
                    String performanceMode,
            @Setting(
                            value =
                                    "Throughput mode: billed by transfer, growing with the stored data, or provisioned.",
                            byDefault = "elastic",
                            oneOf = {"elastic", "bursting", "provisioned"})
                    String throughputMode,
            @Setting(value = "Provisioned throughput in MiB per second.", min = 1, max = 3414)
                    Optional<Integer> provisionedThroughputInMibps)
            implements Checked {
        @Override
        public void check(Check check) {
            boolean provisioned = throughputMode.equals("provisioned");
            check.that(
                    provisioned == provisionedThroughputInMibps.isPresent(),
                    "provisioned_throughput_in_mibps",
                    provisioned
                            ? "set the provisioned throughput"
                            : "this is for throughput_mode provisioned only; leave it out");
            check.that(
                    !performanceMode.equals("maxIO") || !throughputMode.equals("elastic"),
                    "performance_mode",
                    "maxIO does not support elastic throughput; use generalPurpose");
        }
    }

    /** Settings of storage classes. Each number is the days since a file was last accessed. */
    public record Lifecycle(
            @Setting(
                            value =
                                    "Days until a file moves to Infrequent Access: 1, 7, 14, 30, 60, 90, 180, 270 or 365. Left out:"
                                            + " never.",
                            min = 1,
                            max = 365)
                    Optional<Integer> transitionToIaDays,
            @Setting(value = "Move a file back to Standard when it is accessed.", byDefault = "true")
                    boolean returnWhenRead)
            implements Checked {
        private static final List<Integer> OFFERED = List.of(1, 7, 14, 30, 60, 90, 180, 270, 365);

        @Override
        public void check(Check check) {
            transitionToIaDays.ifPresent(days -> check.that(
                    OFFERED.contains(days),
                    "transition_to_ia_days",
                    days + " days are not supported; use one of " + OFFERED));
        }
    }

    /** Settings of backups and deletion protection. */
    public record Protection(
            @Setting(value = "Enable automatic daily backups of EFS, kept for 35 days.", byDefault = "true")
                    boolean automaticBackups,
            @Setting(value = "Additional backups in an AWS Backup vault.", byDefault = "{}")
                    BackupPlanSettings backupPlan,
            @Setting(
                            value =
                                    "Set Terraform's prevent_destroy, which rejects a plan that would destroy or replace the file system.",
                            byDefault = "true")
                    boolean preventDestroy) {}

    @Override
    public void check(Check check) {
        Map<String, String> taken = new HashMap<>();
        accessPoints.forEach((name, point) -> {
            String other = taken.putIfAbsent(point.path(), name);
            check.that(
                    other == null,
                    "access_points." + name + ".path",
                    "this is also the directory of '" + other
                            + "'; use different directories, or the same access point for both clients");
        });
    }
}
