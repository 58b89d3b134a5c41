package groundplan.report;

import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.plan.EnvironmentPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans that are shown as examples: small and large, harmless and dangerous, and one with hostile values. */
final class ExamplePlans {
    private static final String APP = "us-east-1/app";
    private static final String DATABASE = "us-east-1/database";
    private static final String NETWORK = "us-east-1/network";
    private static final String STORAGE = "us-east-1/storage";

    private ExamplePlans() {}

    static Map<String, EnvironmentPlan> all() {
        Map<String, EnvironmentPlan> all = new LinkedHashMap<>();
        all.put("first-plan", firstPlan());
        all.put("image", image());
        all.put("policy", policy());
        all.put("network-range", networkRange());
        all.put("database-renamed", databaseRenamed());
        all.put("created-again", createdAgain());
        all.put("imported-and-forgotten", importedAndForgotten());
        all.put("destroy", destroy());
        all.put("hostile", hostile());
        all.put("large", large());
        return all;
    }

    private static EnvironmentPlan firstPlan() {
        ExamplePlan plan = new ExamplePlan();
        plan.change(
                        NETWORK,
                        "aws_vpc.main",
                        "create",
                        null,
                        "{\"cidr_block\": \"10.0.0.0/16\", \"enable_dns_hostnames\": true}")
                .unknown("{\"id\": true, \"arn\": true}");
        plan.change(
                        NETWORK,
                        "aws_subnet.private_a",
                        "create",
                        null,
                        "{\"cidr_block\": \"10.0.128.0/20\", \"availability_zone\": \"us-east-1a\"}")
                .unknown("{\"id\": true, \"vpc_id\": true}");
        plan.change(
                        STORAGE,
                        "aws_s3_bucket.orders",
                        "create",
                        null,
                        "{\"bucket\": \"shop-prod-orders-123456789012\", \"force_destroy\": false}")
                .unknown("{\"id\": true, \"arn\": true}");
        plan.change(
                        APP,
                        "aws_sqs_queue.jobs",
                        "create",
                        null,
                        "{\"name\": \"shop-prod-jobs\", \"message_retention_seconds\": 345600}")
                .unknown("{\"id\": true, \"arn\": true, \"url\": true}");
        return plan.plan();
    }

    private static String containers(String image, String level) {
        return "[{\"name\":\"proxy\",\"image\":\"public.ecr.aws/nginx/nginx:1.29\",\"essential\":true,"
                + "\"portMappings\":[{\"containerPort\":8080,\"protocol\":\"tcp\"}]},"
                + "{\"name\":\"api\",\"image\":\"123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/api:" + image
                + "\",\"essential\":true,\"environment\":[{\"name\":\"DATABASE_HOST\",\"value\":\"shop-prod.example\"},"
                + "{\"name\":\"LOG_LEVEL\",\"value\":\"" + level + "\"}]}]";
    }

    private static String text(String value) {
        return TextNode.valueOf(value).toString();
    }

    private static EnvironmentPlan image() {
        ExamplePlan plan = new ExamplePlan();
        plan.change(
                        APP,
                        "aws_ecs_task_definition.api",
                        "delete,create",
                        "{\"family\": \"shop-prod-api\", \"cpu\": \"256\", \"container_definitions\": "
                                + text(containers("1.4.0", "info")) + "}",
                        "{\"family\": \"shop-prod-api\", \"cpu\": \"256\", \"container_definitions\": "
                                + text(containers("1.5.0", "debug")) + "}")
                .unknown("{\"arn\": true, \"revision\": true, \"id\": true}")
                .forcedBy("container_definitions");
        plan.change(
                        APP,
                        "aws_ecs_service.api",
                        "update",
                        "{\"name\": \"api\", \"desired_count\": 2, \"task_definition\": \"arn:aws:ecs:us-east-1:123456789012:task-definition/shop-prod-api:41\"}",
                        "{\"name\": \"api\", \"desired_count\": 2}")
                .unknown("{\"task_definition\": true}")
                .configured("task_definition", "${aws_ecs_task_definition.api.arn}");
        return plan.setting(
                        "aws_ecs_task_definition.api",
                        "container_definitions",
                        48,
                        "units.app.services.api.image.tag",
                        "1.4.0",
                        "1.5.0")
                .plan();
    }

