package groundplan.rds;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of the engine: what the controls ask for, and what the settings add. */
final class Parameters {
  /** Those that settings may not change. */
  static final Set<String> KEPT = Set.of("rds.force_ssl", "log_statement", "log_connections", "log_disconnections",
      "log_min_duration_statement");

  private Parameters() {}

  /** All parameters by name. */
  static Map<String, String> of(RdsSettings settings) {
    Map<String, String> parameters = new TreeMap<>(settings.database().parameters());
    parameters.put("rds.force_ssl", "1");
    parameters.put("log_statement", "ddl");
    parameters.put("log_connections", "1");
    parameters.put("log_disconnections", "1");
    parameters.put("log_min_duration_statement", Integer.toString(settings.monitoring().logMinDurationStatementInMs()));
    return parameters;
  }
}
