package groundplan.rds;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.BackupPlanSettings;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings of a relational database: on one instance with a standby in another zone, or on a cluster of Aurora. */
public record RdsSettings(
        @Setting(
                        value = "Class of the instance, or of those of the cluster, such as db.t4g.micro.",
                        pattern = "[a-z0-9.]+")
                String instanceClass,
        @Setting(
                        value =
                                "Keep a standby of the instance in another zone. A cluster has its other instances for that.",
                        byDefault = "true")
                boolean multiAz,
        @Setting(value = "Size of the instance's disk. Left out with Aurora, whose storage grows by itself.")
                Optional<Storage> storage,
        @Setting(value = "Engine, database and master user.") Database database,
        @Setting(value = "Backups, and what keeps the database from being deleted.", byDefault = "{}")
                Protection protection,
        @Setting(value = "Logs and metrics.", byDefault = "{}") Monitoring monitoring,
        @Setting(value = "Unit with the network; the database is in its database subnets.", byDefault = "network")
                @Reads("network")
                String network,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {
    /** Settings of the disk. */
    public record Storage(
            @Setting(value = "Size of the disk in GiB.", min = 20, max = 65536) int allocatedStorage,
            @Setting(
                            value =
                                    "Size in GiB up to which RDS enlarges a full disk by itself. Left out: it does not.",
                            min = 20,
                            max = 65536)
                    Optional<Integer> maxAllocatedStorage,
            @Setting(
                            value =
                                    "Encrypt it, and all that the unit has beside, with a key of the unit's own, which then needs no unit"
                                            + " of keys.",
                            byDefault = "false")
                    boolean ownKey)
            implements Checked {
        @Override
        public void check(Check check) {
            maxAllocatedStorage.ifPresent(max -> check.that(
                    max * 10L >= allocatedStorage * 11L,
                    "max_allocated_storage",
                    max + " GiB is too small: RDS wants at least a tenth more than allocated_storage, "
                            + (allocatedStorage * 11L + 9) / 10 + " GiB"));
        }
    }

    /** Settings of the engine and of what is inside. */
    public record Database(
            @Setting(
                            value = "Database engine.",
                            byDefault = "postgres",
                            oneOf = {"postgres", "mysql", "aurora-mysql", "aurora-postgresql"})
                    String engine,
            @Setting(
                            value =
                                    "Version of the engine as quoted text: the major one, such as \"16\", or the minor one that a new"
                                            + " database begins with, such as \"16.10\". RDS installs later minor ones by itself, and no plan goes back.",
                            pattern = "[0-9]+(\\.[0-9a-z_]+)*",
                            promotable = true)
                    String engineVersion,
            @Setting(value = "Name of the database inside the instance.", pattern = "[a-z][a-z0-9_]{0,62}")
                    String dbName,
            @Setting(
                            value =
                                    "Name of the master user; RDS makes and rotates its password, but for that of a global database.",
                            byDefault = "app_admin",
                            pattern = "[a-z][a-z0-9_]{0,62}")
                    String username,
            @Setting(value = "Where clients find it.", byDefault = "{}") Endpoint endpoint,
            @Setting(
                            value = "Parameters of the engine, beside those that the controls ask for, as quoted text.",
                            byDefault = "{}",
                            names = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?")
                    Map<String, String> parameters,
            @Setting(value = "Copies that follow the database and take reads, by name.", byDefault = "{}")
                    Map<String, ReadReplica> readReplicas,
            @Setting(value = "Cluster that the database runs on, with an engine of Aurora. Left out: one instance.")
                    Optional<ClusterSettings> cluster)
            implements Checked {
        private static final List<String> RESERVED =
                List.of("admin", "postgres", "root", "rdsadmin", "administrator", "master");

        /** The engine. */
        Engine kind() {
            return Engine.of(engine);
        }

        /** Whether the version says with which minor one the database begins. */
        boolean namesMinorVersion() {
            return kind().namesMinorVersion(engineVersion);
        }

        /** Its TCP port. */
        int port() {
            return endpoint.port().orElse(kind().port());
        }

        /** How many connections the instance takes at once, where the parameters say so. */
        public Optional<String> maxConnections() {
            return Optional.ofNullable(parameters.get("max_connections"));
        }

        /** The parameter group's family: the engine with its major version. */
        public String family() {
            return kind().family(engineVersion);
        }

        @Override
        public void check(Check check) {
            kind().problemOfVersion(engineVersion).ifPresent(problem -> check.problem("engine_version", problem));
            check.that(
                    !RESERVED.contains(username),
                    "username",
                    "'" + username + "' is the first name an attacker tries; choose another, such as app_admin");
            parameters.keySet().stream()
                    .filter(Parameters.kept(kind())::contains)
                    .forEach(name -> check.problem(
                            "parameters." + name,
                            "is set by Groundplan; "
                                    + Parameters.kept(kind()).stream().sorted().toList() + " are not open to change"));
            check.that(
                    kind().aurora() == cluster.isPresent(),
                    "cluster",
                    kind().aurora()
                            ? engine + " runs on a cluster; write its instances"
                            : engine
                                    + " runs on an instance; choose aurora-mysql or aurora-postgresql, or leave this out");
            cluster.ifPresent(given -> checkCluster(given, check));
        }

        private void checkCluster(ClusterSettings given, Check check) {
            check.that(
                    readReplicas.isEmpty(),
                    "read_replicas",
                    "the other instances of a cluster are its readers; leave this out");
            check.that(
                    kind().mysql() || given.backtrackWindowInHours() == 0,
                    "cluster.backtrack_window_in_hours",
                    engine + " cannot be turned back; write 0");
            check.that(
                    kind().mysql() || given.global().isEmpty(),
                    "cluster.global",
                    "a global database of " + engine + " is not offered here; only aurora-mysql's is");
        }
    }

    /** Settings of the way in. */
    public record Endpoint(
            @Setting(
                            value =
                                    "Name of the instance or of the cluster, of which the host's name is made. Left out: system,"
                                            + " environment and unit.",
                            pattern = "[a-z](?!.*--)[a-z0-9-]{0,54}[a-z0-9]")
                    Optional<String> identifier,
            @Setting(value = "TCP port. Left out: 3306 with MySQL, 5432 with PostgreSQL.", min = 1150, max = 65535)
                    Optional<Integer> port) {}

    /** Settings of a read replica. All else is like the database's own. */
    public record ReadReplica(
            @Setting(value = "Class of the replica's instance. Left out: the database's.", pattern = "[a-z0-9.]+")
                    Optional<String> instanceClass,
            @Setting(value = "Keep a standby of the replica in another zone.", byDefault = "true") boolean multiAz) {}

    /** Settings of backups and of the locks on deletion. */
    public record Protection(
            @Setting(
                            value =
                                    "Days that automated backups are kept, and back to which any point in time can be restored.",
                            byDefault = "35",
                            min = 1,
                            max = 35)
                    int backupRetentionInDays,
            @Setting(
                            value = "Daily window of the automated backup, in UTC.",
                            byDefault = "03:00-04:00",
                            pattern = "([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]")
                    String backupWindow,
            @Setting(
                            value = "Weekly window of maintenance, in UTC.",
                            byDefault = "sun:05:00-sun:06:00",
                            pattern = "[A-Za-z]{3}:[0-9]{2}:[0-9]{2}-[A-Za-z]{3}:[0-9]{2}:[0-9]{2}")
                    String maintenanceWindow,
            @Setting(value = "A second copy of the backups in a vault of AWS Backup.", byDefault = "{}")
                    BackupPlanSettings backupPlan,
            @Setting(value = "A copy of the automated backups in another region. Left out: there is none.")
                    Optional<BackupReplication> backupReplication,
            @Setting(value = "Have RDS refuse to delete the database.", byDefault = "true") boolean deletionProtection,
            @Setting(value = "Delete the database without a last snapshot.", byDefault = "false")
                    boolean skipFinalSnapshot,
            @Setting(
                            value = "Have Terraform refuse a plan that would destroy or replace the database.",
                            byDefault = "true")
                    boolean preventDestroy) {
        /** The weekly window as AWS gives it back. */
        String maintenanceWindowInLowerCase() {
            return maintenanceWindow.toLowerCase(Locale.ROOT);
        }
    }

    /** Settings of the copies in another region, with which the database can be restored there to any point in time. */
    public record BackupReplication(
            @Setting(value = "Region of the copies.", pattern = "[a-z]{2}(-[a-z]+)+-[0-9]") String region,
            @Setting(value = "Days that a copy is kept. Left out: as long as the automated backups.", min = 1, max = 35)
                    Optional<Integer> retentionInDays) {}

    /** Settings of logs and metrics. */
    public record Monitoring(
            @Setting(
                            value = "Seconds between two measurements of the operating system; 0: none.",
                            byDefault = "60",
                            min = 0,
                            max = 60)
                    int monitoringIntervalInSeconds,
            @Setting(
                            value =
                                    "Logs that the engine hands over. Left out: all that it has, but for MySQL's general one, which holds"
                                            + " every query.")
                    Optional<List<String>> logExports,
            @Setting(
                            value =
                                    "Have Performance Insights, which is not to be had on the smallest classes with MySQL.",
                            byDefault = "true")
                    boolean performanceInsights,
            @Setting(
                            value = "Days that Performance Insights keeps; 7 cost nothing.",
                            byDefault = "7",
                            min = 7,
                            max = 731)
                    int performanceInsightsRetentionInDays,
            @Setting(
                            value = "Milliseconds from which a statement is logged.",
                            byDefault = "1000",
                            min = 0,
                            max = 3600000)
                    int logMinDurationStatementInMs,
            @Setting(value = "Days that logs are kept.", byDefault = "365", min = 1, max = 3653)
                    int logsRetentionInDays)
            implements Checked {
        @Override
        public void check(Check check) {
            RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
            List<Integer> intervals = List.of(0, 1, 5, 10, 15, 30, 60);
            check.that(
                    intervals.contains(monitoringIntervalInSeconds),
                    "monitoring_interval_in_seconds",
                    monitoringIntervalInSeconds + " seconds are not on offer; RDS measures every " + intervals);
            check.that(
                    performanceInsightsRetentionInDays == 7
                            || performanceInsightsRetentionInDays == 731
                            || performanceInsightsRetentionInDays % 31 == 0,
                    "performance_insights_retention_in_days",
                    performanceInsightsRetentionInDays + " days are not on offer; choose 7, a multiple of 31, or 731");
        }
    }

    /** The engine. */
    Engine engine() {
        return database.kind();
    }

    /** The logs that the engine hands over. */
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

    @Override
    public void check(Check check) {
        checkClass(instanceClass, "instance_class", check);
        database.readReplicas().forEach((name, replica) -> replica.instanceClass()
                .ifPresent(given -> checkClass(given, "database.read_replicas." + name + ".instance_class", check)));
        database.cluster().ifPresent(cluster -> cluster.instances().forEach((name, instance) -> instance.instanceClass()
                .ifPresent(
                        given -> checkClass(given, "database.cluster.instances." + name + ".instance_class", check))));
        check.that(
                storage.isPresent() != engine().aurora(),
                "storage",
                engine().aurora()
                        ? "Aurora's storage grows by itself; leave this out"
                        : "an instance has a disk; write allocated_storage");
        check.that(
                !engine().aurora() || protection.backupReplication().isEmpty(),
                "protection.backup_replication",
                "the copy of a cluster in another region is one of a global database; leave this out");
        logs().stream()
                .filter(log -> !engine().logs().contains(log))
                .forEach(log -> check.problem(
                        "monitoring.log_exports",
                        "'" + log + "' is no log of " + database.engine() + ", which has " + engine().logs()));
    }

    private void checkClass(String given, String key, Check check) {
        engine().problemOfClass(given)
                .ifPresentOrElse(
                        problem -> check.problem(key, problem),
                        () -> check.that(
                                !monitoring.performanceInsights() || engine().insightsOn(given),
                                key,
                                "with " + database.engine()
                                        + " there is no Performance Insights on " + given
                                        + "; choose another class, or write"
                                        + " monitoring.performance_insights: false"));
    }
}
