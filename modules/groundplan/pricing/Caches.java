package groundplan.pricing;

/** ElastiCache: nodes of replication groups. */
final class Caches {
    private Caches() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_elasticache_replication_group", Caches::group)
                .free(
                        "aws_elasticache_parameter_group",
                        "aws_elasticache_subnet_group",
                        "aws_elasticache_user",
                        "aws_elasticache_user_group",
                        "aws_elasticache_user_group_association");
    }

    private static void group(Subject group, Usage usage, Bill bill) {
        String type = group.text("node_type").orElseThrow(() -> new Subject.Unreadable("node_type is absent"));
        double nodes = nodes(group);
        String engine = group.text("engine").orElse("redis");
        bill.add(
                Quantities.plain(nodes) + " × " + type,
                "elasticache." + engine + "." + type,
                nodes * usage.hoursPerMonth());
        bill.add(
                "snapshots beyond the first",
                "elasticache.snapshot_gb",
                usage.databases().cacheSnapshotGb());
    }

    /** The number of nodes: as set, or shards times nodes per shard. */
    private static double nodes(Subject group) {
        if (group.text("num_node_groups").isPresent()) {
            return group.number("num_node_groups") * (1 + group.number("replicas_per_node_group", 0));
        }
        return group.number("num_cache_clusters", 1);
    }
}
