package groundplan.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores of data: databases, caches, files, buckets, images, secrets; and their replicas and backups. */
final class Stores {
    /** What a function creates and deletes in Terraform's place: parameters. */
    private static final String KEPT = "aws_lambda_invocation";

    private final Parts parts;
    private final Sketch sketch;
    private final Networks networks;

    Stores(Parts parts, Sketch sketch, Networks networks) {
        this.parts = parts;
        this.sketch = sketch;
        this.networks = networks;
    }

    void draw() {
        parts.of("aws_db_instance").forEach(this::database);
        parts.of("aws_rds_cluster").forEach(this::cluster);
        parts.of("aws_elasticache_replication_group").forEach(this::cache);
        parts.of("aws_efs_file_system").forEach(files -> {
            List<Part> targets = parts.referring("aws_efs_mount_target", files);
            String box = targets.isEmpty() ? sketch.region(files.region()) : networks.boxOf(targets.get(0));
            sketch.element(
                    box,
                    Look.storage,
                    "EFS file system",
                    files.text("creation_token"),
                    List.of("mounted in " + Wording.count(targets.size(), "zone")),
                    Stream.concat(Stream.of(files), parts.referring("aws_efs_access_point", files).stream())
                            .toList());
        });
        parts.of("aws_s3_bucket")
                .forEach(bucket -> sketch.element(
                        sketch.region(bucket.region()),
                        Look.storage,
                        "S3 bucket",
                        bucket.text("bucket"),
                        List.of(),
                        List.of(bucket)));
        parts.of("aws_db_instance_automated_backups_replication")
                .forEach(copy -> sketch.element(
                        sketch.region(copy.region()),
                        Look.storage,
                        "RDS backup replication",
                        "Automated backups",
                        List.of("kept " + Wording.count(copy.number("retention_period", 7), "day")),
                        List.of(copy)));
        parts.of("aws_backup_vault").forEach(this::vault);
        collections("aws_secretsmanager_secret", "Secrets Manager", "secret", "aws_secretsmanager_secret_rotation");
        collections("aws_ssm_parameter", "SSM Parameter Store", "parameter", "");
        collections(KEPT, "SSM Parameter Store", "parameter", "");
        collections("aws_ecr_repository", "ECR", "repository", "");
        parts.of("aws_kms_key").stream()
                .collect(Collectors.groupingBy(Part::region, java.util.TreeMap::new, Collectors.toList()))
                .forEach((region, keys) -> sketch.element(
                        sketch.region(region), Look.secret, "KMS", Wording.count(keys.size(), "key"), List.of(), keys));
    }

    private void database(Part database) {
        Part source = parts.referred(database, database.json().path("replicate_source_db"))
                .orElse(database);
        boolean replica = !source.equals(database);
        boolean away = !source.region().equals(database.region());
        String engine = source.text("engine") + " " + source.text("engine_version");
        sketch.element(
                away ? networks.boxOf(database) : networks.boxOf(source),
                Look.database,
                replica ? "RDS read replica" : "RDS instance",
                database.text("identifier"),
                List.of(
                        engine,
                        database.text("instance_class") + (database.flag("multi_az") ? ", Multi-AZ" : ", one zone"),
                        replica ? "" : disk(database)),
                List.of(database));
    }

    /** A cluster with its instances; the global database is shown with its primary cluster. */
    private void cluster(Part cluster) {
        List<Part> instances = parts.referring("aws_rds_cluster_instance", cluster);
        List<Part> all = new ArrayList<>(List.of(cluster));
        all.addAll(instances);
        List<Part> global = globalCluster(cluster);
        boolean writes = global.stream().anyMatch(one -> one.unit().equals(cluster.unit()));
        if (writes) {
            all.addAll(global);
        }
        String classes = instances.stream()
                .map(instance -> instance.text("instance_class"))
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        sketch.element(
                networks.boxOf(cluster),
                Look.database,
                writes || global.isEmpty() ? "Aurora cluster" : "Aurora cluster, reads only",
                cluster.text("cluster_identifier"),
                List.of(
                        cluster.text("engine") + " " + cluster.text("engine_version"),
                        Wording.count(instances.size(), "instance") + (classes.isEmpty() ? "" : ", " + classes),
                        "backups " + Wording.count(cluster.number("backup_retention_period", 0), "day")),
                all);
    }

    private List<Part> globalCluster(Part cluster) {
        return parts.referred(cluster, cluster.json().path("global_cluster_identifier")).stream()
                .toList();
    }

    private static String disk(Part database) {
        int most = database.number("max_allocated_storage", 0);
        return database.text("allocated_storage") + (most == 0 ? "" : " to " + most) + " GiB, backups "
                + Wording.count(database.number("backup_retention_period", 0), "day");
    }

