package groundplan.observability;

import groundplan.observability.Widget.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The graphs of functions, and of the APIs and queues in front of them. */
final class FunctionGraphs {
    private final Map<String, WatchedFunction> functions;

    FunctionGraphs(Map<String, WatchedFunction> functions) {
        this.functions = functions;
    }

    /** What the users of the APIs experience. */
    List<Widget> apis() {
        List<Widget> graphs = new ArrayList<>();
        functions.forEach((unit, function) -> function.apiId().ifPresent(api -> {
            Metric requests = FunctionMetrics.api(api, "Count", "Sum");
            Metric latency = FunctionMetrics.api(api, "Latency", "p50");
            graphs.add(Widget.graph(
                    unit + ": request rate (per second)",
                    List.of(
                            Line.hidden("requests", requests),
                            Line.formula("rate", "requests / PERIOD(requests)", "requests", true))));
            graphs.add(Widget.graph(unit + ": error rate (percent)", rate(FunctionMetrics.apiErrorRate(api))));
            graphs.add(Widget.graph(
                    unit + ": response time (milliseconds)",
                    List.of(
                            Line.of(latency, "p50"),
                            Line.of(latency.by("p95"), "p95"),
                            Line.of(latency.by("p99"), "p99"))));
        }));
        return graphs;
    }

    /** The functions: invocations, errors, duration, and waiting messages. */
    List<Widget> functions() {
        List<Line> calls = new ArrayList<>();
        List<Line> duration = new ArrayList<>();
        List<Line> atOnce = new ArrayList<>();
        List<Line> waiting = new ArrayList<>();
        List<Widget> errors = new ArrayList<>();
        functions.forEach((unit, function) -> {
            calls.add(Line.of(FunctionMetrics.function(function, "Invocations", "Sum"), unit));
            calls.add(Line.of(FunctionMetrics.function(function, "Throttles", "Sum"), unit + " throttled"));
            duration.add(Line.of(FunctionMetrics.function(function, "Duration", "p95"), unit));
            atOnce.add(Line.of(FunctionMetrics.function(function, "ConcurrentExecutions", "Maximum"), unit));
            function.queueName()
                    .ifPresent(queue -> waiting.add(
                            Line.of(FunctionMetrics.queue(queue, "ApproximateNumberOfMessagesVisible"), unit)));
            function.deadLetterQueueName()
                    .ifPresent(queue -> waiting.add(Line.of(
                            FunctionMetrics.queue(queue, "ApproximateNumberOfMessagesVisible"), unit + " failed")));
            errors.add(
                    Widget.graph(unit + ": failed invocations (percent)", rate(FunctionMetrics.errorRate(function))));
        });
        Map<String, List<Line>> byTitle = new LinkedHashMap<>();
        byTitle.put("Invocations of functions", calls);
        byTitle.put("Duration of functions, p95 (milliseconds)", duration);
        byTitle.put("Concurrent executions of functions", atOnce);
        byTitle.put("Waiting messages", waiting);
        List<Widget> graphs = new ArrayList<>(Widget.graphs(byTitle));
        graphs.addAll(errors);
        return graphs;
    }

    private static List<Line> rate(Map<String, Metric> metrics) {
        List<Line> lines = new ArrayList<>();
        metrics.forEach((id, metric) -> lines.add(Line.hidden(id, metric)));
        FunctionMetrics.ERROR_RATE.forEach(
                (id, formula) -> lines.add(Line.formula(id, formula, id, id.equals("rate"))));
        return lines;
    }
}
