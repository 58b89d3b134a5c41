package groundplan.observability;

import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.kernel.UnitContext;
import groundplan.observability.Widget.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The graphs of the sections with an overview. */
final class Graphs {
    private final Watched watched;
    private final List<OwnFigure> figures;
    private final String region;

    Graphs(Watched watched, List<OwnFigure> figures, String region) {
        this.watched = watched;
        this.figures = figures;
        this.region = region;
    }

    /** What the users experience: request rate, error rate, response time, and the application's own metrics. */
    List<Widget> application() {
        List<Widget> graphs = new ArrayList<>();
        watched.clusters().forEach((unit, outputs) -> {
            if (outputs.loadBalancerArnSuffix() != null) {
                graphs.addAll(balancer(unit, outputs));
            }
        });
        watched.services().network().forEach((unit, outputs) -> graphs.addAll(connections(unit, outputs)));
        graphs.addAll(new FunctionGraphs(watched.services().functions()).apis());
        watched.webAcls()
                .forEach((unit, outputs) -> graphs.add(Widget.graph(
                        "Requests blocked by " + unit + " (per minute)",
                        List.of(Line.of(Metrics.webAcl(region, outputs.webAclName()), "refused")))));
        figures.forEach(figure -> graphs.add(Widget.graph(
                figure.name() + ": " + figure.description(),
                List.of(Line.of(figure.metric(), figure.metric().statistic())))));
        return graphs;
    }

    private static List<Widget> balancer(String unit, EcsOutputs outputs) {
        Metric requests = Metrics.balancer(outputs, "RequestCount", "Sum");
        Metric latency = Metrics.balancer(outputs, "TargetResponseTime", "p50");
        List<Line> errors = new ArrayList<>();
        Metrics.errorRate(outputs).forEach((id, metric) -> errors.add(Line.hidden(id, metric)));
        Metrics.ERROR_RATE.forEach((id, formula) -> errors.add(Line.formula(id, formula, id, id.equals("rate"))));
        return List.of(
                Widget.graph(
                        unit + ": request rate (per second)",
                        List.of(
                                Line.hidden("requests", requests),
                                Line.formula("rate", "requests / PERIOD(requests)", "requests", true))),
                Widget.graph(unit + ": error rate (percent)", errors),
                Widget.graph(
                        unit + ": response time (seconds)",
                        List.of(
                                Line.of(latency, "p50"),
                                Line.of(latency.by("p95"), "p95"),
                                Line.of(latency.by("p99"), "p99"))),
                Widget.graph(
                        unit + ": active connections",
                        List.of(Line.of(Metrics.balancer(outputs, "ActiveConnectionCount", "Sum"), "active"))));
    }

    /** A network load balancer has metrics of connections only. */
    private static List<Widget> connections(String unit, EcsServiceOutputs outputs) {
        return List.of(
                Widget.graph(
                        unit + ": connections (new and active)",
                        List.of(
                                Line.of(ServiceCatalogue.network(outputs, "NewFlowCount", "Sum"), "new"),
                                Line.of(ServiceCatalogue.network(outputs, "ActiveFlowCount", "Average"), "active"))),
                Widget.graph(
                        unit + ": reset connections",
                        List.of(
                                Line.of(
                                        ServiceCatalogue.network(outputs, "TCP_Target_Reset_Count", "Sum"),
                                        "by the service"),
                                Line.of(
                                        ServiceCatalogue.network(outputs, "TCP_ELB_Reset_Count", "Sum"),
                                        "by the load balancer"))));
    }

