package groundplan.observability;

import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.kernel.Check;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.lambdaeventbridge.LambdaEventBridgeOutputs;
import groundplan.lambdahttpapi.LambdaHttpApiOutputs;
import groundplan.lambdasqsconsumer.LambdaSqsConsumerOutputs;
import groundplan.observability.ObservabilitySettings.LogMetric;
import groundplan.observability.ObservabilitySettings.ServiceLog;
import groundplan.observability.ObservabilitySettings.UnitLog;
import groundplan.rds.RdsOutputs;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The log groups of metrics from logs.
 *
 * @param groups their names, by the metric's name in the settings
 */
public record Logs(Map<String, String> groups) {
    static Logs of(UnitPath reader, Map<String, LogMetric> metrics, Wiring wiring) {
        Map<String, String> groups = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> {
            metric.service().ifPresent(log -> groups.put(name, service(reader, log, wiring)));
            metric.unit().ifPresent(log -> groups.put(name, unit(reader, log, wiring)));
            metric.database().ifPresent(log -> {
                RdsOutputs database = wiring.outputs(reader, RdsOutputs.class, log.rds());
                groups.put(name, database.engine().logGroupPrefix(database.identifier()) + log.log());
            });
        });
        return new Logs(groups);
    }

    /** Reports services that a cluster does not have, and logs that a database's engine does not have. */
    static void check(UnitPath reader, Map<String, LogMetric> metrics, Wiring wiring, Check check) {
        metrics.forEach((name, metric) -> metric.database()
                .ifPresent(log -> check.known(
                        "log_metrics." + name + ".database.log",
                        log.log(),
                        log.rds(),
                        wiring.outputs(reader, RdsOutputs.class, log.rds())
                                .engine()
                                .logs())));
        metrics.forEach((name, metric) -> metric.service()
                .ifPresent(log -> check.known(
                        "log_metrics." + name + ".service.name",
                        log.name(),
                        log.ecs(),
                        wiring.outputs(reader, EcsOutputs.class, log.ecs())
                                .logGroupNames()
                                .keySet())));
    }

    private static String service(UnitPath reader, ServiceLog log, Wiring wiring) {
        Map<String, String> known =
                wiring.outputs(reader, EcsOutputs.class, log.ecs()).logGroupNames();
        return known.get(log.name());
    }

    private static String unit(UnitPath reader, UnitLog log, Wiring wiring) {
        return log.ecsAlbService()
                .or(log::ecsNlbService)
                .map(name ->
                        wiring.outputs(reader, EcsServiceOutputs.class, name).logGroupName())
                .or(() -> log.lambdaHttpApi().map(name -> wiring.outputs(reader, LambdaHttpApiOutputs.class, name)
                        .logGroupName()))
                .or(() -> log.lambdaEventBridge()
                        .map(name -> wiring.outputs(reader, LambdaEventBridgeOutputs.class, name)
                                .logGroupName()))
                .or(() -> log.lambdaSqsConsumer()
                        .map(name -> wiring.outputs(reader, LambdaSqsConsumerOutputs.class, name)
                                .logGroupName()))
                .orElseThrow();
    }

    String group(String metric) {
        return groups.get(metric);
    }
}
