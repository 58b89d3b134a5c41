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
                        value = "Access points by name; nothing is mounted but through one of them.",
                        min = 1,
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, AccessPoint> accessPoints,
        @Setting(value = "How fast it is.", byDefault = "{}") Performance performance,
        @Setting(value = "Where files go that nobody reads.", byDefault = "{}") Lifecycle lifecycle,
        @Setting(value = "Backups, and what keeps it from being destroyed.", byDefault = "{}") Protection protection,
        @Setting(value = "Unit with the network; it is reached in each of its private subnets.", byDefault = "network")
                @Reads("network")
                String network,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {

    /** Settings of one way in: a folder, and the user that everything done in it is done as. */
    public record AccessPoint(
            @Setting(
                            value = "Folder in the file system; clients see it as the root.",
                            pattern = "(/[A-Za-z0-9._-]+){1,4}")
                    String path,
            @Setting(value = "Number of the user, whoever the client is.", min = 1, max = 2147483647) int uid,
            @Setting(value = "Number of the group.", min = 1, max = 2147483647) int gid,
            @Setting(
                            value = "Permissions of the folder when it is made, in octal.",
                            byDefault = "\"0750\"",
                            pattern = "0[0-7]{3}")
                    String permissions) {}

    /** Settings of speed. */
    public record Performance(
            @Setting(
                            value =
                                    "Latency: the lowest, or the one for thousands of clients; cannot be changed later.",
                            byDefault = "generalPurpose",
                            oneOf = {"generalPurpose", "maxIO"})
                    String performanceMode,
            @Setting(
                            value = "Throughput: paid by what passes, growing with the data, or booked.",
                            byDefault = "elastic",
                            oneOf = {"elastic", "bursting", "provisioned"})
                    String throughputMode,
            @Setting(value = "Throughput that is booked, in MiB per second.", min = 1, max = 3414)
                    Optional<Integer> provisionedThroughputInMibps)
            implements Checked {
        @Override
        public void check(Check check) {
            boolean provisioned = throughputMode.equals("provisioned");
            check.that(
                    provisioned == provisionedThroughputInMibps.isPresent(),
                    "provisioned_throughput_in_mibps",
                    provisioned
                            ? "say how much throughput is booked"
                            : "is for throughput_mode provisioned only; leave it out");
            check.that(
                    !performanceMode.equals("maxIO") || !throughputMode.equals("elastic"),
                    "performance_mode",
                    "maxIO does not go with elastic throughput; choose generalPurpose");
        }
    }

    /** Settings of the cheaper classes of storage. Each number counts the days since a file was last read or written. */
    public record Lifecycle(
            @Setting(
                            value =
                                    "Days until a file moves to Infrequent Access: 1, 7, 14, 30, 60, 90, 180, 270 or 365. Left out:"
                                            + " never.",
                            min = 1,
                            max = 365)
                    Optional<Integer> transitionToIaDays,
            @Setting(value = "Move a file back when it is read.", byDefault = "true") boolean returnWhenRead)
            implements Checked {
        private static final List<Integer> OFFERED = List.of(1, 7, 14, 30, 60, 90, 180, 270, 365);

        @Override
        public void check(Check check) {
            transitionToIaDays.ifPresent(days -> check.that(
                    OFFERED.contains(days),
                    "transition_to_ia_days",
                    days + " days are not on offer; choose one of " + OFFERED));
        }
    }

    /** Settings of backups and of the lock on destruction. */
    public record Protection(
            @Setting(value = "Have EFS back itself up every day, for 35 days.", byDefault = "true")
                    boolean automaticBackups,
            @Setting(value = "A second copy of the backups in a vault of AWS Backup.", byDefault = "{}")
                    BackupPlanSettings backupPlan,
            @Setting(
                            value = "Have Terraform refuse a plan that would destroy or replace the file system.",
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
                    "is the folder of '" + other + "' too; give each its own, or have both clients use that one");
        });
    }
}
