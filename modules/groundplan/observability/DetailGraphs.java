package groundplan.observability;

import groundplan.kernel.UnitContext;
import groundplan.observability.Widget.Line;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The graphs of the sections with details of one kind of resource. */
final class DetailGraphs {
    private final Watched watched;
    private final List<Watch> trail;

    /** @param trail the metrics of the audit trail */
    DetailGraphs(Watched watched, List<Watch> trail) {
        this.watched = watched;
        this.trail = trail;
    }

    /** The services of clusters: the utilization of their tasks, and the running and the desired number of tasks. */
    List<Widget> services() {
        List<Widget> graphs = new ArrayList<>();
        watched.clusters().forEach((unit, outputs) -> {
            Map<String, String> services = outputs.serviceNames();
            String cluster = outputs.clusterName();
            graphs.add(Widget.graph(
                    unit + ": CPU of services (percent)",
                    each(services, name -> Metrics.service(cluster, name, "CPUUtilization"), "")));
            graphs.add(Widget.graph(
                    unit + ": memory of services (percent)",
                    each(services, name -> Metrics.service(cluster, name, "MemoryUtilization"), "")));
            graphs.add(Widget.graph(
                    unit + ": running tasks",
                    each(services, name -> Metrics.tasks(cluster, name, "RunningTaskCount"), "")));
            graphs.add(Widget.graph(
                    unit + ": desired tasks (target tracking)",
                    each(services, name -> Metrics.tasks(cluster, name, "DesiredTaskCount"), "")));
            List<Line> network = each(services, name -> Metrics.tasks(cluster, name, "NetworkRxBytes"), " in");
            network.addAll(each(services, name -> Metrics.tasks(cluster, name, "NetworkTxBytes"), " out"));
            graphs.add(Widget.graph(unit + ": network of services (bytes per second)", network));
            graphs.add(Widget.graph(
                    unit + ": disk of services (GB)",
                    each(services, name -> Metrics.tasks(cluster, name, "EphemeralStorageUtilized"), "")));
        });
        return graphs;
    }

    /** Functions and their queues. */
    List<Widget> functions() {
        return new FunctionGraphs(watched.services().functions()).functions();
    }

    /** Databases: connections, queries, storage. */
    List<Widget> databases() {
        List<Widget> graphs = new ArrayList<>();
        watched.databases().forEach((unit, outputs) -> {
            graphs.add(Widget.graph(unit + ": connections", instances(unit, outputs, "DatabaseConnections")));
            if (!outputs.engine().aurora()) {
                Metrics.connectionShare(outputs)
                        .ifPresent(terms -> graphs.add(formulas(
                                unit + ": connections (percent of the maximum)",
                                Map.of("open", Metrics.database(outputs, "DatabaseConnections")),
                                terms)));
            }
            Metrics.querySeconds(outputs)
                    .ifPresent(terms -> graphs.add(formulas(unit + ": average query time (seconds)", Map.of(), terms)));
            graphs.add(Widget.graph(unit + ": active sessions", instances(unit, outputs, "DBLoad")));
            graphs.add(Widget.graph(unit + ": read latency (seconds)", instances(unit, outputs, "ReadLatency")));
            graphs.add(Widget.graph(unit + ": write latency (seconds)", instances(unit, outputs, "WriteLatency")));
            graphs.add(
                    outputs.engine().aurora()
                            ? Widget.graph(
                                    unit + ": storage in use (bytes)",
                                    List.of(Line.of(Metrics.cluster(outputs, "VolumeBytesUsed", "Average"), unit)))
                            : Widget.graph(unit + ": free disk (bytes)", instances(unit, outputs, "FreeStorageSpace")));
            graphs.add(Widget.graph(unit + ": CPU (percent)", instances(unit, outputs, "CPUUtilization")));
            if (!outputs.replicaIdentifiers().isEmpty()) {
                graphs.add(Widget.graph(
                        unit + ": lag of replicas (seconds)",
                        each(
                                outputs.replicaIdentifiers(),
                                identifier -> Metrics.instance(identifier, "ReplicaLag"),
                                "")));
            }
            if (outputs.engine().aurora()) {
                List<Line> lags = new ArrayList<>(
                        List.of(Line.of(Metrics.cluster(outputs, "AuroraReplicaLagMaximum", "Maximum"), "readers")));
                outputs.joinedGlobalCluster()
                        .ifPresent(global -> lags.add(Line.of(
                                Metrics.cluster(outputs, "AuroraGlobalDBReplicationLag", "Maximum"),
                                "behind the primary region")));
                graphs.add(Widget.graph(unit + ": lag (milliseconds)", lags));
            }
        });
        return graphs;
    }

