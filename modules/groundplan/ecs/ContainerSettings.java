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
        @Setting(value = "Command with its arguments. Empty: that of the image.", byDefault = "[]")
                List<String> command,
        @Setting(
                        value = "Environment variables; not for secrets.",
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
                        value = "Environment variables from parameters, by unit: the parameter for each variable.",
                        byDefault = "{}")
                @Reads("parameters")
                Map<String, Source> parameters,
        @Setting(
                        value = "Numeric user id, optionally with :<group>; not root.",
                        byDefault = "\"1000\"",
                        pattern = "[1-9][0-9]*(:[0-9]+)?")
                String user,
        @Setting(
                        value =
                                "Writable paths in memory (tmpfs). /tmp is writable for every user, whatever the image; another path keeps the"
                                        + " permissions that it has in the image, but belongs to root.",
                        byDefault = "{/tmp: {}}",
                        names = ContainerSettings.PATH)
                Map<String, Tmpfs> tmpfs,
        @Setting(
                        value =
                                "Writable paths on the task's disk. Fargate mounts them for root alone, unless the image declares them as VOLUME,"
                                        + " owned by the user.",
                        byDefault = "[]",
                        pattern = ContainerSettings.PATH)
                List<String> writablePaths,
        @Setting(
                        value = "Seconds between SIGTERM and SIGKILL when the container is stopped.",
                        byDefault = "30",
                        min = 2,
                        max = 120)
                int stopTimeoutSeconds,
        @Setting("Health check command in the container. Left out: no container health check.")
                Optional<HealthCheck> healthCheck)
        implements Checked {
    static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";
    static final String PATH = "(/[A-Za-z0-9._-]+)+";

    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SIGNING_?KEY).*");

    /** A writable path in memory. */
    public record Tmpfs(
            @Setting(
                            value = "Its size in MiB. What is in it counts towards the memory of the container.",
                            byDefault = "64",
                            min = 1,
                            max = 122880)
                    int sizeMib,
            @Setting(
                            value = "Allow to run programs and to load libraries from it, as some runtimes do.",
                            byDefault = "false")
                    boolean executable) {}

    /** What fills its memory if all its paths in memory are full, in MiB. */
    int tmpfsMib() {
        return tmpfs.values().stream().mapToInt(Tmpfs::sizeMib).sum();
    }

    /** The parameters of one unit that a container uses. */
    public record Source(
            @Setting(
                            value = "Parameter by environment variable.",
                            names = ContainerSettings.VARIABLE,
                            min = 1,
                            pattern = Setting.WORDS)
                    Map<String, String> variables) {}

    /** A health check that runs in a container. When an essential container is unhealthy, its task is stopped. */
    public record HealthCheck(
            @Setting(value = "Program with its arguments, without CMD; exit code 0 means healthy.", min = 1)
                    List<String> command,
            @Setting(value = "Seconds between two runs.", byDefault = "30", min = 5, max = 300) int intervalSeconds,
            @Setting(value = "Timeout in seconds.", byDefault = "5", min = 2, max = 60) int timeoutSeconds,
            @Setting(
                            value = "Consecutive failures after which the container is unhealthy.",
                            byDefault = "3",
                            min = 1,
                            max = 10)
                    int retries,
            @Setting(
                            value = "Seconds after the start during which failures do not count.",
                            byDefault = "30",
                            min = 0,
                            max = 300)
                    int startPeriodSeconds)
            implements Checked {
        @Override
        public void check(Check check) {
            String first = command.get(0);
            check.that(
                    !first.matches("CMD|CMD-SHELL|NONE"),
                    "command",
                    "'" + first + "' would be run as a program; write "
                            + (first.equals("CMD-SHELL") ? "/bin/sh, -c and the command" : "the program first"));
            check.that(!first.isBlank(), "command", "has no program");
        }
    }

    @Override
    public void check(Check check) {
        environment.keySet().stream()
                .filter(name -> SECRET.matcher(name).matches())
                .forEach(name -> check.problem(
                        "environment." + name,
                        "the name suggests a secret, and environment variables are readable in the state and the console:"
                                + " store the value in a unit of kind secrets and refer to it under secrets"));
        writablePaths.forEach(
                path -> check.that(
                        !tmpfs.containsKey(path),
                        "tmpfs." + path,
                        "is also in writable_paths, which are on the task's disk; keep only one of them (tmpfs: {} has no path in memory)"));
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
        check.that(other == null, key, "is also in " + other + "; keep only one of them");
    }
}
