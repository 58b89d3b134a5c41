package groundplan.lambda;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.offers.LambdaRuntimes;
import groundplan.parts.FunctionCode;
import groundplan.parts.RetentionDays;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Settings of a function: its code, size, connections and deployment. */
public record FunctionSettings(
        @Setting(value = "Description of the function.", pattern = "[\\s\\S]{0,256}") String description,
        @Setting(
                        value = "Name of the function. Left out: <system>-<environment>-<unit>-function.",
                        pattern = "[A-Za-z0-9_-]{1,57}")
                Optional<String> functionName,
        @Setting(value = "Code of the function.", byDefault = "{}") CodeSettings code,
        @Setting(value = "Runtime settings.", byDefault = "{}") Runtime runtime,
        @Setting(value = "Environment variables; not for secrets.", byDefault = "{}", names = FunctionSettings.VARIABLE)
                Map<String, String> environment,
        @Setting(value = "What it connects to.", byDefault = "{}") FunctionConnections connections,
        @Setting(value = "How new versions are deployed.", byDefault = "{}") FunctionDeployment deployment,
        @Setting(value = "Log retention in days.", byDefault = "365", min = 1, max = 3653) int logRetentionInDays)
        implements Checked {
    /** Lambda reserves environment variables with these prefixes, and takes no name of one character (Environment in its API). */
    static final String VARIABLE = "(?!AWS_|LAMBDA_)[A-Za-z][A-Za-z0-9_]+";

    /** All environment variables of a function together, in bytes (Lambda quotas). */
    private static final int LARGEST_ENVIRONMENT = 4096;

    /** Runtime settings of a function. */
    @SuppressWarnings("JavaLangClash") // Lambda's term, always qualified with FunctionSettings
    public record Runtime(
            @Setting(
                            value = "Lambda runtime; not used with an image.",
                            byDefault = FunctionCode.RUNTIME,
                            oneOf = {
                                "python3.12",
                                "python3.13",
                                "python3.14",
                                "nodejs20.x",
                                "nodejs22.x",
                                "nodejs24.x",
                                "java17",
                                "java21",
                                "java25",
                                "dotnet8",
                                "dotnet10",
                                "ruby3.3",
                                "ruby3.4",
                                "ruby4.0",
                                "provided.al2023"
                            })
                    String runtime,
            @Setting(
                            value =
                                    "The function has this runtime already. Then one that AWS no longer patches is accepted, as long as AWS"
                                            + " allows updates.",
                            byDefault = "false")
                    boolean runtimeInUse,
            @Setting(value = "Handler; not used with an image.", byDefault = "placeholder.handler") String handler,
            @Setting(
                            value = "Processor.",
                            byDefault = "arm64",
                            oneOf = {"arm64", "x86_64"})
                    String architecture,
            @Setting(
                            value =
                                    "Memory in MiB, which also determines the share of CPU: 1769 MiB correspond to one vCPU.",
                            byDefault = "256",
                            min = 128,
                            max = 10240)
                    int memorySizeMib,
            @Setting(value = "Timeout in seconds.", byDefault = "30", min = 1, max = 900) int timeoutSeconds,
            @Setting(value = "Size of /tmp in MiB.", byDefault = "512", min = 512, max = 10240) int ephemeralStorageMib,
            @Setting(value = "Reserved concurrency.", byDefault = "10", min = 1, max = 10000)
                    int reservedConcurrentExecutions)
            implements Checked {
        @Override
        public void check(Check check) {
            (runtimeInUse ? LambdaRuntimes.problemInUse(runtime) : LambdaRuntimes.problem(runtime))
                    .ifPresent(problem -> check.problem("runtime", problem));
        }
    }

    /** An output that only signed functions have. */
    public Optional<String> signed(Supplier<String> output) {
        return code.signed() ? Optional.of(output.get()) : Optional.empty();
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        boolean python = runtime.runtime().startsWith("python");
        check.that(
                !code.placeholder() || python && runtime.handler().equals(CodeSettings.PLACEHOLDER_HANDLER),
                "code",
                "the placeholder is in Python with the handler " + CodeSettings.PLACEHOLDER_HANDLER + "; for "
                        + runtime.runtime() + " and " + runtime.handler() + ", set an archive in s3, or an image");
        check.that(
                !code.placeholder() || deployment.deploys().equals("pipeline"),
                "deployment.deploys",
                "the placeholder would never be replaced; set this to pipeline, or set an archive or an image");
        int bytes = environment.entrySet().stream()
                .mapToInt(variable -> (variable.getKey() + variable.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        check.that(
                bytes <= LARGEST_ENVIRONMENT,
                "environment",
                "has " + bytes + " bytes of names and values; Lambda allows " + LARGEST_ENVIRONMENT
                        + ": read larger values from a parameter or a file");
        Map<String, String> given = new HashMap<>();
        environment.keySet().forEach(variable -> given.put(variable, "environment"));
        connections.names().forEach((variable, where) -> {
            String other = given.putIfAbsent(variable, where);
            check.that(
                    other == null,
                    "connections",
                    "variable " + variable + " of " + where + " is also in " + other + "; keep only one of them");
        });
    }
}