    private static String statement(String actions, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Log\",\"Effect\":\"Allow\",\"Action\":\"logs:PutLogEvents\","
                + "\"Resource\":\"*\"},{\"Sid\":\"SendMail\",\"Effect\":\"Allow\",\"Action\":" + actions
                + ",\"Resource\":\"" + resource
                + "\"}]}";
    }

    private static EnvironmentPlan policy() {
        ExamplePlan plan = new ExamplePlan();
        plan.change(
                APP,
                "aws_iam_role_policy.api",
                "update",
                "{\"name\": \"api\", \"role\": \"shop-prod-api\", \"policy\": "
                        + text(statement(
                                "[\"ses:SendEmail\"]", "arn:aws:ses:us-east-1:123456789012:identity/shop.example.com"))
                        + "}",
                "{\"name\": \"api\", \"role\": \"shop-prod-api\", \"policy\": "
                        + text(statement("[\"ses:SendEmail\",\"ses:SendRawEmail\",\"iam:PassRole\"]", "*")) + "}");
        plan.change(
                NETWORK,
                "aws_vpc_security_group_ingress_rule.admin",
                "update",
                "{\"security_group_id\": \"sg-0a1b2c3d\", \"cidr_ipv4\": \"10.0.0.0/16\", \"from_port\": 22, \"to_port\": 22, \"ip_protocol\": \"tcp\"}",
                "{\"security_group_id\": \"sg-0a1b2c3d\", \"cidr_ipv4\": \"0.0.0.0/0\", \"from_port\": 22, \"to_port\": 22, \"ip_protocol\": \"tcp\"}");
        return plan.setting("aws_iam_role_policy.api", "policy", 61, "units.app.services.api.mail", "send", "send_raw")
                .plan();
    }

    private static EnvironmentPlan networkRange() {
        ExamplePlan plan = new ExamplePlan();
        plan.change(
                        NETWORK,
                        "aws_vpc.main",
                        "delete,create",
                        "{\"id\": \"vpc-0a1b\", \"cidr_block\": \"10.0.0.0/16\"}",
                        "{\"cidr_block\": \"10.1.0.0/16\"}")
                .unknown("{\"id\": true, \"arn\": true}")
                .forcedBy("cidr_block");
        plan.setting("aws_vpc.main", "cidr_block", 12, "units.network.cidr", "10.0.0.0/16", "10.1.0.0/16");
        int place = 0;
        for (String zone : List.of("a", "b", "c")) {
            String address = "aws_subnet.private_" + zone;
            String zoned = "\"availability_zone\": \"us-east-1" + zone + "\", \"cidr_block\": \"10.";
            plan.change(
                            NETWORK,
                            address,
                            "delete,create",
                            "{\"id\": \"subnet-" + zone + "\", \"vpc_id\": \"vpc-0a1b\", " + zoned + "0."
                                    + (128 + 16 * place) + ".0/20\"}",
                            "{" + zoned + "1." + (128 + 16 * place++) + ".0/20\"}")
                    .unknown("{\"id\": true, \"arn\": true, \"vpc_id\": true}")
                    .configured("vpc_id", "${aws_vpc.main.id}")
                    .forcedBy("cidr_block", "vpc_id");
            plan.setting(address, "cidr_block", 12, "units.network.cidr", "10.0.0.0/16", "10.1.0.0/16");
        }
        plan.output(NETWORK, "vpc_id", "${aws_vpc.main.id}");
        plan.change(
                        APP,
                        "aws_security_group.api",
                        "delete,create",
                        "{\"id\": \"sg-0a1b\", \"name\": \"shop-prod-api\", \"vpc_id\": \"vpc-0a1b\"}",
                        "{\"name\": \"shop-prod-api\"}")
                .unknown("{\"id\": true, \"arn\": true, \"vpc_id\": true}")
                .configured("vpc_id", "${var.vpc_id}")
                .forcedBy("vpc_id");
        plan.input(APP, "vpc_id", "${module.us-east-1--network.vpc_id}");
        plan.change(
                        APP,
                        "aws_lb_target_group.api",
                        "delete,create",
                        "{\"id\": \"arn:1\", \"name\": \"shop-prod-api\", \"port\": 8080, \"vpc_id\": \"vpc-0a1b\"}",
                        "{\"name\": \"shop-prod-api\", \"port\": 8080}")
                .unknown("{\"id\": true, \"arn\": true, \"vpc_id\": true}")
                .configured("vpc_id", "${var.vpc_id}")
                .forcedBy("vpc_id");
        return plan.plan();
    }

