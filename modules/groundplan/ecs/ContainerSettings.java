package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a container runs. Its root file system is read-only, it has no Linux capabilities, and it is never privileged. */
public record ContainerSettings(
        @Setting(value = "Command with its arguments. Empty: the image's own.", byDefault = "[]") List<String> command,
        @Setting(
                        value = "Environment variables, none of them secret.",
                        byDefault = "{}",
                        names = ContainerSettings.VARIABLE)
                Map<String, String> environment,
        @Setting(
                        value =
                                "Environment variables from secrets: the secret's name, with :<key> for one key of a JSON secret.",
                        byDefault = "{}",
                        names = ContainerSettings.VARIABLE,
                        pattern = "[a-z][a-z0-9]*([_-][a-z0-9]+)*(:[A-Za-z0-9_.-]+)?")
                Map<String, String> secrets,
        @Setting(
                        value =
                                "Environment variables from parameters, by unit: which of its parameters each variable holds.",
                        byDefault = "{}")
                @Reads("parameters")
                Map<String, Source> parameters,
        @Setting(
                        value = "User, by number, with :<group> if need be; not root.",
                        byDefault = "\"1000\"",
                        pattern = "[1-9][0-9]*(:[0-9]+)?")
                String user,
        @Setting(
                        value =
                                "Paths that the container may write; the image declares them as VOLUME, owned by the user.",
                        byDefault = "[/tmp]",
                        pattern = ContainerSettings.PATH)
                List<String> writablePaths,
        @Setting(value = "Seconds between a polite stop and the end.", byDefault = "30", min = 2, max = 120)
                int stopTimeoutSeconds,
        @Setting("How to tell inside the container whether it is healthy. Left out: nobody asks.")
                Optional<HealthCheck> healthCheck)
        implements Checked {
    static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";
    static final String PATH = "(/[A-Za-z0-9._-]+)+";

    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SIGNING_?KEY).*");

    /** What a container takes from one unit of parameters. */
    public record Source(
            @Setting(
                            value = "The parameter of each environment variable.",
                            names = ContainerSettings.VARIABLE,
                            min = 1,
                            pattern = Setting.WORDS)
                    Map<String, String> variables) {}

    /** How to tell inside a container whether it is healthy. One that is not, and is essential, takes its task with it. */
    public record HealthCheck(
            @Setting(value = "Command with its arguments; it ends with 0 in a healthy container.", min = 1)
                    List<String> command,
            @Setting(value = "Seconds from one run to the next.", byDefault = "30", min = 5, max = 300)
                    int intervalSeconds,
            @Setting(value = "Seconds that it may take.", byDefault = "5", min = 2, max = 60) int timeoutSeconds,
            @Setting(value = "Failures in a row that make the container unhealthy.", byDefault = "3", min = 1, max = 10)
                    int retries,
            @Setting(
                            value = "Seconds after the start in which failures do not count.",
                            byDefault = "30",
                            min = 0,
                            max = 300)
                    int startPeriodSeconds) {}

    @Override
    public void check(Check check) {
        environment.keySet().stream()
                .filter(name -> SECRET.matcher(name).matches())
                .forEach(name -> check.problem(
                        "environment." + name,
                        "sounds like a secret, and the environment is readable in state and console:"
                                + " keep the value in a unit of kind secrets and give its name below secrets"));
        Map<String, String> given = new HashMap<>();
        environment.keySet().forEach(variable -> given.put(variable, "environment"));
        secrets.keySet().forEach(variable -> once(given, variable, "secrets", "secrets." + variable, check));
        parameters.forEach((unit, source) -> source.variables()
                .keySet()
                .forEach(variable ->
                        once(given, variable, "parameters", "parameters." + unit + ".variables." + variable, check)));
    }

    private static void once(Map<String, String> given, String variable, String where, String key, Check check) {
        String other = given.putIfAbsent(variable, where);
        check.that(other == null, key, "stands in " + other + " too; keep one of them");
    }
}
