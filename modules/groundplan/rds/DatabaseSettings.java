package groundplan.rds;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.offers.EngineVersions;
import groundplan.parts.RotationPeriod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a database: its engine, its user, its parameters, and whether it is an Aurora cluster. */
public record DatabaseSettings(
        @Setting(
                        value = "Database engine.",
                        byDefault = "postgres",
                        oneOf = {"postgres", "mysql", "aurora-mysql", "aurora-postgresql"})
                String engine,
        @Setting(
                        value =
                                "Version of the engine, as a quoted string: a major version such as \"16\", or the minor version for a new"
                                        + " database, such as \"16.10\". RDS installs later minor versions automatically, and no plan downgrades them.",
                        pattern = "[0-9]+([.-][0-9a-z_]+)*",
                        promotable = true)
                String engineVersion,
        @Setting(
                        value =
                                "The database has this version already: it was imported, restored from a snapshot, or created"
                                        + " while AWS offered the version. Then a version that a new database cannot have is accepted.",
                        byDefault = "false")
                boolean engineVersionInUse,
        @Setting(value = "Name of the database in the instance or the cluster.", pattern = "[a-z][a-z0-9_]{0,62}")
                String dbName,
        @Setting(
                        value =
                                "Name of the master user; RDS generates and rotates its password, unless master_password or a global"
                                        + " database says otherwise.",
                        byDefault = "app_admin",
                        pattern = "[a-z][a-z0-9_]{0,62}")
                String username,
        @Setting(
                        value =
                                "Rotation of the password that RDS manages for the master user; RDS alone would rotate it every 7 days. For one"
                                        + " that RDS does not manage, master_password.rotation or cluster.global.password.rotation.",
                        byDefault = "{}")
                RotationPeriod passwordRotation,
        @Setting(
                        value =
                                "Secret of the unit's own with the master user's password, which a function generates and rotates. It is needed"
                                        + " for read replicas: RDS refuses one of an instance whose password it manages. Left out: RDS manages"
                                        + " the password.")
                Optional<MasterPassword> masterPassword,
        @Setting(value = "Identifier and port.", byDefault = "{}") RdsSettings.Endpoint endpoint,
        @Setting(
                        value =
                                "Parameters of the engine as quoted strings, in addition to those that the policy checks require.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?")
                Map<String, String> parameters,
        @Setting(value = "Read replicas, by name.", byDefault = "{}", max = 15)
                Map<String, RdsSettings.ReadReplica> readReplicas,
        @Setting(value = "Cluster of the database, with an Aurora engine. Left out: one instance.")
                Optional<ClusterSettings> cluster)
        implements Checked {
    /** The longest name of a master user with MySQL: CreateDBInstance and CreateDBCluster in Amazon RDS's API. */
    private static final int LONGEST_OF_MYSQL = 16;

    private static final List<String> RESERVED =
            List.of("admin", "postgres", "root", "rdsadmin", "administrator", "master");

    /** The password that the unit generates and rotates, because RDS does not. */
    Optional<MasterPassword> ownPassword() {
        return masterPassword.or(() -> cluster.flatMap(ClusterSettings::ownPassword));
    }

    /** The engine. */
    Engine kind() {
        return Engine.of(engine);
    }

    /** Whether the version includes the minor version of a new database. */
    boolean namesMinorVersion() {
        return kind().namesMinorVersion(engineVersion);
    }

    /** Its TCP port. */
    int port() {
        return endpoint.port().orElse(kind().port());
    }

    /** The maximum number of connections of the instance, if the parameters set it. */
    public Optional<String> maxConnections() {
        return Optional.ofNullable(parameters.get("max_connections"));
    }

    /** The parameter group family: the engine with its major version. */
    public String family() {
        return kind().family(engineVersion);
    }

    @Override
    public void check(Check check) {
        (engineVersionInUse
                        ? EngineVersions.problemInUse(engine, engineVersion)
                        : EngineVersions.problem(engine, engineVersion))
                .ifPresent(problem -> check.problem("engine_version", problem));
        check.that(
                !RESERVED.contains(username),
                "username",
                "'" + username + "' is a well-known name that attackers try first; choose another, such as app_admin");
        check.that(
                !ReservedNames.has(kind(), username),
                "username",
                "'" + username + "' is a word that " + engine + " reserves; choose another name");
        check.that(
                kind().mysql() || !username.startsWith("pg_"),
                "username",
                "PostgreSQL reserves names that begin with pg_; choose another name");
        check.that(
                !kind().mysql() || username.length() <= LONGEST_OF_MYSQL,
                "username",
                "RDS accepts at most " + LONGEST_OF_MYSQL + " characters with MySQL, but this has "
                        + username.length());
        check.that(
                !ReservedNames.has(kind(), dbName),
                "db_name",
                "'" + dbName + "' is a word that " + engine + " reserves; choose another name");
        parameters.keySet().stream()
                .filter(Parameters.kept(kind())::contains)
                .forEach(name -> check.problem(
                        "parameters." + name,
                        "this parameter is set by Groundplan; "
                                + Parameters.kept(kind()).stream().sorted().toList() + " cannot be changed"));
        check.that(
                kind().aurora() == cluster.isPresent(),
                "cluster",
                kind().aurora()
                        ? engine + " runs on a cluster; set its instances"
                        : engine + " runs on an instance; choose aurora-mysql or aurora-postgresql, or leave this out");
        check.that(
                cluster.isPresent() || readReplicas.isEmpty() || masterPassword.isPresent(),
                "read_replicas",
                "RDS refuses a read replica of an instance whose master password it manages; add master_password: {}, so that"
                        + " the unit keeps the password in a secret of its own");
        check.that(
                ownPassword().isEmpty() || passwordRotation.equals(RotationPeriod.DEFAULT),
                "password_rotation",
                "RDS does not manage this password; set "
                        + (cluster.isPresent() ? "cluster.global.password.rotation" : "master_password.rotation"));
        cluster.ifPresent(given -> checkCluster(given, check));
    }

    private void checkCluster(ClusterSettings given, Check check) {
        check.that(
                readReplicas.isEmpty(), "read_replicas", "a cluster's readers are its other instances; leave this out");
        check.that(
                masterPassword.isEmpty(),
                "master_password",
                given.global().isPresent()
                        ? "the password of a global database is set in cluster.global.password; leave this out"
                        : "RDS manages the password of a cluster, whose readers need no other; leave this out");
        check.that(
                kind().mysql() || given.backtrackWindowInHours() == 0,
                "cluster.backtrack_window_in_hours",
                engine + " does not support backtracking; set 0");
        check.that(
                kind().mysql() || given.global().isEmpty(),
                "cluster.global",
                "a global database with " + engine + " is not supported by Groundplan; use aurora-mysql");
    }
}