    private static EnvironmentPlan databaseRenamed() {
        ExamplePlan plan = new ExamplePlan();
        String same =
                "\"engine\": \"postgres\", \"engine_version\": \"15.19\", \"instance_class\": \"db.t4g.medium\", \"skip_final_snapshot\": false";
        plan.change(
                        DATABASE,
                        "aws_db_instance.main",
                        "delete,create",
                        "{\"identifier\": \"shop-prod\", \"deletion_protection\": false, \"address\": \"shop-prod.example\", "
                                + same + "}",
                        "{\"identifier\": \"orders-prod\", \"deletion_protection\": false, " + same + "}")
                .unknown("{\"id\": true, \"arn\": true, \"address\": true, \"endpoint\": true}")
                .forcedBy("identifier");
        return plan.setting(
                        "aws_db_instance.main",
                        "identifier",
                        70,
                        "units.database.identifier",
                        "shop-prod",
                        "orders-prod")
                .plan();
    }

    private static EnvironmentPlan createdAgain() {
        ExamplePlan plan = new ExamplePlan();
        String arn = "arn:aws:logs:us-east-1:123456789012:log-group:/shop/prod/api";
        plan.change(
                        APP,
                        "aws_cloudwatch_log_group.api",
                        "create",
                        null,
                        "{\"name\": \"/shop/prod/api\", \"retention_in_days\": 30}")
                .unknown("{\"id\": true, \"arn\": true}");
        plan.drift(
                APP,
                "aws_cloudwatch_log_group.api",
                "{\"name\": \"/shop/prod/api\", \"arn\": \"" + arn + "\", \"id\": \"/shop/prod/api\"}",
                null);
        plan.change(
                        APP,
                        "aws_iam_role_policy.logs",
                        "update",
                        "{\"name\": \"logs\", \"role\": \"shop-prod-api\", \"policy\": "
                                + text(statement("\"ses:SendEmail\"", arn)) + "}",
                        "{\"name\": \"logs\", \"role\": \"shop-prod-api\"}")
                .unknown("{\"policy\": true}")
                .configured("policy", statement("\"ses:SendEmail\"", "${aws_cloudwatch_log_group.api.arn}"));
        plan.change(
                        APP,
                        "aws_sqs_queue.jobs",
                        "delete,create",
                        "{\"name\": \"shop-prod-jobs\", \"delay_seconds\": 0}",
                        "{\"name\": \"shop-prod-jobs\", \"delay_seconds\": 0}")
                .unknown("{\"id\": true, \"arn\": true, \"url\": true}")
                .reason("replace_because_tainted");
        plan.change(APP, "aws_lb_target_group.web", "delete", "{\"name\": \"shop-prod-web\", \"port\": 80}", null)
                .with("deposed", "8a1f0c2d");
        plan.change(
                NETWORK,
                "aws_vpc.main",
                "update",
                "{\"cidr_block\": \"10.0.0.0/16\", \"tags\": {\"Name\": \"shop\", \"Owner\": \"nobody\"}}",
                "{\"cidr_block\": \"10.0.0.0/16\", \"tags\": {\"Name\": \"shop\"}}");
        plan.drift(
                NETWORK,
                "aws_vpc.main",
                "{\"cidr_block\": \"10.0.0.0/16\", \"tags\": {\"Name\": \"shop\"}}",
                "{\"cidr_block\": \"10.0.0.0/16\", \"tags\": {\"Name\": \"shop\", \"Owner\": \"nobody\"}}");
        return plan.plan();
    }

