package groundplan.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Databases, caches, and what is kept of them elsewhere. */
class DatabasesTest {
    private static final String MAIN =
            """
      "main": {"engine": "postgres", "instance_class": "db.t3.large", "storage_type": "gp3", "allocated_storage": 100}
      """;

    private static String main(String more) {
        return MAIN.replace("100}", "100" + more + "}");
    }

    @Test
    void anInstanceIsPaidByTheHourAndItsStorageByTheGb() {
        Example.of("\"aws_db_instance\": {" + MAIN + "}")
                .costs("aws_db_instance.main", "db.t3.large: 730 hour = 105.85", "storage gp3: 100 GB-month = 11.50");
    }

    @Test
    void aStandbyDoublesBoth() {
        Example.of("\"aws_db_instance\": {" + main(", \"multi_az\": true") + "}")
                .costs(
                        "aws_db_instance.main",
                        "db.t3.large, with standby in a second zone: 1460 hour = 211.70",
                        "storage gp3, with standby in a second zone: 200 GB-month = 23.00");
    }

    @Test
    void anotherRegionHasOtherPrices() {
        Example.in("eu-west-1", "\"aws_db_instance\": {" + MAIN + "}")
                .costs("aws_db_instance.main", "db.t3.large: 730 hour = 113.88", "storage gp3: 100 GB-month = 12.70");
    }

    @Test
    void aReplicaIsPaidLikeItsSourceButWithoutAStandby() {
        Example.of(
                        "\"aws_db_instance\": {" + main(", \"multi_az\": true")
                                + """
        , "replica": {"replicate_source_db": "${aws_db_instance.main.identifier}", "instance_class": "db.t3.small"}}
        """)
                .costs("aws_db_instance.replica", "db.t3.small: 730 hour = 26.28", "storage gp3: 100 GB-month = 11.50");
    }

    @Test
    void iopsArePaidBeyondTheThreeThousandOfTheVolume() {
        Example.of("\"aws_db_instance\": {" + main(", \"iops\": 4000") + "}")
                .costs(
                        "aws_db_instance.main",
                        "db.t3.large: 730 hour = 105.85",
                        "storage gp3: 100 GB-month = 11.50",
                        "IOPS beyond 3000: 1000 IOPS-month = 20.00");
    }

    @Test
    void aPasswordThatAwsKeepsIsASecret() {
        Example.of("\"aws_db_instance\": {" + main(", \"manage_master_user_password\": true") + "}")
                .costs(
                        "aws_db_instance.main",
                        "db.t3.large: 730 hour = 105.85",
                        "storage gp3: 100 GB-month = 11.50",
                        "secret of the master user: 1 secret-month = 0.40");
    }

    @Test
    void replicatedBackupsArePaidWhereTheyAreKept() {
        Example.document(
                        """
        {"provider": {"aws": [{"region": "us-east-1"}, {"alias": "copy", "region": "us-west-2"}]}, "resource": {
          "aws_db_instance": {%s},
          "aws_db_instance_automated_backups_replication": {"copy": {"provider": "aws.copy",
            "source_db_instance_arn": "${aws_db_instance.main.arn}"}}}}
        """
                                .formatted(MAIN))
                .costs(
                        "aws_db_instance_automated_backups_replication.copy",
                        "copies of backups: 100 GB-month = 9.50",
                        "transfer of copies between regions: 20 GB = 0.40");
    }

    @Test
    void aVaultIsPaidForWhatItsPlansSelect() {
        Example.of(
                        "\"aws_db_instance\": {" + MAIN
                                + """
        }, "aws_efs_file_system": {"data": {}}, "aws_backup_selection": {"all": {"resources":
          ["${aws_db_instance.main.arn}", "${aws_efs_file_system.data.arn}"]}}
        """)
                .costs(
                        "aws_backup_selection.all",
                        "copies of aws_db_instance.main: 100 GB-month = 9.50",
                        "copies of aws_efs_file_system.data: 70 GB-month = 3.50");
    }

    @Test
    void aClassWithoutAPriceIsNotGuessed() {
        Example odd = Example.of("\"aws_db_instance\": {" + MAIN.replace("db.t3.large", "db.z9.large") + "}");
        NoPrice missing = assertThrows(NoPrice.class, () -> odd.cost("aws_db_instance.main"));
        assertEquals(
                "modules/groundplan/pricing/prices.yaml has no price"
                        + " rds.postgres.db.z9.large for us-east-1; add it there, with its unit",
                missing.getMessage());
    }

    @Test
    void aClusterIsPaidByWhatItHoldsAndItsInstancesByTheHour() {
        Example cluster = Example.of(
                """
        "aws_rds_cluster": {"main": {"engine": "aurora-mysql", "backtrack_window": 86400,
          "manage_master_user_password": true}},
        "aws_rds_cluster_instance": {"instance_1": {"engine": "aurora-mysql", "instance_class": "db.r5.large",
          "cluster_identifier": "${aws_rds_cluster.main.id}"}},
        "aws_backup_selection": {"all": {"resources": ["${aws_rds_cluster.main.arn}"]}}
        """);
        cluster.costs(
                "aws_rds_cluster.main",
                "storage: 50 GB-month = 5.00",
                "storage requests: 30 million requests = 6.00",
                "backtrack change records: 48 million changes = 0.58",
                "secret of the master user: 1 secret-month = 0.40");
        cluster.costs("aws_rds_cluster_instance.instance_1", "db.r5.large: 730 hour = 211.70");
        cluster.costs("aws_backup_selection.all", "copies of aws_rds_cluster.main: 50 GB-month = 1.05");
    }

    @Test
    void theClusterOfAnotherRegionIsPaidForWhatItTakesOver() {
        Example.in(
                        "us-west-2",
                        """
        "aws_rds_cluster": {"main": {"engine": "aurora-mysql", "source_region": "us-east-1"}}
        """)
                .costs(
                        "aws_rds_cluster.main",
                        "storage: 50 GB-month = 5.00",
                        "storage requests: 30 million requests = 6.00",
                        "replicated writes of the primary region: 4 million writes = 0.80");
    }

    @Test
    void aCacheIsPaidByNode() {
        Example caches = Example.of(
                """
        "aws_elasticache_replication_group": {
          "plain": {"node_type": "cache.t3.small", "engine": "redis", "num_cache_clusters": 2},
          "sharded": {"node_type": "cache.r6g.large", "engine": "redis", "num_node_groups": 2, "replicas_per_node_group": 1},
          "single": {"node_type": "cache.t3.small"}}
        """);
        caches.costs("aws_elasticache_replication_group.plain", "2 × cache.t3.small: 1460 hour = 49.64");
        caches.costs("aws_elasticache_replication_group.sharded", "4 × cache.r6g.large: 2920 hour = 601.52");
        caches.costs("aws_elasticache_replication_group.single", "1 × cache.t3.small: 730 hour = 24.82");
    }
}