    /** The infrastructure. */
    List<Widget> infrastructure() {
        List<Line> cpu = new ArrayList<>();
        List<Line> memory = new ArrayList<>();
        List<Line> network = new ArrayList<>();
        List<Line> disk = new ArrayList<>();
        List<Line> free = new ArrayList<>();
        List<Line> tasks = new ArrayList<>();
        services((name, place) -> {
            cpu.add(Line.of(place.figure("CPUUtilization"), name));
            memory.add(Line.of(place.figure("MemoryUtilization"), name));
            network.add(Line.of(place.insight("NetworkRxBytes"), name + " in"));
            network.add(Line.of(place.insight("NetworkTxBytes"), name + " out"));
            tasks.add(Line.of(place.insight("RunningTaskCount"), name + " running"));
            tasks.add(Line.of(place.insight("DesiredTaskCount"), name + " desired"));
        });
        instances(watched, (name, identifier, freeDisk) -> {
            cpu.add(instance(identifier, "CPUUtilization", name));
            free.add(instance(identifier, "FreeableMemory", name + " memory"));
            free.add(instance(identifier, freeDisk, name + " disk"));
            network.add(instance(identifier, "NetworkReceiveThroughput", name + " in"));
            network.add(instance(identifier, "NetworkTransmitThroughput", name + " out"));
            disk.add(instance(identifier, "ReadIOPS", name + " reads"));
            disk.add(instance(identifier, "WriteIOPS", name + " writes"));
        });
        watched.caches().forEach((unit, outputs) -> new TreeMap<>(outputs.nodeIds()).forEach((node, id) -> {
            cpu.add(Line.of(Metrics.node(id, "EngineCPUUtilization", "Average"), unit + " " + node));
            memory.add(Line.of(Metrics.node(id, "DatabaseMemoryUsagePercentage", "Average"), unit + " " + node));
        }));
        Map<String, List<Line>> byTitle = new LinkedHashMap<>();
        byTitle.put("CPU (percent)", cpu);
        byTitle.put("Memory in use (percent)", memory);
        byTitle.put("Network throughput (bytes per second)", network);
        byTitle.put("Disk I/O (operations per second)", disk);
        byTitle.put("Free memory and disk of databases (bytes)", free);
        byTitle.put("Tasks", tasks);
        return Widget.graphs(byTitle);
    }

    /** The cost, and unused capacity. */
    List<Widget> cost() {
        // Billing metrics are in us-east-1, cover the whole account, and grow from the first day of the month.
        Optional<String> home = Optional.of(UnitContext.GLOBAL_REGION);
        Metric bill = Metric.of("AWS/Billing", "EstimatedCharges", "Maximum", Map.of("Currency", "USD"));
        List<Widget> graphs = new ArrayList<>();
        graphs.add(Widget.daily(
                "Daily cost of the account (USD)",
                home,
                List.of(
                        Line.hidden("bill", bill),
                        Line.formula("spend", "IF(DIFF(bill) >= 0, DIFF(bill), bill)", "spend", true))));
        graphs.add(Widget.daily(
                "Bill of the month by service (USD)",
                home,
                List.of(Line.formula(
                        "services",
                        "SEARCH('{AWS/Billing,Currency,ServiceName} MetricName=\"EstimatedCharges\"', 'Maximum', 86400)",
                        "",
                        true))));
        List<Line> peaks = new ArrayList<>();
        services((name, place) -> {
            peaks.add(Line.of(place.figure("CPUUtilization").by("Maximum"), name + " CPU"));
            peaks.add(Line.of(place.figure("MemoryUtilization").by("Maximum"), name + " memory"));
        });
        watched.databases().forEach((unit, outputs) -> {
            Metric cpu = outputs.engine().aurora()
                    ? Metrics.cluster(outputs, "CPUUtilization", "Maximum")
                    : Metrics.database(outputs, "CPUUtilization").by("Maximum");
            peaks.add(Line.of(cpu, unit + " CPU"));
        });
        if (!peaks.isEmpty()) {
            graphs.add(Widget.daily(
                    "Resource utilization: daily peak (percent). If below 50 all month, a smaller size is sufficient",
                    Optional.empty(),
                    peaks));
        }
        return graphs;
    }

    /** The location of a service's metrics. */
    private record Place(String cluster, String service) {
        Metric figure(String name) {
            return Metrics.service(cluster, service, name);
        }

        Metric insight(String name) {
            return Metrics.tasks(cluster, service, name);
        }
    }

    private void services(BiConsumer<String, Place> consumer) {
        watched.clusters().values().forEach(outputs -> new TreeMap<>(outputs.serviceNames())
                .forEach((service, name) -> consumer.accept(service, new Place(outputs.clusterName(), name))));
    }

    /** Receives a database instance: its label, its identifier, and the RDS metric of its free storage. */
    interface EachInstance {
        void take(String name, String identifier, String freeDisk);
    }

    /** The databases and their read replicas, and the instances of clusters. */
    static void instances(Watched watched, EachInstance each) {
        watched.databases().forEach((unit, outputs) -> {
            if (outputs.engine().aurora()) {
                // The data is in the cluster volume: this is the space for sorting and temporary tables.
                new TreeMap<>(outputs.instanceIdentifiers())
                        .forEach((instance, identifier) ->
                                each.take(unit + " " + instance, identifier, "FreeLocalStorage"));
            } else {
                each.take(unit, outputs.identifier(), "FreeStorageSpace");
                new TreeMap<>(outputs.replicaIdentifiers())
                        .forEach((replica, identifier) ->
                                each.take(unit + " " + replica, identifier, "FreeStorageSpace"));
            }
        });
    }

    private static Line instance(String identifier, String name, String label) {
        return Line.of(Metrics.instance(identifier, name), label);
    }
}
