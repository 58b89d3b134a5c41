package groundplan.rds;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.parts.BackupPlanSettings;
import groundplan.parts.RetentionDays;
import groundplan.parts.UpkeepWindow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings of a relational database: on one instance with an optional standby in another zone, or on an Aurora cluster.
 */
public record RdsSettings(
        @Setting(
                        value = "Class of the instance, or of the cluster's instances, such as db.t4g.micro.",
                        pattern = "[a-z0-9.]+")
                String instanceClass,
        @Setting(
                        value =
                                "Run a standby of the instance in another zone. A cluster uses its other instances for that.",
                        byDefault = "true")
                boolean multiAz,
        @Setting(value = "Storage of the instance. Left out with Aurora, whose storage grows automatically.")
                Optional<Storage> storage,
        @Setting(value = "Engine, database and master user.") DatabaseSettings database,
        @Setting(value = "Backups and deletion protection.", byDefault = "{}") Protection protection,
        @Setting(value = "Logs and metrics.", byDefault = "{}") Monitoring monitoring,
        @Setting(value = "Unit with the network; the database is in its database subnets.", byDefault = "network")
                @Reads(value = "network", sameRegion = true)
                String network,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    /** Classes that a global database cannot have, whose clusters need one that is optimized for memory. */
    private static final Pattern NOT_FOR_GLOBAL = Pattern.compile("db\\.[tm][0-9].*");

    /** Settings of the storage. */
    public record Storage(
            @Setting(value = "Size of the disk in GiB.", min = 20, max = 65536) int allocatedStorage,
            @Setting(
                            value = "Storage autoscaling: maximum size of the disk in GiB. Left out: no autoscaling.",
                            min = 20,
                            max = 65536)
                    Optional<Integer> maxAllocatedStorage,
            @Setting(
                            value =
                                    "Encrypt it and the unit's other resources with a key of the unit's own, so that it needs no unit"
                                            + " of keys.",
                            byDefault = "false")
                    boolean ownKey)
            implements Checked {
        @Override
        public void check(Check check) {
            maxAllocatedStorage.ifPresent(max -> check.that(
                    max * 10L >= allocatedStorage * 11L,
                    "max_allocated_storage",
                    max + " GiB is too small: RDS requires at least 10 % more than allocated_storage, "
                            + (allocatedStorage * 11L + 9) / 10 + " GiB"));
        }
    }

    /** Settings of the endpoint. */
    public record Endpoint(
            @Setting(
                            value =
                                    "Identifier of the instance or of the cluster, which is part of the host name. Left out: system,"
                                            + " environment and unit.",
                            pattern = "[a-z](?!.*--)[a-z0-9-]{0,54}[a-z0-9]")
                    Optional<String> identifier,
            @Setting(value = "TCP port. Left out: 3306 with MySQL, 5432 with PostgreSQL.", min = 1150, max = 65535)
                    Optional<Integer> port) {}

    /** Settings of a read replica. Everything else is the same as for the database. */
    public record ReadReplica(
            @Setting(value = "Class of the replica's instance. Left out: that of the database.", pattern = "[a-z0-9.]+")
                    Optional<String> instanceClass,
            @Setting(value = "Run a standby of the replica in another zone.", byDefault = "true") boolean multiAz) {}

    /** Settings of backups and deletion protection. */
    public record Protection(
            @Setting(
                            value =
                                    "Retention of automated backups in days, which is also the window of point-in-time recovery.",
                            byDefault = "35",
                            min = 1,
                            max = 35)
                    int backupRetentionInDays,
            @Setting(
                            value = "Daily window of the automated backups, in UTC.",
                            byDefault = "03:00-04:00",
                            pattern = "([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]")
                    String backupWindow,
            @Setting(
                            value = "Weekly maintenance window, in UTC.",
                            byDefault = "sun:05:00-sun:06:00",
                            pattern =
                                    "([Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un):([01][0-9]|2[0-3]):[0-5][0-9]-"
                                            + "([Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un):([01][0-9]|2[0-3]):[0-5][0-9]")
                    String maintenanceWindow,
            @Setting(value = "Additional backups in an AWS Backup vault.", byDefault = "{}")
                    BackupPlanSettings backupPlan,
            @Setting(value = "Replication of the automated backups to another region. Left out: none.")
                    Optional<BackupReplication> backupReplication,
            @Setting(value = "Enable RDS deletion protection.", byDefault = "true") boolean deletionProtection,
            @Setting(value = "Delete the database without a final snapshot.", byDefault = "false")
                    boolean skipFinalSnapshot,
            @Setting(
                            value =
                                    "Set Terraform's prevent_destroy, which rejects a plan that would destroy or replace the database.",
                            byDefault = "true")
                    boolean preventDestroy)
            implements Checked {
        /** Minutes that RDS requires of both windows, which may not overlap: CreateDBInstance in Amazon RDS's API. */
        private static final int SHORTEST = 30;

        @Override
        public void check(Check check) {
            UpkeepWindow backup = UpkeepWindow.of(backupWindow);
            UpkeepWindow maintenance = UpkeepWindow.of(maintenanceWindow);
            check.that(
                    backup.minutes() >= SHORTEST,
                    "backup_window",
                    "is " + backup.minutes() + " minutes long; RDS requires at least " + SHORTEST);
            check.that(
                    maintenance.minutes() >= SHORTEST,
                    "maintenance_window",
                    "is " + maintenance.minutes() + " minutes long; RDS requires at least " + SHORTEST);
            check.that(
                    !maintenance.overlaps(backup),
                    "maintenance_window",
                    maintenanceWindow + " overlaps the daily backup_window " + backupWindow + ", which RDS refuses");
        }

        /** The weekly window in the form that AWS returns it. */
        String maintenanceWindowInLowerCase() {
            return maintenanceWindow.toLowerCase(Locale.ROOT);
        }
    }

    /** Settings of the backups in another region, for point-in-time recovery there. */
    public record BackupReplication(
            @Setting(value = "Region of the backups.", form = TextForm.REGION) String region,
            @Setting(value = "Retention in days. Left out: that of the automated backups.", min = 1, max = 35)
                    Optional<Integer> retentionInDays) {}

    /** Settings of logs and metrics. */
    public record Monitoring(
            @Setting(
                            value = "Interval of enhanced monitoring in seconds; 0: none.",
                            byDefault = "60",
                            min = 0,
                            max = 60)
                    int monitoringIntervalInSeconds,
            @Setting(
                            value =
                                    "Logs to export to CloudWatch. Left out: all, except MySQL's general log, which contains"
                                            + " every query.")
                    Optional<List<String>> logExports,
            @Setting(
                            value =
                                    "Enable Performance Insights, which is not available for the smallest classes with MySQL.",
                            byDefault = "true")
                    boolean performanceInsights,
            @Setting(
                            value = "Retention of Performance Insights in days; 7 are free of charge.",
                            byDefault = "7",
                            min = 7,
                            max = 731)
                    int performanceInsightsRetentionInDays,
            @Setting(
                            value = "Milliseconds after which a statement is logged as slow.",
                            byDefault = "1000",
                            min = 0,
                            max = 3600000)
                    int logMinDurationStatementInMs,
            @Setting(value = "Log retention in days.", byDefault = "365", min = 1, max = 3653) int logsRetentionInDays)
            implements Checked {
        @Override
        public void check(Check check) {
            RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
            List<Integer> intervals = List.of(0, 1, 5, 10, 15, 30, 60);
            check.that(
                    intervals.contains(monitoringIntervalInSeconds),
                    "monitoring_interval_in_seconds",
                    monitoringIntervalInSeconds + " seconds are not supported; RDS supports " + intervals);
            check.that(
                    performanceInsightsRetentionInDays == 7
                            || performanceInsightsRetentionInDays == 731
                            || performanceInsightsRetentionInDays % 31 == 0,
                    "performance_insights_retention_in_days",
                    performanceInsightsRetentionInDays + " days are not supported; set 7, a multiple of 31, or 731");
        }
    }

    /** The engine. */
    Engine engine() {
        return database.kind();
    }

    /** The logs that the engine exports. */
    List<String> logs() {
        return monitoring
                .logExports()
                .orElse(engine().logs().stream()
                        .filter(log -> !log.equals("general"))
                        .toList())
                .stream()
                .sorted()
                .toList();
    }

    /** The instance classes, by the keys that set them. */
    Map<String, String> classes() {
        Map<String, String> classes = new TreeMap<>(Map.of("instance_class", instanceClass));
        database.readReplicas().forEach((name, replica) -> replica.instanceClass()
                .ifPresent(given -> classes.put("database.read_replicas." + name + ".instance_class", given)));
        database.cluster().ifPresent(cluster -> cluster.instances().forEach((name, instance) -> instance.instanceClass()
                .ifPresent(given -> classes.put("database.cluster.instances." + name + ".instance_class", given))));
        return classes;
    }

    @Override
    public void check(Check check) {
        classes().forEach((key, given) -> checkClass(given, key, check));
        check.that(
                storage.isPresent() != engine().aurora(),
                "storage",
                engine().aurora()
                        ? "Aurora's storage grows automatically; leave this out"
                        : "an instance needs storage; set allocated_storage");
        check.that(
                !engine().aurora() || protection.backupReplication().isEmpty(),
                "protection.backup_replication",
                "a cluster is replicated to another region by a global database; leave this out");
        logs().stream()
                .filter(log -> !engine().logs().contains(log))
                .forEach(log -> check.problem(
                        "monitoring.log_exports",
                        "'" + log + "' is not a log of " + database.engine() + ", which has " + engine().logs()));
    }

    private void checkClass(String given, String key, Check check) {
        check.that(
                database.cluster().flatMap(ClusterSettings::global).isEmpty()
                        || !NOT_FOR_GLOBAL.matcher(given).matches(),
                key,
                "a global database needs classes that are optimized for memory, such as db.r6g.large, and not "
                        + given);
        engine().problemOfClass(given)
                .ifPresentOrElse(
                        problem -> check.problem(key, problem),
                        () -> check.that(
                                !monitoring.performanceInsights() || engine().insightsOn(given),
                                key,
                                "with " + database.engine()
                                        + ", Performance Insights is not available for " + given
                                        + "; choose another class, or set"
                                        + " monitoring.performance_insights: false"));
    }
}
