package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of the monitoring of an environment. */
public record ObservabilitySettings(
        @Setting(value = "What is monitored.", byDefault = "{}") WatchSettings watch,
        @Setting(value = "Metrics that the application itself sends to CloudWatch, by name.", byDefault = "{}")
                Map<String, CustomMetric> customMetrics,
        @Setting(value = "Metrics from logs, by name.", byDefault = "{}") Map<String, LogMetric> logMetrics,
        @Setting(value = "Who is notified of alarms and events.", byDefault = "{}") NotificationSettings notifications,
        @Setting(value = "Thresholds of the alarms.", byDefault = "{}") AlarmSettings alarms,
        @Setting(
                        value = "Sections of the dashboard.",
                        byDefault = "[application, infrastructure, cost]",
                        min = 1,
                        oneOf = {
                            "application",
                            "infrastructure",
                            "cost",
                            "services",
                            "functions",
                            "databases",
                            "caches",
                            "edge",
                            "security"
                        })
                List<String> dashboard,
        @Setting(
                        value = "Additional dashboards by name, each with its sections.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*",
                        oneOf = {
                            "application",
                            "infrastructure",
                            "cost",
                            "services",
                            "functions",
                            "databases",
                            "caches",
                            "edge",
                            "security"
                        })
                Map<String, List<String>> dashboards,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    /** It is a part of alarms' descriptions, which CloudWatch limits to 1,024 characters. */
    static final String SENTENCE = ".{1,800}";

    /** A metric that the application sends. */
    public record CustomMetric(
            @Setting(
                            value = "Namespace, such as shop/application.",
                            pattern = "[0-9A-Za-z.\\-_/#][0-9A-Za-z.\\-_/#: ]{0,254}")
                    String namespace,
            @Setting(value = "Name of the metric in the namespace.", pattern = "[ -~]{1,255}") String metricName,
            @Setting(
                            value = "What it is, with its unit, such as: time of a report, in seconds.",
                            pattern = ObservabilitySettings.SENTENCE)
                    String description,
            @Setting(
                            value = "Statistic over a minute.",
                            byDefault = "Average",
                            pattern = "Average|Sum|Minimum|Maximum|SampleCount|p[0-9]{1,2}(\\.[0-9]{1,2})?")
                    String statistic,
            @Setting(
                            value = "Dimensions of the metric, exactly as sent.",
                            byDefault = "{}",
                            max = 30,
                            names = "[0-9A-Za-z_ ]{1,255}",
                            pattern = "[ -~]{1,1024}")
                    Map<String, String> dimensions,
            @Setting(value = "Thresholds of its alarms.", byDefault = "{}") Threshold threshold)
            implements Checked {
        @Override
        public void check(Check check) {
            threshold.checkRising("threshold", check);
        }
    }

    /** A metric from a log. */
    public record LogMetric(
            @Setting(
                            value = "What it is, with its unit, such as: orders that failed.",
                            pattern = ObservabilitySettings.SENTENCE)
                    String description,
            @Setting(value = "The service whose log it is from. Left out: set unit or database.")
                    Optional<ServiceLog> service,
            @Setting(
                            value =
                                    "The unit with one service or function whose log it is from. Left out: set service or database.")
                    Optional<UnitLog> unit,
            @Setting(value = "The database whose log it is from. Left out: set service or unit.")
                    Optional<DatabaseLog> database,
            @Setting(value = "CloudWatch Logs filter pattern for the matching lines.", pattern = "[\\s\\S]{0,1024}")
                    String pattern,
            @Setting(
                            value = "Value of a matching line: a number, or a field of the pattern such as $.seconds.",
                            byDefault = "\"1\"",
                            pattern = "[ -~]{1,100}")
                    String value,
            @Setting(
                            value = "Statistic over a minute.",
                            byDefault = "Sum",
                            pattern = "Average|Sum|Minimum|Maximum|SampleCount|p[0-9]{1,2}(\\.[0-9]{1,2})?")
                    String statistic,
            @Setting(value = "Thresholds of its alarms.", byDefault = "{}") Threshold threshold)
            implements Checked {
        @Override
        public void check(Check check) {
            threshold.checkRising("threshold", check);
            FilterPattern.problem(pattern).ifPresent(problem -> check.problem("pattern", problem));
            check.that(
                    FilterPattern.value(value),
                    "value",
                    "'" + value + "' is neither a number nor a field of the pattern, such as $.bytes or $bytes");
            check.that(
                    Stream.of(service, unit, database)
                                    .filter(Optional::isPresent)
                                    .count()
                            == 1,
                    "service",
                    "a log is required: set one of service, unit and database");
        }
    }

    /** The log of a service. */
    public record ServiceLog(
            @Setting(value = "Unit with the cluster.", byDefault = "ecs") @Reads(value = "ecs", sameRegion = true)
                    String ecs,
            @Setting(value = "Service, by its name in that unit.", pattern = Setting.WORDS) String name) {}

    /** The log of a unit with a single service or function. */
    public record UnitLog(
            @Setting("Unit with a service behind an application load balancer.")
                    @Reads(value = "ecs-alb-service", sameRegion = true)
                    Optional<String> ecsAlbService,
            @Setting("Unit with a service behind a network load balancer.")
                    @Reads(value = "ecs-nlb-service", sameRegion = true)
                    Optional<String> ecsNlbService,
            @Setting("Unit with a function behind an HTTP API.") @Reads(value = "lambda-http-api", sameRegion = true)
                    Optional<String> lambdaHttpApi,
            @Setting("Unit with a function that is invoked by events.")
                    @Reads(value = "lambda-event-bridge", sameRegion = true)
                    Optional<String> lambdaEventBridge,
            @Setting("Unit with a function that consumes a queue.")
                    @Reads(value = "lambda-sqs-consumer", sameRegion = true)
                    Optional<String> lambdaSqsConsumer)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    Stream.of(ecsAlbService, ecsNlbService, lambdaHttpApi, lambdaEventBridge, lambdaSqsConsumer)
                                    .filter(Optional::isPresent)
                                    .count()
                            == 1,
                    "",
                    "one unit is required, under the name of its kind");
        }
    }

    /** The log of a database. */
    public record DatabaseLog(
            @Setting(value = "Unit with the database.", byDefault = "rds") @Reads(value = "rds", sameRegion = true)
                    String rds,
            @Setting(
                            value = "Name of the log.",
                            byDefault = "postgresql",
                            oneOf = {"audit", "error", "general", "postgresql", "slowquery", "upgrade"})
                    String log) {}

    @Override
    public void check(Check check) {
        check.that(
                !dashboard.equals(List.of("application"))
                        || !watch.ecs().isEmpty()
                        || watch.services().any()
                        || !customMetrics.isEmpty(),
                "dashboard",
                "the section application shows the load balancers and APIs of watch.ecs and watch.services; name a unit there");
        for (String taken : List.of("main", "overview")) {
            check.that(
                    !dashboards.containsKey(taken),
                    "dashboards." + taken,
                    "this is the name of the main dashboard, whose sections are set by dashboard; choose another");
        }
    }
}
