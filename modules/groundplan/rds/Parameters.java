package groundplan.rds;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The engine's parameters: those that the policy checks require, and those of the settings. */
final class Parameters {
    /** Those that take effect only after a restart: RDS rejects applying them immediately. */
    private static final Set<String> STATIC = Set.of("tls_version");

    private Parameters() {}

    /** Those that settings may not change. */
    static Set<String> kept(Engine engine) {
        return switch (engine) {
            case POSTGRES, AURORA_POSTGRESQL ->
                Set.of(
                        "rds.force_ssl",
                        "log_statement",
                        "log_connections",
                        "log_disconnections",
                        "log_min_duration_statement");
            case MYSQL ->
                Set.of(
                        "require_secure_transport",
                        "tls_version",
                        "log_output",
                        "slow_query_log",
                        "long_query_time",
                        "general_log");
            case AURORA_MYSQL ->
                Set.of(
                        "require_secure_transport",
                        "tls_version",
                        "log_output",
                        "slow_query_log",
                        "long_query_time",
                        "general_log",
                        "server_audit_logging",
                        "server_audit_events");
        };
    }

    /** All parameters by name. */
    static Map<String, String> of(RdsSettings settings) {
        Map<String, String> parameters = new TreeMap<>(settings.database().parameters());
        Engine engine = settings.engine();
        int slow = settings.monitoring().logMinDurationStatementInMs();
        if (!engine.mysql()) {
            parameters.put("rds.force_ssl", "1");
            parameters.put("log_statement", "ddl");
            parameters.put("log_connections", "1");
            parameters.put("log_disconnections", "1");
            parameters.put("log_min_duration_statement", Integer.toString(slow));
            return parameters;
        }
        // Otherwise only the last deadlock is kept, in memory, and a metric of the error log never counts one.
        parameters.putIfAbsent("innodb_print_all_deadlocks", "1");
        // RDS and Aurora use different values for the same setting.
        parameters.put("require_secure_transport", engine.aurora() ? "ON" : "1");
        parameters.put("tls_version", "TLSv1.2,TLSv1.3");
        parameters.put("log_output", "FILE");
        parameters.put("slow_query_log", "1");
        parameters.put(
                "long_query_time",
                BigDecimal.valueOf(slow, 3).stripTrailingZeros().toPlainString());
        parameters.put("general_log", settings.logs().contains("general") ? "1" : "0");
        if (engine.aurora()) {
            parameters.put("server_audit_logging", settings.logs().contains("audit") ? "1" : "0");
            parameters.put("server_audit_events", AuditPlugin.EVENTS);
        }
        return parameters;
    }

    /** When a parameter takes effect. */
    static String applyMethod(RdsSettings settings, String name) {
        // Whether a parameter of the settings needs a restart is not known here.
        return STATIC.contains(name) || settings.database().parameters().containsKey(name)
                ? "pending-reboot"
                : "immediate";
    }
}
