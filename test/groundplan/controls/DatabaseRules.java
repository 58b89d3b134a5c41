package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Rows 29 to 49: databases and caches. */
final class DatabaseRules {
    private static final Set<String> WELL_KNOWN =
            Set.of("admin", "postgres", "root", "administrator", "user", "master");
    /** For how many days there must be backups. */
    private static final int DAYS_IN_PROD = 35;

    private static final int DAYS = 7;
    /** For how many of them to any point in time, where a vault has a copy of each day. */
    private static final int ANY_POINT_DAYS_IN_PROD = 7;

    private static final int ANY_POINT_DAYS = 1;

    private DatabaseRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(
                    29,
                    "databases are encrypted with our own key",
                    inspection -> databases(
                            inspection,
                            database ->
                                    // A replica in its source's region has the source's key, and RDS does not want to
                                    // hear it again.
                                    inspection.require(
                                            database.isTrue("storage_encrypted")
                                                    && (!database.text("replicate_source_db")
                                                                    .isEmpty()
                                                            || !database.text("kms_key_id")
                                                                    .isEmpty()),
                                            database,
                                            "is not encrypted with a customer key"))),
            Rule.inProd(31, "a database survives the loss of a zone", inspection -> {
                inspection.each(
                        "aws_db_instance",
                        database -> inspection.require(database.isTrue("multi_az"), database, "has multi_az off"));
                inspection.each("aws_rds_cluster", cluster -> {
                    List<String> zones = inspection
                            .others("aws_rds_cluster_instance")
                            .filter(instance -> cluster.isNamedBy(instance.text("cluster_identifier")))
                            .map(instance -> instance.text("availability_zone"))
                            .toList();
                    // Where no zone is named, Aurora chooses different ones.
                    inspection.require(
                            zones.size() >= 2
                                    && (zones.contains("") || Set.copyOf(zones).size() >= 2),
                            cluster,
                            "has instances in " + zones + " only");
                });
            }),
            Rule.inProd(
                    32,
                    "a database is not deleted by mistake",
                    inspection -> databases(inspection, database -> {
                        inspection.require(
                                database.isTrue("deletion_protection"), database, "has deletion_protection off");
                        if (!database.text("replicate_source_db").isEmpty()) {
                            // It holds nothing that its source does not.
                            return;
                        }
                        inspection.require(
                                database.isFalse("skip_final_snapshot")
                                        && !database.text("final_snapshot_identifier")
                                                .isEmpty(),
                                database,
                                "leaves no final snapshot");
                        inspection.require(
                                database.isTrue("lifecycle.prevent_destroy"), database, "has no prevent_destroy");
                    })),
            Rule.inProd(
                    32,
                    "a global database is not deleted by mistake",
                    inspection -> inspection.each("aws_rds_global_cluster", global -> {
                        inspection.require(global.isTrue("deletion_protection"), global, "has deletion_protection off");
                        inspection.require(
                                global.isTrue("lifecycle.prevent_destroy"), global, "has no prevent_destroy");
                        inspection.require(global.isTrue("storage_encrypted"), global, "is not encrypted");
                    })),
            Rule.everywhere(33, "databases are backed up long enough", DatabaseRules::backups),
            Rule.everywhere(37, "databases refuse connections without TLS", DatabaseRules::tls),
            Rule.everywhere(
                    38,
                    "RDS keeps the master password, or a secret that rotates does",
                    inspection -> databases(inspection, database -> masterUser(inspection, database))),
            Rule.inProd(
                    44,
                    "failures of databases are told",
                    inspection -> inspection.each("aws_db_event_subscription", events -> {
                        inspection.require(!events.isFalse("enabled"), events, "is off");
                        inspection.require(!events.text("sns_topic").isEmpty(), events, "has no sns_topic");
                        Set<String> all = new TreeSet<>();
                        inspection.others("aws_db_event_subscription").forEach(other -> other.at("event_categories")
                                .forEach(category -> all.add(category.asText())));
                        inspection.require(
                                all.containsAll(Set.of("failure", "maintenance", "configuration change")),
                                events,
                                "and its neighbours tell of " + all + " only");
                    })),
            Rule.inProd(
                    44,
                    "a cluster of Aurora MySQL can be turned back, unless it is in a global database",
                    inspection -> inspection.each(
                            "aws_rds_cluster",
                            cluster -> inspection.require(
                                    !cluster.text("engine").equals("aurora-mysql")
                                            || cluster.at("backtrack_window").asInt() > 0
                                            || !cluster.text("global_cluster_identifier")
                                                    .isEmpty(),
                                    cluster,
                                    "has no backtrack_window"))),
            Rule.everywhere(
                    45,
                    "caches are encrypted with our own key",
                    inspection -> caches(
                            inspection,
                            cache -> inspection.require(
                                    cache.isTrue("at_rest_encryption_enabled")
                                            && !cache.text("kms_key_id").isEmpty(),
                                    cache,
                                    "is not encrypted with a customer key"))),
            Rule.everywhere(
                    46,
                    "caches refuse connections without TLS",
                    inspection -> caches(
                            inspection,
                            cache -> inspection.require(
                                    cache.isTrue("transit_encryption_enabled")
                                            && cache.at("transit_encryption_mode")
                                                    .asText("required")
                                                    .equals("required"),
                                    cache,
                                    "lets in plain text"))),
            Rule.everywhere(47, "caches ask who is there", DatabaseRules::cacheUsers),
            Rule.inProd(
                    48,
                    "a cache survives the loss of a zone",
                    inspection -> caches(inspection, cache -> {
                        inspection.require(
                                cache.isTrue("automatic_failover_enabled"),
                                cache,
                                "has automatic_failover_enabled off");
                        inspection.require(cache.isTrue("multi_az_enabled"), cache, "has multi_az_enabled off");
                        inspection.require(
                                cache.at("num_cache_clusters").asInt() >= 2
                                        || cache.at("replicas_per_node_group").asInt() >= 1,
                                cache,
                                "has one node");
                    })),
            Rule.everywhere(
                    49,
                    "caches are backed up, kept current, and log",
                    inspection -> caches(inspection, cache -> {
                        int wanted = inspection.prod() ? 7 : 1;
                        inspection.require(
                                cache.at("snapshot_retention_limit").asInt() >= wanted,
                                cache,
                                "has snapshot_retention_limit " + cache.text("snapshot_retention_limit") + ", wanted "
                                        + wanted);
                        inspection.require(
                                cache.isTrue("auto_minor_version_upgrade"),
                                cache,
                                "has auto_minor_version_upgrade off");
                        for (String own : List.of("subnet_group_name", "parameter_group_name")) {
                            inspection.require(
                                    cache.text(own).startsWith("${aws_"), cache, "has no " + own + " of its own");
                        }
                        inspection.require(
                                cache.blocks("log_delivery_configuration").stream()
                                        .anyMatch(log ->
                                                log.path("log_type").asText().equals("slow-log")),
                                cache,
                                "delivers no slow-log");
                    })));

    private static void databases(Inspection inspection, Consumer<Resource> look) {
        inspection.each(resource -> Set.of("aws_db_instance", "aws_rds_cluster").contains(resource.type()), look);
    }

    private static void caches(Inspection inspection, Consumer<Resource> look) {
        inspection.each("aws_elasticache_replication_group", look);
    }

    /** Its users are its source's. */
    private static boolean isReplica(Resource database) {
        return !database.text("replicate_source_db").isEmpty()
                || !database.text("source_region").isEmpty();
    }

    private static void masterUser(Inspection inspection, Resource database) {
        inspection.require(
                !database.body().has("password") && !database.body().has("master_password"),
                database,
                "has a password");
        if (isReplica(database)) {
            return;
        }
        String written = database.type().equals("aws_rds_cluster") ? "master_password_wo" : "password_wo";
        if (database.body().has(written)) {
            inspection.require(
                    database.text(written).startsWith("${ephemeral."), database, "has a password that is not made up");
            inspection.require(
                    inspection
                            .others("aws_secretsmanager_secret_rotation")
                            .findAny()
                            .isPresent(),
                    database,
                    "has a password that nobody replaces");
        } else {
            inspection.require(
                    database.isTrue("manage_master_user_password"), database, "has manage_master_user_password off");
            inspection.require(
                    inspection.others(database.type()).noneMatch(DatabaseRules::isReplica),
                    database,
                    "has a replica, which RDS refuses while it manages the password");
            inspection.require(
                    !database.text("master_user_secret_kms_key_id").isEmpty(),
                    database,
                    "has no master_user_secret_kms_key_id");
            inspection.require(
                    inspection
                            .others("aws_secretsmanager_secret_rotation")
                            .anyMatch(rotation -> rotation.text("secret_id").contains(".master_user_secret[0].")),
                    database,
                    "has a password whose rotation nobody has scheduled");
        }
        String user = database.text(database.type().equals("aws_rds_cluster") ? "master_username" : "username");
        inspection.require(!user.isEmpty() && !WELL_KNOWN.contains(user), database, "has the user name '" + user + "'");
    }

    /** Automated backups lead to any point in time; for the days before that, a copy of each in a vault will do. */
    private static void backups(Inspection inspection) {
        int wanted = inspection.prod() ? DAYS_IN_PROD : DAYS;
        int anyPoint = inspection.prod() ? ANY_POINT_DAYS_IN_PROD : ANY_POINT_DAYS;
        databases(inspection, database -> {
            int automated = database.at("backup_retention_period").asInt();
            inspection.require(
                    !database.text("replicate_source_db").isEmpty()
                            || automated >= wanted
                            || automated >= anyPoint && vaultDays(inspection, database) >= wanted,
                    database,
                    "has backup_retention_period " + automated + " and copies of " + vaultDays(inspection, database)
                            + " days, wanted " + wanted);
        });
    }

    /** For how many days a vault keeps copies of the database; 0 when none does. */
    private static int vaultDays(Inspection inspection, Resource database) {
        List<String> plans = inspection
                .others("aws_backup_selection")
                .filter(selection ->
                        selection.blocks("resources").stream().anyMatch(arn -> database.isNamedBy(arn.asText())))
                .map(selection -> selection.text("plan_id"))
                .toList();
        return inspection
                .others("aws_backup_plan")
                .filter(plan -> plans.stream().anyMatch(plan::isNamedBy))
                .flatMap(plan -> plan.blocks("rule").stream())
                .mapToInt(rule -> Resource.at(rule, "lifecycle.delete_after").asInt())
                .max()
                .orElse(0);
    }

    private static void tls(Inspection inspection) {
        inspection.each("aws_db_instance", database -> {
            if (isReplica(database)) {
                // Its engine is its source's; so are its parameters, unless it names others.
                inspection.require(
                        inspection
                                .others("aws_db_parameter_group")
                                .anyMatch(group -> group.isNamedBy(database.text("parameter_group_name"))),
                        database,
                        "has no parameter group of the unit");
                return;
            }
            Map<String, String> parameters =
                    parameters(inspection, "aws_db_parameter_group", database.text("parameter_group_name"));
            boolean postgres = database.text("engine").equals("postgres");
            inspection.require(
                    postgres
                            ? "1".equals(parameters.get("rds.force_ssl"))
                            : "1".equals(parameters.get("require_secure_transport")),
                    database,
                    "has no parameter group that demands TLS");
        });
        inspection.each("aws_rds_cluster", cluster -> {
            Map<String, String> parameters = parameters(
                    inspection, "aws_rds_cluster_parameter_group", cluster.text("db_cluster_parameter_group_name"));
            boolean postgres = cluster.text("engine").equals("aurora-postgresql");
            inspection.require(
                    postgres
                            ? "1".equals(parameters.get("rds.force_ssl"))
                            : "ON".equals(parameters.get("require_secure_transport"))
                                    && parameters
                                            .getOrDefault("tls_version", "")
                                            .matches("TLSv1\\.[23](,TLSv1\\.3)?"),
                    cluster,
                    "has no cluster parameter group that demands TLS 1.2");
        });
    }

    private static Map<String, String> parameters(Inspection inspection, String type, String reference) {
        Map<String, String> parameters = new TreeMap<>();
        inspection.others(type).filter(group -> group.isNamedBy(reference)).forEach(group -> {
            for (JsonNode parameter : group.blocks("parameter")) {
                parameters.put(
                        parameter.path("name").asText(), parameter.path("value").asText());
            }
        });
        return parameters;
    }

    private static void cacheUsers(Inspection inspection) {
        caches(inspection, cache -> {
            inspection.require(
                    !cache.blocks("user_group_ids").isEmpty()
                            || cache.text("auth_token").startsWith("${"),
                    cache,
                    "has neither user_group_ids nor an auth_token");
            inspection.require(
                    !cache.body().has("auth_token") || cache.text("auth_token").startsWith("${"),
                    cache,
                    "has its auth_token in the text");
        });
        inspection.each("aws_elasticache_user", user -> {
            boolean fallback = user.text("user_name").equals("default");
            inspection.require(
                    !fallback || user.text("access_string").startsWith("off "), user, "is the default user, and on");
            inspection.require(
                    fallback || !user.text("authentication_mode.type").equals("no-password-required"),
                    user,
                    "needs no password");
            inspection.require(
                    !user.body().has("passwords")
                            && user.at("authentication_mode.passwords").isMissingNode(),
                    user,
                    "has its password in the text");
        });
    }
}
