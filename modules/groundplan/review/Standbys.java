package groundplan.review;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of nodes and replicas that become so small that nothing takes over from one that fails.
 *
 * @param type the resource type
 * @param argument the argument
 * @param alone the number with which there is no other one
 */
record Standbys(String type, Argument argument, BigDecimal alone) {
    private static final List<Standbys> ALL = List.of(
            row("aws_elasticache_replication_group", "num_cache_clusters", 1),
            row("aws_elasticache_replication_group", "replicas_per_node_group", 0),
            row("aws_memorydb_cluster", "num_replicas_per_shard", 0),
            row("aws_opensearch_domain", "cluster_config.instance_count", 1),
            row("aws_elasticsearch_domain", "cluster_config.instance_count", 1),
            row("aws_redshift_cluster", "number_of_nodes", 1),
            row("aws_dax_cluster", "replication_factor", 1));

    private static Standbys row(String type, String argument, int alone) {
        return new Standbys(type, new Argument(argument), BigDecimal.valueOf(alone));
    }

    static List<Danger> of(ResourceChange change) {
        return ALL.stream()
                .filter(row -> row.type.equals(change.type()) && change.continues())
                .flatMap(row -> row.judge(change).stream())
                .toList();
    }

    private Optional<Danger> judge(ResourceChange change) {
        Optional<BigDecimal> before = Argument.number(argument.in(change.before()));
        Optional<BigDecimal> after = Argument.number(argument.in(change.after()));
        return before.filter(number -> number.compareTo(alone) > 0).isPresent()
                        && after.filter(number -> number.compareTo(alone) == 0).isPresent()
                ? Optional.of(Danger.protection(argument.path() + " changes from "
                        + before.get().toPlainString() + " to " + alone.toPlainString()
                        + ": nothing takes over from a node that fails"))
                : Optional.empty();
    }
}
