package groundplan.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** AWS's rules for resource names, checked over the whole synthesized configuration. */
public final class PhysicalNames {
    /** Digits of a hash in a name, which only Terraform computes. */
    private static final Pattern HASH = Pattern.compile("\\$\\{substr\\(sha1\\(\"[^\"]*\"\\), 0, 4\\)}");

    private PhysicalNames() {}

    /** The scope in which a name must be unique. */
    private enum Unique {
        WORLD,
        ACCOUNT,
        REGION
    }

    /** The rule for one resource type: the attribute that is the name, by its path, its form, and where it must be unique. */
    private record Rule(String attribute, Pattern form, String inWords, Unique unique) {
        static Rule of(String attribute, String form, String inWords, Unique unique) {
            return new Rule(attribute, Pattern.compile(form), inWords, unique);
        }

        Rule at(String path) {
            return new Rule(path, form, inWords, unique);
        }
    }

    private static final Rule PARAMETER =
            Rule.of("name", "[\\w./-]{1,1011}", "at most 1,011 letters, digits and ./-_", Unique.REGION);

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry(
                    "aws_s3_bucket",
                    Rule.of(
                            "bucket",
                            "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                            "3 to 63 lower-case letters, digits, dots and hyphens",
                            Unique.WORLD)),
            Map.entry(
                    "aws_lb",
                    Rule.of(
                            "name",
                            "(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?",
                            "at most 32 letters, digits and hyphens",
                            Unique.REGION)),
            Map.entry(
                    "aws_lb_target_group",
                    Rule.of(
                            "name",
                            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?",
                            "at most 32 letters, digits and hyphens",
                            Unique.REGION)),
            Map.entry(
                    "aws_iam_role",
                    Rule.of("name", "[\\w+=,.@-]{1,64}", "at most 64 letters, digits and +=,.@-_", Unique.ACCOUNT)),
            Map.entry(
                    "aws_iam_policy",
                    Rule.of("name", "[\\w+=,.@-]{1,128}", "at most 128 letters, digits and +=,.@-_", Unique.ACCOUNT)),
            Map.entry(
                    "aws_db_instance",
                    Rule.of(
                            "identifier",
                            "[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]",
                            "at most 63 lower-case letters, digits and single hyphens",
                            Unique.REGION)),
            Map.entry(
                    "aws_rds_cluster",
                    Rule.of(
                            "cluster_identifier",
                            "[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]",
                            "at most 63 lower-case letters, digits and single hyphens",
                            Unique.REGION)),
            Map.entry(
                    "aws_rds_cluster_instance",
                    Rule.of(
                            "identifier",
                            "[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]",
                            "at most 63 lower-case letters, digits and single hyphens",
                            Unique.REGION)),
            Map.entry(
                    "aws_rds_global_cluster",
                    Rule.of(
                            "global_cluster_identifier",
                            "[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]",
                            "at most 63 lower-case letters, digits and single hyphens",
                            Unique.ACCOUNT)),
            Map.entry(
                    "aws_elasticache_replication_group",
                    Rule.of(
                            "replication_group_id",
                            "[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]",
                            "at most 40 lower-case letters, digits and single hyphens",
                            Unique.REGION)),
            // Unique within the VPC, strictly; an environment has one VPC per region.
            Map.entry(
                    "aws_security_group",
                    Rule.of(
                            "name",
                            "(?!sg-)[\\w .:/()#,@\\[\\]+=&;{}!$*-]{1,255}",
                            "at most 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
                            Unique.REGION)),
            Map.entry(
                    "aws_codedeploy_app",
                    Rule.of("name", "[\\w+=,.@-]{1,100}", "at most 100 letters, digits and +=,.@-_", Unique.REGION)),
            Map.entry(
                    "aws_ecs_cluster",
                    Rule.of("name", "[A-Za-z0-9_-]{1,255}", "at most 255 letters, digits, - and _", Unique.REGION)),
            // Two environments that register revisions of the same family would replace each other's.
            Map.entry(
                    "aws_ecs_task_definition",
                    Rule.of("family", "[A-Za-z0-9_-]{1,255}", "at most 255 letters, digits, - and _", Unique.REGION)),
            Map.entry(
                    "aws_service_discovery_private_dns_namespace",
                    Rule.of(
                            "name",
                            "[a-z0-9.-]{1,253}",
                            "at most 253 lower-case letters, digits, dots and hyphens",
                            Unique.REGION)),
            Map.entry(
                    "aws_ecr_repository",
                    Rule.of(
                            "name",
                            "[a-z0-9](?:[a-z0-9/._-]{0,254}[a-z0-9])?",
                            "2 to 256 lower-case letters, digits and /._-",
                            Unique.REGION)),
            Map.entry(
                    "aws_cloudwatch_log_group",
                    Rule.of("name", "[\\w./#-]{1,512}", "at most 512 letters, digits and ./#-_", Unique.REGION)),
            Map.entry(
                    "aws_secretsmanager_secret",
                    Rule.of("name", "[\\w/+=.@-]{1,512}", "at most 512 letters, digits and /_+=.@-", Unique.REGION)),
            Map.entry("aws_ssm_parameter", PARAMETER),
            // A function that creates a parameter in Terraform's place: to the second one, the first one's would be its
            // own.
            Map.entry("aws_lambda_invocation", PARAMETER.at("triggers/name")),
            Map.entry(
                    "aws_sns_topic",
                    Rule.of(
                            "name",
                            "[\\w-]{1,256}(?:\\.fifo)?",
                            "at most 256 letters, digits, - and _",
                            Unique.REGION)),
            Map.entry(
                    "aws_sqs_queue",
                    Rule.of("name", "[\\w-]{1,80}(?:\\.fifo)?", "at most 80 letters, digits, - and _", Unique.REGION)),
            Map.entry(
                    "aws_lambda_function",
                    Rule.of(
                            "function_name",
                            "[A-Za-z0-9_-]{1,64}",
                            "at most 64 letters, digits, - and _",
                            Unique.REGION)),
            Map.entry(
                    "aws_backup_vault",
                    Rule.of("name", "[A-Za-z0-9_-]{2,50}", "2 to 50 letters, digits, - and _", Unique.REGION)),
            Map.entry(
                    "aws_backup_plan",
                    Rule.of("name", "[\\w.-]{1,50}", "at most 50 letters, digits and .-_", Unique.REGION)),
            Map.entry(
                    "aws_efs_file_system",
                    Rule.of("creation_token", ".{1,64}", "at most 64 characters", Unique.REGION)),
            Map.entry(
                    "aws_elasticache_user",
                    Rule.of(
                            "user_id",
                            "[A-Za-z](?!.*--)[A-Za-z0-9-]{0,38}[A-Za-z0-9]",
                            "at most 40 letters, digits and single hyphens",
                            Unique.REGION)),
            Map.entry(
                    "aws_eks_cluster",
                    Rule.of("name", "[A-Za-z0-9][\\w-]{0,99}", "at most 100 letters, digits, - and _", Unique.REGION)),
            Map.entry(
                    "aws_apigatewayv2_domain_name",
                    Rule.of("domain_name", ".{1,512}", "at most 512 characters", Unique.REGION)),
            Map.entry(
                    "aws_dynamodb_table",
                    Rule.of("name", "[\\w.-]{3,255}", "3 to 255 letters, digits and ._-", Unique.REGION)),
            Map.entry(
                    "aws_kms_alias",
                    Rule.of(
                            "name",
                            "alias/[A-Za-z0-9/_-]{1,250}",
                            "at most 250 letters, digits and /_- after alias/",
                            Unique.REGION)),
            // A dashboard is global: it is shown in every region.
            Map.entry(
                    "aws_cloudwatch_dashboard",
                    Rule.of(
                            "dashboard_name",
                            "[A-Za-z0-9_-]{1,255}",
                            "at most 255 letters, digits, - and _",
                            Unique.ACCOUNT)),
            Map.entry(
                    "aws_cloudwatch_metric_alarm",
                    Rule.of("alarm_name", ".{1,255}", "at most 255 characters", Unique.REGION)),
            Map.entry(
                    "aws_wafv2_web_acl",
                    Rule.of("name", "[\\w-]{1,128}", "at most 128 letters, digits, - and _", Unique.REGION)));

    /**
     * Names that AWS would reject: too long, of the wrong form, or used by two units; and what is declared twice.
     *
     * @param documents the Terraform JSON of the units
     */
    public static List<String> problems(Map<UnitPath, JsonNode> documents) {
        List<String> problems = new ArrayList<>();
        Map<String, String> taken = new TreeMap<>();
        documents.forEach((path, document) -> RULES.forEach((type, rule) -> document.path("resource")
                .path(type)
                .properties()
                .forEach(resource -> {
                    String name = HASH.matcher(
                                    resource.getValue().at("/" + rule.attribute).asText(""))
                            .replaceAll("0000");
                    String where = path + ": " + type + "." + resource.getKey();
                    if (name.isEmpty() || name.contains("${")) {
                        return;
                    }
                    if (!rule.form.matcher(name).matches()) {
                        problems.add(where + " is named '" + name + "' (" + name.length() + " characters); allowed: "
                                + rule.inWords);
                    }
                    String other = taken.putIfAbsent(
                            type + " " + border(rule.unique, document, resource.getValue()) + " " + name, where);
                    if (other != null) {
                        problems.add(where + " is named '" + name + "', the same name as " + other);
                    }
                })));
        problems.addAll(UniqueArguments.problems(documents));
        problems.sort(null);
        return problems;
    }

    private static String border(Unique unique, JsonNode document, JsonNode resource) {
        JsonNode provider = provider(document, resource);
        String account = provider.path("allowed_account_ids").path(0).asText();
        return switch (unique) {
            case WORLD -> "";
            case ACCOUNT -> account;
            case REGION -> account + " " + provider.path("region").asText();
        };
    }

    /** The provider of a resource: the unit's own, or that of another region. */
    private static JsonNode provider(JsonNode document, JsonNode resource) {
        String alias = resource.path("provider").asText("").replace("aws.", "");
        for (JsonNode provider : document.path("provider").path("aws")) {
            if (provider.path("alias").asText("").equals(alias)) {
                return provider;
            }
        }
        return document.path("provider").path("aws").path(0);
    }
}
