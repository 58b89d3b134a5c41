package groundplan.pricing;

/** RDS: instances, standalone and in clusters, their storage, and copies of their backups in other regions. */
final class Databases {
    /** The performance of gp3 volumes that is included. */
    private static final double INCLUDED_IOPS = 3000;

    private static final double FREE_INSIGHTS_DAYS = 7;
    private static final double PERCENT = 100;
    private static final double SECONDS_IN_AN_HOUR = 3600;

    private Databases() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_db_instance", Databases::instance)
                .metered("aws_db_instance_automated_backups_replication", Databases::replicatedBackups)
                .metered("aws_rds_cluster", Databases::cluster)
                .metered("aws_rds_cluster_instance", Databases::member)
                .partOf("the clusters of its regions", "aws_rds_global_cluster")
                .free(
                        "aws_db_event_subscription",
                        "aws_db_option_group",
                        "aws_db_parameter_group",
                        "aws_db_subnet_group",
                        "aws_rds_cluster_parameter_group");
    }

    /** The storage of a cluster, in all its zones; the instances are billed separately. */
    private static void cluster(Subject cluster, Usage usage, Bill bill) {
        ClusterUsage used = usage.databases().clusters();
        bill.add("storage", "rds.aurora_gb", used.gb());
        bill.add("storage requests", "rds.aurora_requests_million", used.requestsMillion());
        if (cluster.text("source_region").isPresent()) {
            bill.add(
                    "replicated writes of the primary region",
                    "rds.aurora_replicated_writes_million",
                    used.replicatedWritesMillion());
        }
        bill.add(
                "backtrack change records",
                "rds.aurora_backtrack_million",
                used.changesMillionPerHour() * cluster.number("backtrack_window", 0) / SECONDS_IN_AN_HOUR);
        bill.add(
                "secret of the master user",
                "secretsmanager.secret",
                cluster.flag("manage_master_user_password") ? 1 : 0);
        bill.add(
                "backups beyond the free ones",
                "rds.aurora_backup_gb",
                usage.databases().backupGbBeyondFree());
    }

    private static void member(Subject instance, Usage usage, Bill bill) {
        String instanceClass =
                instance.text("instance_class").orElseThrow(() -> new Subject.Unreadable("instance_class is absent"));
        String engine = instance.text("engine").orElseThrow(() -> new Subject.Unreadable("engine is absent"));
        bill.add(instanceClass, "rds." + engine + "." + instanceClass, usage.hoursPerMonth());
        refuseLongInsights(instance);
    }

    private static void refuseLongInsights(Subject instance) {
        if (instance.number("performance_insights_retention_period", 0) > FREE_INSIGHTS_DAYS) {
            throw new Subject.Unreadable(
                    "performance_insights_retention_period is above 7, for which the table has no price");
        }
    }

    private static void instance(Subject instance, Usage usage, Bill bill) {
        Subject source = instance.referred("replicate_source_db").orElse(instance);
        String engine = instance.text("engine")
                .or(() -> source.text("engine"))
                .orElseThrow(() -> new Subject.Unreadable("engine is absent, and no source is among the resources"));
        String instanceClass = instance.text("instance_class")
                .or(() -> source.text("instance_class"))
                .orElseThrow(() -> new Subject.Unreadable("instance_class is absent"));
        boolean standby = instance.flag("multi_az");
        int copies = standby ? 2 : 1;
        String where = standby ? ", with standby in a second zone" : "";
        bill.add(instanceClass + where, "rds." + engine + "." + instanceClass, usage.hoursPerMonth() * copies);
        String volume = instance.text("storage_type")
                .or(() -> source.text("storage_type"))
                .orElse("gp2");
        bill.add("storage " + volume + where, "rds." + volume + "_gb", storage(instance, source) * copies);
        if (volume.equals("gp3")) {
            double beyond = instance.number("iops", INCLUDED_IOPS) - INCLUDED_IOPS;
            bill.add("IOPS beyond 3000" + where, "rds.gp3_iops", beyond * copies);
        }
        bill.add(
                "secret of the master user",
                "secretsmanager.secret",
                instance.flag("manage_master_user_password") ? 1 : 0);
        bill.add(
                "backups beyond the free ones",
                "rds.backup_gb",
                instance.number("backup_retention_period", 0) > 0
                        ? usage.databases().backupGbBeyondFree()
                        : 0);
        refuseLongInsights(instance);
    }

    private static void replicatedBackups(Subject replication, Usage usage, Bill bill) {
        Subject source = replication
                .referred("source_db_instance_arn")
                .orElseThrow(() -> new Subject.Unreadable("source_db_instance_arn is not among the resources"));
        double copy = storage(source, source) * usage.databases().copyPercent() / PERCENT;
        bill.add("copies of backups", "rds.backup_gb", copy);
        bill.add(
                "transfer of copies between regions",
                "transfer.between_regions_gb",
                copy * usage.databases().copiedPercent() / PERCENT);
    }

    /** The storage of an instance; a replica has that of its source. */
    static double storage(Subject instance, Subject source) {
        return instance.text("allocated_storage").isPresent()
                ? instance.number("allocated_storage")
                : source.number("allocated_storage");
    }
}