    private void cache(Part cache) {
        int nodes = cache.json().has("num_node_groups")
                ? cache.number("num_node_groups", 1) * (1 + cache.number("replicas_per_node_group", 0))
                : cache.number("num_cache_clusters", 1);
        List<Part> all = new ArrayList<>(List.of(cache));
        parts.referred(cache, "aws_elasticache_user_group").forEach(group -> {
            all.add(group);
            all.addAll(parts.referred(group, "aws_elasticache_user"));
        });
        sketch.element(
                networks.boxOf(cache),
                Look.database,
                "ElastiCache",
                cache.text("replication_group_id"),
                List.of(
                        cache.text("engine") + " " + cache.text("engine_version"),
                        cache.text("node_type") + ", " + Wording.count(nodes, "node")
                                + (cache.flag("multi_az_enabled") ? ", Multi-AZ" : "")),
                all);
    }

    private void vault(Part vault) {
        List<String> rules = new ArrayList<>();
        for (Part plan : parts.referring("aws_backup_plan", vault)) {
            for (JsonNode rule : Part.items(plan.json().path("rule"))) {
                boolean here = parts.referred(plan, rule.path("target_vault_name"))
                        .filter(vault::equals)
                        .isPresent();
                String kept = here
                        ? Part.at(rule, "lifecycle.delete_after").asText()
                        : Part.at(rule, "copy_action.lifecycle.delete_after").asText();
                rules.add(rule.path("rule_name").asText() + (kept.isEmpty() ? "" : ", kept " + kept + " days"));
            }
        }
        sketch.element(
                sketch.region(vault.region()), Look.storage, "Backup vault", vault.text("name"), rules, List.of(vault));
    }

    /** One element for all of a unit's resources of one type in one region. */
    private void collections(String type, String kind, String one, String rotation) {
        parts.byUnit(type).forEach((UnitPath unit, List<Part> all) -> all.stream()
                // Other functions are only invoked.
                .filter(part ->
                        !type.equals(KEPT) || part.text("lifecycle_scope").equals("CRUD"))
                .collect(Collectors.groupingBy(Part::region, java.util.TreeMap::new, Collectors.toList()))
                .forEach((region, here) -> {
                    long rotated = rotation.isEmpty()
                            ? 0
                            : here.stream()
                                    .filter(part ->
                                            !parts.referring(rotation, part).isEmpty())
                                    .count();
                    sketch.element(
                            sketch.region(region),
                            type.equals("aws_ecr_repository") ? Look.storage : Look.secret,
                            kind,
                            Wording.count(here.size(), one),
                            List.of(rotated == 0 ? "" : rotated + " rotated"),
                            here);
                }));
    }

    /** The edges of replicas and backups, whose source may be an element of another class. */
    void connect() {
        for (Part database : parts.of("aws_db_instance")) {
            parts.referred(database, database.json().path("replicate_source_db"))
                    .ifPresent(source -> sketch.link(source, database, Flow.copy, "replicates"));
        }
        for (Part cluster : parts.of("aws_rds_cluster")) {
            globalCluster(cluster).stream()
                    .filter(global -> !global.unit().equals(cluster.unit()))
                    .forEach(global -> sketch.link(global, cluster, Flow.copy, "replicates"));
        }
        parts.of("aws_db_instance_automated_backups_replication")
                .forEach(copy -> parts.referred(copy, "aws_db_instance")
                        .forEach(source -> sketch.link(source, copy, Flow.copy, "backups")));
        for (Part replication : parts.of("aws_s3_bucket_replication_configuration")) {
            parts.referred(replication, replication.json().path("bucket"))
                    .ifPresent(source -> Part.items(replication.json().path("rule"))
                            .forEach(rule -> parts.referred(replication, Part.at(rule, "destination.bucket"))
                                    .ifPresent(copy -> sketch.link(source, copy, Flow.copy, "replicates"))));
        }
        for (Part selection : parts.of("aws_backup_selection")) {
            for (Part plan : parts.referred(selection, "aws_backup_plan")) {
                Part.items(plan.json().path("rule")).forEach(rule -> backup(selection, plan, rule));
            }
        }
        logs();
    }

    private void backup(Part selection, Part plan, JsonNode rule) {
        parts.referred(plan, rule.path("target_vault_name")).ifPresent(vault -> {
            parts.referred(selection).forEach(source -> sketch.link(source, vault, Flow.copy, "backups"));
            parts.referred(plan, Part.at(rule, "copy_action.destination_vault_arn"))
                    .ifPresent(copy -> sketch.link(vault, copy, Flow.copy, "copies"));
        });
    }

    private void logs() {
        for (Part balancer : parts.of("aws_lb")) {
            parts.referred(balancer, Part.at(balancer.json(), "access_logs.bucket"))
                    .ifPresent(bucket -> sketch.link(balancer, bucket, Flow.copy, "logs"));
        }
        for (Part distribution : parts.of("aws_cloudfront_distribution")) {
            JsonNode bucket = Part.at(distribution.json(), "logging_config.bucket");
            parts.referred(distribution.unit(), bucket)
                    .forEach(one -> sketch.link(distribution, one, Flow.copy, "logs"));
            parts.of("aws_s3_bucket").stream()
                    .filter(one -> bucket.asText().startsWith(one.text("bucket") + ".s3."))
                    .forEach(one -> sketch.link(distribution, one, Flow.copy, "logs"));
        }
    }
}
