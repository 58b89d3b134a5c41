package groundplan.rds;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.BackupPlanSettings;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Settings of a relational database on one instance, with a standby in another zone. */
public record RdsSettings(
    @Setting(value = "Class of the instance, such as db.t4g.micro.", pattern = "[a-z0-9.]+") String instanceClass,
    @Setting(value = "Keep a standby in another zone.", byDefault = "true") boolean multiAz,
    @Setting(value = "Size of the disk.") Storage storage,
    @Setting(value = "Engine, database and master user.") Database database,
    @Setting(value = "Backups, and what keeps the database from being deleted.", byDefault = "{}") Protection protection,
    @Setting(value = "Logs and metrics.", byDefault = "{}") Monitoring monitoring,
    @Setting(value = "Unit with the network; the database is in its database subnets.", byDefault = "network")
        @Reads("network") String network,
    @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
    implements Checked {
  /** The families that RDS for PostgreSQL runs on. */
  private static final Pattern CLASS = Pattern.compile("db\\.(t3|t4g|m5d?|m6gd?|m6i|m6idn?|m6in|m7gd?|m7i|m8gd?|m8i"
      + "|r5b?|r5d|r6gd?|r6id?|r6idn|r6in|r7gd?|r7i|r8gd?|r8i|x2g|x2idn|x2iedn|x2iezn|x8g|z1d)"
      + "\\.(micro|small|medium|large|[0-9]*xlarge)");

  /** Settings of the disk. */
  public record Storage(
      @Setting(value = "Size of the disk in GiB.", min = 20, max = 65536) int allocatedStorage,
      @Setting(value = "Size in GiB up to which RDS enlarges a full disk by itself. Left out: it does not.", min = 20,
          max = 65536) Optional<Integer> maxAllocatedStorage)
      implements Checked {
    @Override
    public void check(Check check) {
      maxAllocatedStorage.ifPresent(max -> check.that(max * 10L >= allocatedStorage * 11L, "max_allocated_storage",
          max + " GiB is too small: RDS wants at least a tenth more than allocated_storage, "
              + (allocatedStorage * 11L + 9) / 10 + " GiB"));
    }
  }

  /** Settings of the engine and of what is inside. */
  public record Database(
      @Setting(value = "Database engine.", byDefault = "postgres", oneOf = {"postgres"}) String engine,
      @Setting(value = "Version of the engine as quoted text: the major one, such as \"16\", or the minor one that a new"
          + " database begins with, such as \"16.10\". RDS installs later minor ones by itself, and no plan goes back.",
          pattern = "[0-9]+(\\.[0-9]+)*") String engineVersion,
      @Setting(value = "Name of the database inside the instance.", pattern = "[a-z][a-z0-9_]{0,62}") String dbName,
      @Setting(value = "Name of the master user; RDS makes and rotates its password.", byDefault = "app_admin",
          pattern = "[a-z][a-z0-9_]{0,62}") String username,
      @Setting(value = "TCP port.", byDefault = "5432", min = 1150, max = 65535) int port,
      @Setting(value = "Parameters of the engine, beside those that the controls ask for, as quoted text.", byDefault = "{}",
          names = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?") Map<String, String> parameters,
      @Setting(value = "Copies that follow the database and take reads, by name.", byDefault = "{}")
          Map<String, ReadReplica> readReplicas)
      implements Checked {
    private static final List<String> RESERVED = List.of("admin", "postgres", "root", "rdsadmin", "administrator", "master");

    /** Whether the version says with which minor one the database begins. */
    boolean namesMinorVersion() {
      return engineVersion.contains(".");
    }

    /** How many connections the instance takes at once, where the parameters say so. */
    public Optional<String> maxConnections() {
      return Optional.ofNullable(parameters.get("max_connections"));
    }

    /** The parameter group's family: the engine with its major version. */
    public String family() {
      return engine + engineVersion.split("\\.")[0];
    }

    @Override
    public void check(Check check) {
      check.that(engineVersion.matches("1[3-8](\\.[0-9]+)?"), "engine_version", "'" + engineVersion
          + "' is not a version of PostgreSQL that RDS offers; write one from 13 to 18, such as \"16.10\"");
      check.that(!RESERVED.contains(username), "username", "'" + username
          + "' is the first name an attacker tries; choose another, such as app_admin");
      parameters.keySet().stream().filter(Parameters.KEPT::contains).forEach(name -> check.problem("parameters." + name,
          "is set by Groundplan; " + Parameters.KEPT.stream().sorted().toList() + " are not open to change"));
    }
  }

  /** Settings of a read replica. All else is like the database's own. */
  public record ReadReplica(
      @Setting(value = "Class of the replica's instance. Left out: the database's.", pattern = "[a-z0-9.]+")
          Optional<String> instanceClass,
      @Setting(value = "Keep a standby of the replica in another zone.", byDefault = "true") boolean multiAz) {}

  /** Settings of backups and of the locks on deletion. */
  public record Protection(
      @Setting(value = "Days that automated backups are kept, and back to which any point in time can be restored.",
          byDefault = "35", min = 1, max = 35) int backupRetentionInDays,
      @Setting(value = "Daily window of the automated backup, in UTC.", byDefault = "03:00-04:00",
          pattern = "([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]") String backupWindow,
      @Setting(value = "Weekly window of maintenance, in UTC.", byDefault = "sun:05:00-sun:06:00",
          pattern = "[a-z]{3}:[0-9]{2}:[0-9]{2}-[a-z]{3}:[0-9]{2}:[0-9]{2}") String maintenanceWindow,
      @Setting(value = "A second copy of the backups in a vault of AWS Backup.", byDefault = "{}")
          BackupPlanSettings backupPlan,
      @Setting(value = "A copy of the automated backups in another region. Left out: there is none.")
          Optional<BackupReplication> backupReplication,
      @Setting(value = "Have RDS refuse to delete the database.", byDefault = "true") boolean deletionProtection,
      @Setting(value = "Delete the database without a last snapshot.", byDefault = "false") boolean skipFinalSnapshot,
      @Setting(value = "Have Terraform refuse a plan that would destroy or replace the database.", byDefault = "true")
          boolean preventDestroy) {}

  /** Settings of the copies in another region, with which the database can be restored there to any point in time. */
  public record BackupReplication(
      @Setting(value = "Region of the copies.", pattern = "[a-z]{2}(-[a-z]+)+-[0-9]") String region,
      @Setting(value = "Days that a copy is kept. Left out: as long as the automated backups.", min = 1, max = 35)
          Optional<Integer> retentionInDays) {}

  /** Settings of logs and metrics. */
  public record Monitoring(
      @Setting(value = "Seconds between two measurements of the operating system; 0: none.", byDefault = "60", min = 0,
          max = 60) int monitoringIntervalInSeconds,
      @Setting(value = "Days that Performance Insights keeps; 7 cost nothing.", byDefault = "7", min = 7, max = 731)
          int performanceInsightsRetentionInDays,
      @Setting(value = "Milliseconds from which a statement is logged.", byDefault = "1000", min = 0, max = 3600000)
          int logMinDurationStatementInMs,
      @Setting(value = "Days that logs are kept.", byDefault = "365", min = 1, max = 3653) int logsRetentionInDays)
      implements Checked {
    @Override
    public void check(Check check) {
      RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
      List<Integer> intervals = List.of(0, 1, 5, 10, 15, 30, 60);
      check.that(intervals.contains(monitoringIntervalInSeconds), "monitoring_interval_in_seconds",
          monitoringIntervalInSeconds + " seconds are not on offer; RDS measures every " + intervals);
      check.that(performanceInsightsRetentionInDays == 7 || performanceInsightsRetentionInDays == 731
              || performanceInsightsRetentionInDays % 31 == 0, "performance_insights_retention_in_days",
          performanceInsightsRetentionInDays + " days are not on offer; choose 7, a multiple of 31, or 731");
    }
  }

  @Override
  public void check(Check check) {
    check(instanceClass, "instance_class", check);
    database.readReplicas().forEach((name, replica) -> replica.instanceClass().ifPresent(given ->
        check(given, "database.read_replicas." + name + ".instance_class", check)));
  }

  private static void check(String instanceClass, String key, Check check) {
    check.that(instanceClass.startsWith("db."), key, "'" + instanceClass
        + "' is not a class of a database instance; those begin with db., such as db.t3.micro");
    check.that(!instanceClass.startsWith("db.") || CLASS.matcher(instanceClass).matches(), key, "'"
        + instanceClass + "' is not a class that RDS runs PostgreSQL on; write one such as db.t4g.micro or db.m6g.large");
  }
}