    private static EnvironmentPlan importedAndForgotten() {
        ExamplePlan plan = new ExamplePlan();
        String bucket = "{\"bucket\": \"shop-legacy\", \"force_destroy\": false}";
        plan.change(STORAGE, "aws_s3_bucket.legacy", "no-op", bucket, bucket).importing("shop-legacy");
        plan.change(STORAGE, "aws_s3_bucket.archive", "forget", "{\"bucket\": \"shop-archive\"}", null)
                .reason("delete_because_no_resource_config");
        plan.change(
                        STORAGE,
                        "aws_s3_bucket.orders",
                        "no-op",
                        "{\"bucket\": \"shop-orders\"}",
                        "{\"bucket\": \"shop-orders\"}")
                .with("previous_address", "module.us-east-1--storage.aws_s3_bucket.main");
        return plan.plan();
    }

    private static EnvironmentPlan destroy() {
        ExamplePlan plan = new ExamplePlan();
        plan.change(APP, "aws_sqs_queue.jobs", "delete", "{\"name\": \"shop-prod-jobs\"}", null);
        plan.change(
                DATABASE,
                "aws_db_instance.main",
                "delete",
                "{\"identifier\": \"shop-prod\", \"engine\": \"postgres\", \"deletion_protection\": true, \"skip_final_snapshot\": true}",
                null);
        plan.change(
                STORAGE,
                "aws_s3_bucket.orders",
                "delete",
                "{\"bucket\": \"shop-prod-orders\", \"force_destroy\": true}",
                null);
        plan.change(NETWORK, "aws_vpc.main", "delete", "{\"cidr_block\": \"10.0.0.0/16\"}", null);
        return plan.destroying().plan();
    }

    private static EnvironmentPlan hostile() {
        ExamplePlan plan = new ExamplePlan();
        String evil =
                "\u001b[2J\u202eesrever\r\n```\n</details><script>alert(1)</script> @everyone #1 ![x](https://example.com/x)";
        plan.change(
                APP,
                "aws_ssm_parameter.note",
                "update",
                "{\"name\": \"/shop/note\", \"type\": \"String\", \"description\": \"A note.\", \"tags\": {\"Owner\": \"shop\"}}",
                "{\"name\": \"/shop/note\", \"type\": \"String\", \"description\": " + text(evil) + ", \"tags\": {"
                        + text(evil) + ": \"x\"}}");
        plan.change(
                APP,
                "aws_lambda_function.api",
                "update",
                "{\"function_name\": \"api\", \"environment\": [{\"variables\": {\"API_TOKEN\": \"hunter2-hunter2\"}}]}",
                "{\"function_name\": \"api\", \"environment\": [{\"variables\": {\"API_TOKEN\": \"correct-horse-battery\"}}]}");
        return plan.plan();
    }

    private static EnvironmentPlan large() {
        ExamplePlan plan = new ExamplePlan();
        for (String unit : List.of(NETWORK, STORAGE, DATABASE, APP)) {
            for (int i = 0; i < 25; i++) {
                String address = "aws_cloudwatch_log_group.g" + i;
                plan.change(
                        unit,
                        address,
                        "update",
                        "{\"name\": \"" + unit + "/" + i
                                + "\", \"retention_in_days\": 30, \"tags\": {\"Team\": \"shop\"}}",
                        "{\"name\": \"" + unit + "/" + i
                                + "\", \"retention_in_days\": 30, \"tags\": {\"Team\": \"orders\"}}");
                plan.setting(address, "tags.Team", 8, "tags.Team", "shop", "orders");
            }
        }
        plan.change(
                STORAGE,
                "aws_s3_bucket_lifecycle_configuration.orders",
                "update",
                "{\"bucket\": \"shop-orders\", \"rule\": [{\"id\": \"expire\", \"status\": \"Enabled\", \"expiration\": [{\"days\": 365}]}]}",
                "{\"bucket\": \"shop-orders\", \"rule\": [{\"id\": \"expire\", \"status\": \"Enabled\", \"expiration\": [{\"days\": 7}]}]}");
        plan.setting(
                "aws_s3_bucket_lifecycle_configuration.orders",
                "rule[0].expiration[0].days",
                90,
                "units.storage.buckets.orders.lifecycle.expire_after_days",
                "365",
                "7");
        return plan.plan();
    }
}
