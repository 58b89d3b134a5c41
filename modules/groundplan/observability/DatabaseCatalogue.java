package groundplan.observability;

import static groundplan.observability.Watch.Silence.UNKNOWN;

import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Side;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be watched of a database and of its read replicas. */
final class DatabaseCatalogue {
  private DatabaseCatalogue() {}

  /** @param unit the unit's name in addresses */
  static List<Watch> database(String unit, RdsOutputs outputs, AlarmSettings.Database alarms) {
    List<Watch> watches = new ArrayList<>(instance(unit, unit, outputs.identifier(), alarms));
    String whose = " of database " + unit;
    Metric open = Metrics.database(outputs, "DatabaseConnections");
    watches.add(new Watch(unit + "_free_storage", "free share of the disk" + whose + ", in percent",
        alarms.freeStoragePercent(), Side.BELOW, Over.EACH_MINUTE, UNKNOWN,
        // RDS counts free bytes; the disk's size is what the instance says it has, growth by itself included.
        Map.of("free", Metrics.database(outputs, "FreeStorageSpace")),
        Watch.terms("share", "100 * free / (" + outputs.allocatedStorageGib() + " * 1073741824)")));
    watches.add(Watch.of(unit + "_connections", "open connections" + whose, alarms.connections(), Over.EACH_MINUTE, UNKNOWN,
        open));
    watches.add(new Watch(unit + "_connection_share", "open connections" + whose + ", in percent of the most it takes",
        alarms.connectionsPercent(), Side.ABOVE, Over.EACH_MINUTE, UNKNOWN, Map.of("open", open),
        Metrics.connectionShare(outputs)));
    watches.add(new Watch(unit + "_query_time", "average time of a query" + whose + ", in seconds", alarms.querySeconds(),
        Side.ABOVE, Over.ALL_MINUTES, UNKNOWN, Map.of(), Metrics.querySeconds(outputs)));
    new TreeMap<>(outputs.replicaIdentifiers()).forEach((replica, identifier) -> {
      String prefix = unit + "_" + Catalogue.word(replica);
      watches.addAll(instance(prefix, unit + ", replica " + replica, identifier, alarms));
      watches.add(Watch.of(prefix + "_lag", "lag of database " + unit + ", replica " + replica + ", in seconds",
          alarms.replicaLagSeconds(), Over.EACH_MINUTE, UNKNOWN, Metrics.instance(identifier, "ReplicaLag")));
    });
    return watches;
  }

  /** What is the same for a database and for its replica. */
  private static List<Watch> instance(String prefix, String name, String identifier, AlarmSettings.Database alarms) {
    String whose = " of database " + name;
    return List.of(
        Watch.of(prefix + "_cpu", "CPU" + whose + ", in percent", alarms.cpuPercent(), Over.EACH_MINUTE, UNKNOWN,
            Metrics.instance(identifier, "CPUUtilization")),
        Watch.of(prefix + "_read_latency", "time of a read" + whose + ", in seconds", alarms.readLatencySeconds(),
            Over.ALL_MINUTES, UNKNOWN, Metrics.instance(identifier, "ReadLatency")),
        Watch.of(prefix + "_write_latency", "time of a write" + whose + ", in seconds", alarms.writeLatencySeconds(),
            Over.ALL_MINUTES, UNKNOWN, Metrics.instance(identifier, "WriteLatency")));
  }
}
