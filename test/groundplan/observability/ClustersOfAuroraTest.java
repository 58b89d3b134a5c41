package groundplan.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is watched of a cluster of Aurora, and of MySQL. */
class ClustersOfAuroraTest {
    private static final String UNITS =
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      database:
        kind: rds
        instance_class: db.r5.large
        database:
          engine: aurora-mysql
          engine_version: "8.0"
          db_name: shop
          parameters: {max_connections: "1000"}
          cluster:
            instances: {1: {}, 2: {}}
      mysql:
        kind: rds
        instance_class: db.t3.medium
        storage: {allocated_storage: 20}
        database: {engine: mysql, engine_version: "8.0", db_name: shop}
      observability:
        watch:
          databases: [database, mysql]
        dashboard: [infrastructure, databases, cost]
        log_metrics:
          denied:
            description: users who were not let in
            pattern: denied
            database: {rds: database, log: error}
        alarms:
          database:
            replica_lag_seconds: {warning: 1}
      """;
    private static final UnitJson UNIT =
            Synthesized.of(UNITS + "      connections_percent: {}\n").unit("observability");

    @Test
    void eachInstanceOfAClusterIsWatched() {
        for (String instance : new String[] {"1", "2"}) {
            String alarm = "aws_cloudwatch_metric_alarm.database_" + instance + "_cpu_warning";
            assertEquals(
                    "${data.terraform_remote_state.database.outputs.instance_identifiers[" + instance + "]}",
                    UNIT.attribute(alarm, "dimensions.DBInstanceIdentifier").asText(),
                    alarm);
        }
        assertFalse(
                UNIT.addresses().contains("aws_cloudwatch_metric_alarm.database_cpu_warning"),
                "an average hides the busy one");
    }

    @Test
    void aClusterHasNoDiskThatCouldBeFull() {
        assertTrue(
                UNIT.addresses().contains("aws_cloudwatch_metric_alarm.mysql_free_storage_warning"),
                "an instance has one");
        assertTrue(
                UNIT.addresses().stream()
                        .noneMatch(address -> address.contains("database_") && address.contains("storage")),
                () -> "alarms on the disk of a cluster among " + UNIT.addresses());
        String dashboard = UNIT.attribute("aws_cloudwatch_dashboard.main", "dashboard_body")
                .asText();
        assertTrue(dashboard.contains("VolumeBytesUsed"), "the storage of a cluster is drawn");
        assertTrue(dashboard.contains("FreeLocalStorage"), "the local disk of an instance of a cluster is drawn");
    }

    @Test
    void readersThatLagBehindAreTold() {
        String alarm = UNIT.resource("aws_cloudwatch_metric_alarm.database_lag_warning")
                .toString();
        assertTrue(alarm.contains("AuroraReplicaLagMaximum"), alarm);
        assertTrue(alarm.contains("lag / 1000"), "Aurora counts milliseconds: " + alarm);
        assertTrue(alarm.contains("DBClusterIdentifier"), alarm);
    }

    @Test
    @DisplayName("row 44: failures of a cluster and of its instances are told, and so are those of instances")
    void eventsOfClustersAreTold() {
        String clusters = "aws_db_event_subscription.cluster_failures";
        assertEquals("db-cluster", UNIT.attribute(clusters, "source_type").asText(), clusters);
        assertEquals(
                "[\"${data.terraform_remote_state.database.outputs.identifier}\"]",
                UNIT.attribute(clusters, "source_ids").toString(),
                clusters);
        assertEquals(
                "[\"failover\",\"failure\",\"global-failover\"]",
                UNIT.attribute(clusters, "event_categories").toString());
        assertEquals(
                3,
                UNIT.attribute("aws_db_event_subscription.database_failures", "source_ids")
                        .size(),
                "an instance alone, and two of a cluster");
    }

    @Test
    void theLogOfAClusterIsInTheGroupOfTheCluster() {
        assertEquals(
                "/aws/rds/cluster/${data.terraform_remote_state.database.outputs.identifier}/error",
                UNIT.attribute("aws_cloudwatch_log_metric_filter.denied", "log_group_name")
                        .asText());
    }

    @Test
    void whatTheDatabaseDoesNotCountIsNotWatched() {
        List<String> refused = Synthesized.problems(UNITS + "      query_seconds: {warning: 1}\n");
        assertTrue(refused.toString().contains("query_seconds"), refused.toString());
        refused = Synthesized.problems(UNITS + "      connections_percent: {warning: 80}\n");
        assertTrue(refused.toString().contains("max_connections"), refused.toString());
    }
}
