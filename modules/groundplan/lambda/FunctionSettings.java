package groundplan.lambda;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.FunctionCode;
import groundplan.parts.RetentionDays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings of a function: what it runs, how large it is, what it reaches, and how a new version takes over. */
public record FunctionSettings(
        @Setting(value = "What it is for.") String description,
        @Setting(value = "Its name. Left out: <system>-<environment>-<unit>-function.", pattern = "[A-Za-z0-9_-]{1,57}")
                Optional<String> functionName,
        @Setting(value = "Where its code is.", byDefault = "{}") CodeSettings code,
        @Setting(value = "How it runs.", byDefault = "{}") Runtime runtime,
        @Setting(
                        value = "Environment variables, none of them secret.",
                        byDefault = "{}",
                        names = FunctionSettings.VARIABLE)
                Map<String, String> environment,
        @Setting(value = "What it reaches.", byDefault = "{}") FunctionConnections connections,
        @Setting(value = "How a new version takes over.", byDefault = "{}") FunctionDeployment deployment,
        @Setting(value = "Days that its log is kept.", byDefault = "365", min = 1, max = 3653) int logRetentionInDays)
        implements Checked {
    /** Lambda keeps the names that begin with its own. */
    static final String VARIABLE = "(?!AWS_|LAMBDA_)[A-Za-z][A-Za-z0-9_]*";

    /** How a function runs. */
    @SuppressWarnings("JavaLangClash") // Lambda's word, always behind FunctionSettings
    public record Runtime(
            @Setting(
                            value = "What the code is written for; an image brings its own.",
                            byDefault = FunctionCode.RUNTIME,
                            oneOf = {
                                "python3.12",
                                "python3.13",
                                "nodejs20.x",
                                "nodejs22.x",
                                "java17",
                                "java21",
                                "dotnet8",
                                "ruby3.3",
                                "ruby3.4",
                                "provided.al2023"
                            })
                    String runtime,
            @Setting(value = "Where the code is entered; an image brings its own.", byDefault = "placeholder.handler")
                    String handler,
            @Setting(
                            value = "Processor.",
                            byDefault = "arm64",
                            oneOf = {"arm64", "x86_64"})
                    String architecture,
            @Setting(
                            value = "Memory in MiB, and a share of a processor with it: 1769 MiB are a whole one.",
                            byDefault = "256",
                            min = 128,
                            max = 10240)
                    int memorySizeMib,
            @Setting(value = "Seconds after which a run is ended.", byDefault = "30", min = 1, max = 900)
                    int timeoutSeconds,
            @Setting(value = "Size of its folder /tmp, in MiB.", byDefault = "512", min = 512, max = 10240)
                    int ephemeralStorageMib,
            @Setting(value = "Runs at once at most, kept free for it.", byDefault = "10", min = 1, max = 10000)
                    int reservedConcurrentExecutions) {}

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        boolean python = runtime.runtime().startsWith("python");
        check.that(
                !code.placeholder() || python && runtime.handler().equals(CodeSettings.PLACEHOLDER_HANDLER),
                "code",
                "the placeholder is Python and entered at " + CodeSettings.PLACEHOLDER_HANDLER + "; for "
                        + runtime.runtime() + " and " + runtime.handler() + ", name an archive below s3, or an image");
        check.that(
                !code.placeholder() || deployment.deploys().equals("pipeline"),
                "deployment.deploys",
                "only a pipeline would ever replace the placeholder; write pipeline, or name an archive or an image");
        Map<String, String> given = new HashMap<>();
        environment.keySet().forEach(variable -> given.put(variable, "environment"));
        connections.names().forEach((variable, where) -> {
            String other = given.putIfAbsent(variable, where);
            check.that(
                    other == null,
                    "connections",
                    "variable " + variable + " of " + where + " stands in " + other + " too; keep one of them");
        });
    }
}
