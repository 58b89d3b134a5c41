package groundplan.rds;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The database engines of RDS and their differences. */
public enum Engine {
    /** PostgreSQL on an instance. */
    POSTGRES(
            "postgres",
            "RDS supports for PostgreSQL",
            5432,
            "1[3-8](\\.[0-9]+)?",
            "is not a PostgreSQL version that RDS supports; use one from 13 to 18, such as \"16.10\"",
            List.of("postgresql", "upgrade")),
    /** MySQL on an instance. */
    MYSQL(
            "mysql",
            "RDS supports for MySQL",
            3306,
            "8\\.[04](\\.[0-9]+)?",
            "is not a MySQL version that RDS supports; use \"8.0\" or \"8.4\", or a minor version such as \"8.0.40\"",
            List.of("audit", "error", "general", "slowquery")),
    /** Aurora MySQL on a cluster. */
    AURORA_MYSQL(
            "aurora-mysql",
            "Aurora supports for MySQL",
            3306,
            "8\\.0(\\.mysql_aurora\\.3\\.[0-9]{2}\\.[0-9]+)?",
            "is not an Aurora MySQL version; use \"8.0\", or a minor version such as \"8.0.mysql_aurora.3.08.2\"",
            List.of("audit", "error", "general", "slowquery")),
    /** Aurora PostgreSQL on a cluster. */
    AURORA_POSTGRESQL(
            "aurora-postgresql",
            "Aurora supports for PostgreSQL",
            5432,
            "1[3-7](\\.[0-9]+)?",
            "is not an Aurora PostgreSQL version; use one from 13 to 17, such as \"16.9\"",
            List.of("postgresql"));

    /** The families of instance classes. */
    private static final String INSTANCES = "t3|t4g|m5d?|m6gd?|m6i|m6idn?|m6in|m7gd?|m7i|m8gd?|m8i"
            + "|r5b?|r5d|r6gd?|r6id?|r6idn|r6in|r7gd?|r7i|r8gd?|r8i|x2g|x2idn|x2iedn|x2iezn|x8g|z1d";

    private static final String SIZES = "micro|small|medium|large|[0-9]*xlarge";
    /** The families for Aurora: fewer, and without the smallest sizes. */
    private static final String CLUSTERS = "t3|t4g|r5|r6g|r6gd|r6i|r6id|r7g|r7i|r8g|r8gd|r8i|x2g";

    private static final String CLUSTER_SIZES = "medium|large|[0-9]*xlarge";

    private final String word;
    private final String runsOn;
    private final int port;
    private final Pattern version;
    private final String badVersion;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> logs;

    Engine(String word, String runsOn, int port, String version, String badVersion, List<String> logs) {
        this.word = word;
        this.runsOn = runsOn;
        this.port = port;
        this.version = Pattern.compile(version);
        this.badVersion = badVersion;
        this.logs = logs;
    }

    /** RDS's name for it, such as {@code aurora-mysql}. */
    public String word() {
        return word;
    }

    /** The engine with this name in RDS. */
    static Engine of(String word) {
        return Stream.of(values())
                .filter(engine -> engine.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it is compatible with MySQL, not PostgreSQL. */
    public boolean mysql() {
        return this == MYSQL || this == AURORA_MYSQL;
    }

    /** Whether it is Aurora: instances of a cluster that share one storage volume, which grows automatically. */
    public boolean aurora() {
        return this == AURORA_MYSQL || this == AURORA_POSTGRESQL;
    }

    /** The prefix of a log group's name, which RDS sets. */
    public String logGroupPrefix(String identifier) {
        return "/aws/rds/" + (aurora() ? "cluster" : "instance") + "/" + identifier + "/";
    }

    /** Its default port. */
    int port() {
        return port;
    }

    /** The logs that it can export. */
    List<String> logs() {
        return logs;
    }

    /**
     * The parameter group family: the engine with its major version, which has two numbers for MySQL and one for
     * PostgreSQL.
     */
    String family(String engineVersion) {
        String[] parts = engineVersion.split("\\.");
        return word + (mysql() ? parts[0] + "." + parts[1] : parts[0]);
    }

    /** Whether the version includes a minor version. */
    boolean namesMinorVersion(String engineVersion) {
        return engineVersion.split("\\.").length > (mysql() ? 2 : 1);
    }

    /** What is wrong with a version; empty when it is valid. */
    Optional<String> problemOfVersion(String engineVersion) {
        return version.matcher(engineVersion).matches()
                ? Optional.empty()
                : Optional.of("'" + engineVersion + "' " + badVersion);
    }

    /** What is wrong with an instance class; empty when it is valid. */
    Optional<String> problemOfClass(String instanceClass) {
        if (!instanceClass.startsWith("db.")) {
            return Optional.of("'" + instanceClass
                    + "' is not a database instance class; these begin with db., such as db.t3.micro");
        }
        String form = aurora()
                ? "db\\.(" + CLUSTERS + ")\\.(" + CLUSTER_SIZES + ")"
                : "db\\.(" + INSTANCES + ")\\.(" + SIZES + ")";
        return instanceClass.matches(form)
                ? Optional.empty()
                : Optional.of("'" + instanceClass + "' is not a class that " + runsOn + "; use one such as "
                        + (aurora() ? "db.t4g.medium or db.r6g.large" : "db.t4g.micro or db.m6g.large"));
    }

    /** Whether Performance Insights is available for the class: with MySQL, not for the smallest. */
    boolean insightsOn(String instanceClass) {
        return this == MYSQL
                ? !instanceClass.matches("db\\.t[34]g?\\.(micro|small)")
                : this != AURORA_MYSQL || !instanceClass.startsWith("db.t3.");
    }
}
