package groundplan.elasticache;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.offers.CacheNodeTypes;
import groundplan.offers.CacheVersions;
import groundplan.parts.RetentionDays;
import groundplan.parts.UpkeepWindow;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings of a Redis cache. */
public record ElasticacheSettings(
        @Setting(value = "Type of each node, such as cache.t4g.micro.", pattern = "[a-z0-9.]+") String nodeType,
        @Setting(
                        value =
                                "Nodes of the cache: the primary and its replicas. Left out: 2. Not together with cluster_mode.",
                        min = 1,
                        max = 6)
                Optional<Integer> numCacheClusters,
        @Setting(value = "Cluster mode: distribute the keys over several shards. Left out: one shard.")
                Optional<ClusterMode> clusterMode,
        @Setting(value = "Run replicas in other zones, with automatic failover.", byDefault = "true") boolean multiAz,
        @Setting(value = "Version, parameters and authentication of Redis.", byDefault = "{}") Engine engine,
        @Setting(value = "Snapshots, maintenance and logs.", byDefault = "{}") Upkeep upkeep,
        @Setting(value = "Unit with the network; the cache is in its database subnets.", byDefault = "network")
                @Reads(value = "network", sameRegion = true)
                String network,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    /** The most nodes of a cluster, after a raised quota: "Quotas for ElastiCache" in its User Guide. */
    private static final int MOST_NODES = 500;

    /** Settings of a cache in cluster mode. */
    public record ClusterMode(
            @Setting(value = "Number of shards, each with a primary.", min = 1, max = 500) int numNodeGroups,
            @Setting(value = "Number of replicas in each shard.", byDefault = "1", min = 0, max = 5)
                    int replicasPerNodeGroup) {}

    /** Settings of Redis itself. */
    public record Engine(
            @Setting(
                            value = "Version of Redis as a quoted string, such as \"7.1\".",
                            byDefault = "\"7.1\"",
                            pattern = "7\\.[0-9]+",
                            promotable = true)
                    String engineVersion,
            @Setting(value = "TCP port.", byDefault = "6379", min = 1024, max = 65535) int port,
            @Setting(
                            value = "Parameters of Redis, such as maxmemory-policy, as quoted strings.",
                            byDefault = "{}",
                            names = "[a-z][a-z0-9-]*")
                    Map<String, String> parameters,
            @Setting(
                            value =
                                    "How clients authenticate: with IAM, or with a password that a unit of kind secrets or of"
                                            + " kind parameters sets.",
                            byDefault = "iam",
                            oneOf = {"iam", "password"})
                    String authentication)
            implements Checked {
        /** Whether clients authenticate with a password. */
        boolean password() {
            return authentication.equals("password");
        }

        /** The parameter group family: Redis with its major version. */
        public String family() {
            return "redis" + engineVersion.split("\\.")[0];
        }

        @Override
        public void check(Check check) {
            check.that(
                    CacheVersions.of("redis").contains(engineVersion),
                    "engine_version",
                    "ElastiCache does not offer Redis " + engineVersion + "; use one of its versions from 7.0 on: "
                            + CacheVersions.of("redis").stream()
                                    .filter(version -> version.startsWith("7."))
                                    .collect(Collectors.joining(", ")));
            check.that(
                    !parameters.containsKey("cluster-enabled"),
                    "parameters.cluster-enabled",
                    "this is set by cluster_mode: set that instead");
        }
    }

    /** Settings of snapshots, maintenance and logs. */
    public record Upkeep(
            @Setting(value = "Retention of the daily snapshots, in days.", byDefault = "7", min = 1, max = 35)
                    int snapshotRetentionInDays,
            @Setting(
                            value = "Daily snapshot window, in UTC.",
                            byDefault = "03:00-04:00",
                            pattern = "([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]")
                    String snapshotWindow,
            @Setting(
                            value = "Weekly maintenance window, in UTC.",
                            byDefault = "sun:05:00-sun:06:00",
                            pattern = "(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-"
                                    + "(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]")
                    String maintenanceWindow,
            @Setting(value = "Delete the cache without a final snapshot.", byDefault = "false")
                    boolean skipFinalSnapshot,
            @Setting(
                            value = "Retention of the slow log and the engine log, in days.",
                            byDefault = "365",
                            min = 1,
                            max = 3653)
                    int logsRetentionInDays)
            implements Checked {
        /** Minutes that ElastiCache requires of both windows: CreateReplicationGroup in its API. */
        private static final int SHORTEST = 60;

        @Override
        public void check(Check check) {
            RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
            Map.of("snapshot_window", snapshotWindow, "maintenance_window", maintenanceWindow)
                    .forEach((key, window) -> {
                        int minutes = UpkeepWindow.of(window).minutes();
                        check.that(
                                minutes >= SHORTEST,
                                key,
                                "is " + minutes + " minutes long; ElastiCache requires at least " + SHORTEST);
                    });
            check.that(
                    !UpkeepWindow.of(maintenanceWindow).overlaps(UpkeepWindow.of(snapshotWindow)),
                    "maintenance_window",
                    maintenanceWindow + " overlaps the daily snapshot_window " + snapshotWindow
                            + ", which ElastiCache refuses");
        }
    }

    /** Nodes of each shard: the primary and the replicas. */
    public int nodesPerShard() {
        return clusterMode.map(mode -> 1 + mode.replicasPerNodeGroup()).orElseGet(() -> numCacheClusters.orElse(2));
    }

    /** Every node by name, with the suffix that ElastiCache appends to the group's id. */
    public SortedMap<String, String> nodes() {
        SortedMap<String, String> nodes = new TreeMap<>();
        for (int shard = 1; shard <= clusterMode.map(ClusterMode::numNodeGroups).orElse(1); shard++) {
            for (int node = 1; node <= nodesPerShard(); node++) {
                nodes.put(
                        (clusterMode.isPresent() ? "shard_" + shard + "_" : "") + "node_" + node,
                        (clusterMode.isPresent() ? String.format(Locale.ROOT, "-%04d", shard) : "")
                                + String.format(Locale.ROOT, "-%03d", node));
            }
        }
        return nodes;
    }

    @Override
    public void check(Check check) {
        check.that(
                nodeType.startsWith("cache."),
                "node_type",
                "'" + nodeType + "' is not a cache node type; these begin with cache., such as cache.t3.micro");
        check.that(
                !nodeType.startsWith("cache.") || CacheNodeTypes.has(nodeType),
                "node_type",
                "'" + nodeType + "' is not a cache node type; use one such as cache.t4g.micro or cache.r6g.large");
        check.that(
                clusterMode.isEmpty() || numCacheClusters.isEmpty(),
                "num_cache_clusters",
                "cluster_mode sets the number of nodes; remove one of the two");
        check.that(
                clusterMode.isEmpty() || nodes().size() <= MOST_NODES,
                "cluster_mode.num_node_groups",
                "ElastiCache allows at most " + MOST_NODES + " nodes in a cluster, but this would have "
                        + nodes().size());
        check.that(
                !multiAz || nodesPerShard() >= 2,
                clusterMode.isPresent() ? "cluster_mode.replicas_per_node_group" : "num_cache_clusters",
                "multi_az needs a replica to fail over to: use at least 2 nodes, or set multi_az: false");
    }
}