    /** Caches: each node by itself. */
    List<Widget> caches() {
        List<Widget> graphs = new ArrayList<>();
        watched.caches().forEach((unit, outputs) -> {
            graphs.add(Widget.graph(
                    unit + ": memory in use (percent)",
                    each(outputs.nodeIds(), id -> Metrics.node(id, "DatabaseMemoryUsagePercentage", "Average"), "")));
            graphs.add(Widget.graph(
                    unit + ": CPU of Redis (percent)",
                    each(outputs.nodeIds(), id -> Metrics.node(id, "EngineCPUUtilization", "Average"), "")));
            graphs.add(Widget.graph(
                    unit + ": keys evicted", each(outputs.nodeIds(), id -> Metrics.node(id, "Evictions", "Sum"), "")));
            graphs.add(Widget.graph(
                    unit + ": cache hit rate (percent)",
                    each(outputs.nodeIds(), id -> Metrics.node(id, "CacheHitRate", "Average"), "")));
        });
        return graphs;
    }

    /** Distributions, whose metrics are in us-east-1, whatever the dashboard's region. */
    List<Widget> edge() {
        List<Widget> graphs = new ArrayList<>();
        watched.distributions().forEach((unit, outputs) -> {
            graphs.add(Widget.graph(
                    unit + ": requests",
                    UnitContext.GLOBAL_REGION,
                    List.of(Line.of(Metrics.distribution(outputs, "Requests", "Sum"), "requests"))));
            graphs.add(Widget.graph(
                    unit + ": error rate (percent)",
                    UnitContext.GLOBAL_REGION,
                    List.of(
                            Line.of(Metrics.distribution(outputs, "4xxErrorRate", "Average"), "4xx"),
                            Line.of(Metrics.distribution(outputs, "5xxErrorRate", "Average"), "5xx"))));
            graphs.add(Widget.graph(
                    unit + ": traffic (bytes)",
                    UnitContext.GLOBAL_REGION,
                    List.of(
                            Line.of(Metrics.distribution(outputs, "BytesDownloaded", "Sum"), "to users"),
                            Line.of(Metrics.distribution(outputs, "BytesUploaded", "Sum"), "from users"))));
        });
        return graphs;
    }

    /** Events of the audit trail that have alarms. */
    List<Widget> security() {
        List<Line> events = new ArrayList<>();
        trail.forEach(watch -> watch.plain().ifPresent(metric -> events.add(Line.of(metric, watch.sentence()))));
        return events.isEmpty() ? List.of() : List.of(Widget.graph("Events of the audit trail", events));
    }

    private static List<Line> instances(String unit, RdsOutputs outputs, String figure) {
        if (outputs.engine().aurora()) {
            return each(outputs.instanceIdentifiers(), identifier -> Metrics.instance(identifier, figure), "");
        }
        List<Line> lines = new ArrayList<>(List.of(Line.of(Metrics.database(outputs, figure), unit)));
        lines.addAll(each(outputs.replicaIdentifiers(), identifier -> Metrics.instance(identifier, figure), ""));
        return lines;
    }

    /** A line for each resource, in the order of their names. */
    private static List<Line> each(Map<String, String> idsByName, Function<String, Metric> figure, String suffix) {
        List<Line> lines = new ArrayList<>();
        new TreeMap<>(idsByName).forEach((name, id) -> lines.add(Line.of(figure.apply(id), name + suffix)));
        return lines;
    }

    /** A graph of the last of several expressions. */
    private static Widget formulas(String title, Map<String, Metric> metrics, Map<String, String> terms) {
        List<Line> lines = new ArrayList<>();
        metrics.forEach((id, metric) -> lines.add(Line.hidden(id, metric)));
        String last = new ArrayList<>(terms.keySet()).get(terms.size() - 1);
        terms.forEach((id, formula) -> lines.add(Line.formula(id, formula, id, id.equals(last))));
        return Widget.graph(title, lines);
    }
}
