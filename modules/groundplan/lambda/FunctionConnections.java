package groundplan.lambda;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Egress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a function connects to: security group rules, permissions and environment variables are derived from this alone.
 */
public record FunctionConnections(
        @Setting(
                        value =
                                "Units with databases: sets DATABASE_HOST, _PORT, _NAME and _SECRET_ARN, or _USER with IAM"
                                        + " authentication; prefixed with the unit's name if there are several.",
                        byDefault = "{}")
                @Reads(value = "rds", sameRegion = true)
                Map<String, Database> databases,
        @Setting(
                        value =
                                "Environment variables with ARNs of secrets that the function may read: the secret for each variable.",
                        byDefault = "{}",
                        names = FunctionSettings.VARIABLE,
                        pattern = Setting.WORDS)
                Map<String, String> secrets,
        @Setting(
                        value = "Environment variables with names of parameters that the function may read, by unit.",
                        byDefault = "{}")
                @Reads("parameters")
                Map<String, Parameters> parameters,
        @Setting(
                        value = "Egress rules, by name.",
                        byDefault = "{https: {cidr: 0.0.0.0/0, port: 443}}",
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, Egress> egress) {

    /** How a function signs in to a database. */
    public record Database(
            @Setting(
                            value =
                                    "Database user for IAM authentication with the function's role. Left out: it reads the master user's secret.",
                            pattern = "[a-z][a-z0-9_]{0,31}")
                    Optional<String> iamUser) {}

    /** The parameters of one unit that a function uses. */
    public record Parameters(
            @Setting(
                            value = "Parameter by environment variable.",
                            names = FunctionSettings.VARIABLE,
                            min = 1,
                            pattern = Setting.WORDS)
                    Map<String, String> variables) {}

    /** The prefix of the names of a database's variables. */
    String prefix(String database) {
        return databases.size() > 1 ? database.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + "_" : "";
    }

    /** The names of all derived variables, and the setting of each. */
    SortedMap<String, String> names() {
        SortedMap<String, String> names = new TreeMap<>();
        databases.forEach((unit, with) -> {
            for (String part :
                    new String[] {"HOST", "PORT", "NAME", with.iamUser().isPresent() ? "USER" : "SECRET_ARN"}) {
                names.put(prefix(unit) + "DATABASE_" + part, "databases." + unit);
            }
        });
        secrets.keySet().forEach(variable -> names.put(variable, "secrets"));
        parameters.forEach((unit, from) ->
                from.variables().keySet().forEach(variable -> names.put(variable, "parameters." + unit)));
        return names;
    }
}
