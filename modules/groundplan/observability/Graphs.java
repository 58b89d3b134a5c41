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

/** The graphs of the sections that show all at once. */
final class Graphs {
    private final Watched watched;
    private final List<OwnFigure> figures;
    private final String region;

    Graphs(Watched watched, List<OwnFigure> figures, String region) {
        this.watched = watched;
        this.figures = figures;
        this.region = region;
    }

    /** What the users see: how many they are, how often it fails, how long it takes, and what only this system has. */
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
                        "Requests refused by " + unit + " (per minute)",
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

    /** A network load balancer knows connections only. */
    private static List<Widget> connections(String unit, EcsServiceOutputs outputs) {
        return List.of(
                Widget.graph(
                        unit + ": connections (new and active)",
                        List.of(
                                Line.of(ServiceCatalogue.network(outputs, "NewFlowCount", "Sum"), "new"),
                                Line.of(ServiceCatalogue.network(outputs, "ActiveFlowCount", "Average"), "active"))),
                Widget.graph(
                        unit + ": connections that were reset",
                        List.of(
                                Line.of(
                                        ServiceCatalogue.network(outputs, "TCP_Target_Reset_Count", "Sum"),
                                        "by the service"),
                                Line.of(
                                        ServiceCatalogue.network(outputs, "TCP_ELB_Reset_Count", "Sum"),
                                        "by the balancer"))));
    }

    /** What it runs on. */
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
            tasks.add(Line.of(place.insight("DesiredTaskCount"), name + " wanted"));
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

    /** What it costs, and what is paid for and not used. */
    List<Widget> cost() {
        // The bill is kept in one region, is that of the whole account, and grows from the month's first day.
        Optional<String> home = Optional.of(UnitContext.GLOBAL_REGION);
        Metric bill = Metric.of("AWS/Billing", "EstimatedCharges", "Maximum", Map.of("Currency", "USD"));
        List<Widget> graphs = new ArrayList<>();
        graphs.add(Widget.daily(
                "Daily spend of the account (USD)",
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
                    "Resource utilisation: the day's peak (percent). Below 50 all month, a smaller size would do",
                    Optional.empty(),
                    peaks));
        }
        return graphs;
    }

    /** Where the figures of a service are. */
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

    /** Takes an instance of a database: what a graph calls it, its identifier, and RDS's name for what is free of its disk. */
    interface EachInstance {
        void take(String name, String identifier, String freeDisk);
    }

    /** The databases and their read replicas, and the instances of clusters. */
    static void instances(Watched watched, EachInstance each) {
        watched.databases().forEach((unit, outputs) -> {
            if (outputs.engine().aurora()) {
                // The data is in the cluster's own storage: this is what sorting and temporary tables have.
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
