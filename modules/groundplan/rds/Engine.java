package groundplan.rds;

import groundplan.offers.DatabaseClasses;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The database engines of RDS and their differences. */
public enum Engine {
    /** PostgreSQL on an instance. */
    POSTGRES("postgres", "RDS supports for PostgreSQL", 5432, List.of("postgresql", "upgrade")),
    /** MySQL on an instance. */
    MYSQL("mysql", "RDS supports for MySQL", 3306, List.of("audit", "error", "general", "slowquery")),
    /** Aurora MySQL on a cluster. */
    AURORA_MYSQL("aurora-mysql", "Aurora supports for MySQL", 3306, List.of("audit", "error", "general", "slowquery")),
    /** Aurora PostgreSQL on a cluster. */
    AURORA_POSTGRESQL("aurora-postgresql", "Aurora supports for PostgreSQL", 5432, List.of("postgresql"));

    private final String word;
    private final String runsOn;
    private final int port;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> logs;

    Engine(String word, String runsOn, int port, List<String> logs) {
        this.word = word;
        this.runsOn = runsOn;
        this.port = port;
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
    public List<String> logs() {
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

    /** What is wrong with an instance class, in any region; empty when it is valid. */
    Optional<String> problemOfClass(String instanceClass) {
        if (!instanceClass.startsWith("db.")) {
            return Optional.of("'" + instanceClass
                    + "' is not a database instance class; these begin with db., such as db.t3.micro");
        }
        return DatabaseClasses.has(word, instanceClass)
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
