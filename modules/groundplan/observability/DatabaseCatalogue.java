package groundplan.observability;

import static groundplan.observability.Watch.Silence.UNKNOWN;

import groundplan.kernel.Check;
import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Side;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of a database: of its instance and the read replicas, or of the instances of its cluster. */
final class DatabaseCatalogue {
    private DatabaseCatalogue() {}

    /** @param unit the unit's name in addresses */
    static List<Watch> database(String unit, RdsOutputs outputs, AlarmSettings.Database alarms) {
        return outputs.engine().aurora() ? cluster(unit, outputs, alarms) : alone(unit, outputs, alarms);
    }

    private static List<Watch> alone(String unit, RdsOutputs outputs, AlarmSettings.Database alarms) {
        List<Watch> watches = new ArrayList<>(instance(unit, unit, outputs.identifier(), alarms));
        String whose = " of database " + unit;
        outputs.allocatedStorageGib()
                .ifPresent(gib -> watches.add(new Watch(
                        unit + "_free_storage",
                        "free share of the disk" + whose + ", in percent",
                        alarms.freeStoragePercent(),
                        Side.BELOW,
                        Over.EACH_MINUTE,
                        UNKNOWN,
                        // RDS reports free bytes; the disk's size is an output of the instance, including autoscaling.
                        Map.of("free", Metrics.database(outputs, "FreeStorageSpace")),
                        Watch.terms("share", "100 * free / (" + gib + " * 1073741824)"))));
        watches.addAll(connections(unit, whose, Metrics.database(outputs, "DatabaseConnections"), outputs, alarms));
        Metrics.querySeconds(outputs)
                .ifPresent(terms -> watches.add(new Watch(
                        unit + "_query_time",
                        "average time of a query" + whose + ", in seconds",
                        alarms.querySeconds(),
                        Side.ABOVE,
                        Over.ALL_MINUTES,
                        UNKNOWN,
                        Map.of(),
                        terms)));
        new TreeMap<>(outputs.replicaIdentifiers()).forEach((replica, identifier) -> {
            String prefix = unit + "_" + Catalogue.word(replica);
            watches.addAll(instance(prefix, unit + ", replica " + replica, identifier, alarms));
            watches.add(Watch.of(
                    prefix + "_lag",
                    "lag of database " + unit + ", replica " + replica + ", in seconds",
                    alarms.replicaLagSeconds(),
                    Over.EACH_MINUTE,
                    UNKNOWN,
                    Metrics.instance(identifier, "ReplicaLag")));
        });
        return watches;
    }

    /** Each instance by itself: an average over the cluster would hide a busy one. The storage grows automatically. */
    private static List<Watch> cluster(String unit, RdsOutputs outputs, AlarmSettings.Database alarms) {
        List<Watch> watches = new ArrayList<>();
        new TreeMap<>(outputs.instanceIdentifiers()).forEach((instance, identifier) -> {
            String prefix = unit + "_" + Catalogue.word(instance);
            String name = unit + ", instance " + instance;
            watches.addAll(instance(prefix, name, identifier, alarms));
            watches.addAll(connections(
                    prefix,
                    " of database " + name,
                    Metrics.instance(identifier, "DatabaseConnections"),
                    outputs,
                    alarms));
        });
        // Aurora reports milliseconds.
        watches.add(new Watch(
                unit + "_lag",
                "lag of the readers of database " + unit + ", in seconds",
                alarms.replicaLagSeconds(),
                Side.ABOVE,
                Over.EACH_MINUTE,
                UNKNOWN,
                Map.of("lag", Metrics.cluster(outputs, "AuroraReplicaLagMaximum", "Maximum")),
                Watch.terms("seconds", "lag / 1000")));
        if (outputs.joinedGlobalCluster().isPresent()) {
            watches.add(new Watch(
                    unit + "_region_lag",
                    "lag of database " + unit + " behind its primary region, in seconds",
                    alarms.replicaLagSeconds(),
                    Side.ABOVE,
                    Over.EACH_MINUTE,
                    UNKNOWN,
                    Map.of("lag", Metrics.cluster(outputs, "AuroraGlobalDBReplicationLag", "Maximum")),
                    Watch.terms("seconds", "lag / 1000")));
        }
        return watches;
    }

    private static List<Watch> connections(
            String prefix, String whose, Metric open, RdsOutputs outputs, AlarmSettings.Database alarms) {
        List<Watch> watches = new ArrayList<>();
        watches.add(Watch.of(
                prefix + "_connections",
                "open connections" + whose,
                alarms.connections(),
                Over.EACH_MINUTE,
                UNKNOWN,
                open));
        Metrics.connectionShare(outputs)
                .ifPresent(terms -> watches.add(new Watch(
                        prefix + "_connection_share",
                        "open connections" + whose + ", in percent of the maximum",
                        alarms.connectionsPercent(),
                        Side.ABOVE,
                        Over.EACH_MINUTE,
                        UNKNOWN,
                        Map.of("open", open),
                        terms)));
        return watches;
    }

    /** The metrics that a database, its replica, and an instance of a cluster have in common. */
    private static List<Watch> instance(String prefix, String name, String identifier, AlarmSettings.Database alarms) {
        String whose = " of database " + name;
        return List.of(
                Watch.of(
                        prefix + "_cpu",
                        "CPU" + whose + ", in percent",
                        alarms.cpuPercent(),
                        Over.EACH_MINUTE,
                        UNKNOWN,
                        Metrics.instance(identifier, "CPUUtilization")),
                Watch.of(
                        prefix + "_read_latency",
                        "time of a read" + whose + ", in seconds",
                        alarms.readLatencySeconds(),
                        Over.ALL_MINUTES,
                        UNKNOWN,
                        Metrics.instance(identifier, "ReadLatency")),
                Watch.of(
                        prefix + "_write_latency",
                        "time of a write" + whose + ", in seconds",
                        alarms.writeLatencySeconds(),
                        Over.ALL_MINUTES,
                        UNKNOWN,
                        Metrics.instance(identifier, "WriteLatency")));
    }

    /** Reports alarms on figures that a database does not have. */
    static void check(String unit, RdsOutputs outputs, AlarmSettings.Database alarms, Check check) {
        check.that(
                !set(alarms.connectionsPercent())
                        || Metrics.connectionShare(outputs).isPresent(),
                "alarms.database.connections_percent",
                "the maximum number of connections of '" + unit
                        + "' is unknown; add max_connections to its parameters");
        check.that(
                !set(alarms.querySeconds()) || Metrics.querySeconds(outputs).isPresent(),
                "alarms.database.query_seconds",
                "is available for PostgreSQL on an instance only, and '" + unit + "' runs "
                        + outputs.engine().word() + "; leave it out");
    }

    private static boolean set(Threshold threshold) {
        return threshold.warning().isPresent() || threshold.critical().isPresent();
    }
}
