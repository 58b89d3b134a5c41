package groundplan.controls;

import java.util.List;
import java.util.Set;

/** Rows 64 to 76: zones, certificates, keys, secrets, logs, alarms, functions. */
final class SecretRules {
    private static final int DAYS_OF_LOGS = 365;
    private static final int DAYS_TO_ROTATE = 90;
    private static final Set<String> RUNTIMES = Set.of(
            "python3.12",
            "python3.13",
            "python3.14",
            "nodejs22.x",
            "nodejs24.x",
            "java17",
            "java21",
            "java25",
            "dotnet10",
            "ruby4.0",
            "ruby3.3",
            "ruby3.4",
            "provided.al2023");
    /** What the function that keeps a parameter is told. */
    private static final Set<String> KEPT = Set.of("Description", "KeyId", "Parameter", "Step", "Tags");
    /** What a system with one of these resources must be told of, by the metric's name. */
    private static final List<List<String>> ALARMS = List.of(
            List.of("aws_lb", "HTTPCode_(Target|ELB)_5XX_Count", "UnHealthyHostCount|HealthyHostCount"),
            List.of("aws_db_instance", "CPUUtilization", "FreeStorageSpace", "DatabaseConnections"),
            List.of("aws_rds_cluster", "CPUUtilization", "DatabaseConnections"),
            List.of("aws_elasticache_replication_group", "DatabaseMemoryUsagePercentage|FreeableMemory", "Evictions"),
            List.of("aws_ecs_service", "CPUUtilization", "MemoryUtilization"));

    private SecretRules() {}

    static final List<Rule> ALL = List.of(
            Rule.inProd(
                    64,
                    "public zones are signed and log queries",
                    inspection -> inspection.each("aws_route53_zone", zone -> {
                        inspection.require(
                                zone.body().has("vpc")
                                        || inspection
                                                .others("aws_route53_hosted_zone_dnssec")
                                                .findAny()
                                                .isPresent(),
                                zone,
                                "has no aws_route53_hosted_zone_dnssec");
                        inspection.require(
                                zone.body().has("vpc")
                                        || inspection
                                                .others("aws_route53_query_log")
                                                .anyMatch(log -> zone.isNamedBy(log.text("zone_id"))),
                                zone,
                                "has no aws_route53_query_log");
                        inspection
                                .others("aws_route53_key_signing_key")
                                .forEach(signing -> inspection.require(
                                        inspection
                                                .others("aws_kms_key")
                                                .anyMatch(
                                                        key -> key.isNamedBy(signing.text("key_management_service_arn"))
                                                                && key.text("customer_master_key_spec")
                                                                        .equals("ECC_NIST_P256")),
                                        signing,
                                        "does not sign with an ECC_NIST_P256 key"));
                    })),
            Rule.everywhere(
                    65,
                    "certificates are renewed before they go",
                    inspection -> inspection.each("aws_acm_certificate", certificate -> {
                        inspection.require(
                                certificate.text("validation_method").equals("DNS"),
                                certificate,
                                "is not validated by DNS");
                        inspection.require(
                                certificate.isTrue("lifecycle.create_before_destroy"),
                                certificate,
                                "has no create_before_destroy");
                    })),
            Rule.everywhere(
                    66,
                    "keys rotate and have a month to be saved",
                    inspection -> inspection.each("aws_kms_key", key -> {
                        // Route 53 signs with an asymmetric key, which KMS cannot rotate.
                        inspection.require(
                                key.isTrue("enable_key_rotation")
                                        || key.text("key_usage").equals("SIGN_VERIFY"),
                                key,
                                "has enable_key_rotation off");
                        inspection.require(
                                key.at("deletion_window_in_days").asInt() == 30, key, "is gone in less than 30 days");
                        inspection.require(!key.statements("policy").isEmpty(), key, "has no policy");
                        inspection.require(
                                key.statements("policy").stream().noneMatch(IamRules::allowsAnyone),
                                key,
                                "lets anyone use it");
                    })),
            Rule.everywhere(67, "no secret value stands in a configuration", SecretRules::values),
            Rule.inProd(
                    68,
                    "generated secrets rotate",
                    inspection -> inspection.each(
                            invocation -> invocation.type().equals("aws_lambda_invocation")
                                    && invocation.text("input").contains("createFirst")
                                    && invocation.text("input").contains("SecretId"),
                            first -> inspection.require(
                                    inspection
                                            .others("aws_secretsmanager_secret_rotation")
                                            .anyMatch(rotation -> first.text("input")
                                                            .contains(
                                                                    rotation.text("secret_id")
                                                                            .replace(".id}", ".arn}"))
                                                    && rotation.at("rotation_rules.automatically_after_days")
                                                                    .asInt(999)
                                                            <= DAYS_TO_ROTATE),
                                    first,
                                    "writes a secret that has no aws_secretsmanager_secret_rotation within "
                                            + DAYS_TO_ROTATE + " days"))),
            Rule.everywhere(69, "parameters are encrypted with our own key", inspection -> {
                inspection.each("aws_ssm_parameter", parameter -> {
                    inspection.require(
                            parameter.text("type").equals("SecureString"),
                            parameter,
                            "is of type " + parameter.text("type"));
                    inspection.require(!parameter.text("key_id").isEmpty(), parameter, "has no key_id");
                });
                inspection.each(
                        SecretRules::keepsParameter,
                        kept -> inspection.require(
                                kept.json("input").path("KeyId").asText().startsWith("${"),
                                kept,
                                "has no KeyId of ours"));
            }),
            Rule.everywhere(
                    70,
                    "log groups are encrypted and kept for a stated time",
                    inspection -> inspection.each("aws_cloudwatch_log_group", group -> {
                        int wanted = inspection.prod() ? DAYS_OF_LOGS : 1;
                        inspection.require(
                                group.at("retention_in_days").asInt() >= wanted,
                                group,
                                "keeps logs for "
                                        + group.at("retention_in_days").asText("ever") + " days, wanted " + wanted);
                        inspection.require(!group.text("kms_key_id").isEmpty(), group, "has no kms_key_id");
                    })),
            Rule.everywhere(
                    71,
                    "topics and queues are encrypted with our own key",
                    inspection -> inspection.each(
                            resource -> Set.of("aws_sns_topic", "aws_sqs_queue").contains(resource.type()),
                            topic -> inspection.require(
                                    !topic.text("kms_master_key_id").isEmpty(), topic, "has no kms_master_key_id"))),
            Rule.everywhere(
                    71,
                    "topics and queues know whom they listen to",
                    inspection -> inspection.each(
                            resource -> Set.of("aws_sns_topic_policy", "aws_sqs_queue_policy")
                                    .contains(resource.type()),
                            policy -> inspection.require(
                                    policy.statements("policy").stream().noneMatch(IamRules::allowsAnyone),
                                    policy,
                                    "lets anyone in"))),
            Rule.inProd(
                    72,
                    "alarms tell somebody",
                    inspection -> inspection.each("aws_cloudwatch_metric_alarm", alarm -> {
                        inspection.require(!alarm.isFalse("actions_enabled"), alarm, "has actions_enabled off");
                        inspection.require(
                                alarm.blocks("alarm_actions").stream().anyMatch(action -> !action.asText()
                                                .isBlank())
                                        || takesDeploymentsBack(inspection, alarm),
                                alarm,
                                "has no alarm_actions");
                    })),
            Rule.everywhere(
                    75,
                    "functions run on a current runtime, traced and limited",
                    inspection -> inspection.each("aws_lambda_function", function -> {
                        inspection.require(
                                function.text("package_type").equals("Image")
                                        || RUNTIMES.contains(function.text("runtime")),
                                function,
                                "has runtime " + function.text("runtime"));
                        inspection.require(
                                function.text("tracing_config.mode").equals("Active"), function, "is not traced");
                        inspection.require(
                                function.at("reserved_concurrent_executions").asInt(-1) >= 0,
                                function,
                                "has no reserved_concurrent_executions");
                        for (String own : List.of("kms_key_arn", "dead_letter_config.target_arn")) {
                            inspection.require(!function.text(own).isEmpty(), function, "has no " + own);
                        }
                    })),
            Rule.everywhere(
                    76,
                    "services call functions in our name only",
                    inspection -> inspection.each(
                            "aws_lambda_permission",
                            permission -> inspection.require(
                                    !permission.text("source_arn").isEmpty()
                                            || !permission
                                                    .text("source_account")
                                                    .isEmpty(),
                                    permission,
                                    "names neither source_arn nor source_account"))));

    /** The metrics that alarms of an environment must watch, by the resource type that calls for them. */
    static List<List<String>> alarms() {
        return ALARMS;
    }

    /** CodeDeploy looks at its alarms itself; that it went back is an event. */
    private static boolean takesDeploymentsBack(Inspection inspection, Resource alarm) {
        return inspection
                .others("aws_codedeploy_deployment_group")
                .flatMap(group -> group.blocks("alarm_configuration.alarms").stream())
                .anyMatch(name -> alarm.isNamedBy(name.asText()));
    }

    private static boolean keepsParameter(Resource resource) {
        return resource.type().equals("aws_lambda_invocation")
                && resource.text("lifecycle_scope").equals("CRUD");
    }

    private static void values(Inspection inspection) {
        inspection.each("aws_secretsmanager_secret", secret -> {
            inspection.require(!secret.text("kms_key_id").isEmpty(), secret, "has no kms_key_id");
            inspection.require(
                    !inspection.prod() || secret.at("recovery_window_in_days").asInt(30) == 30,
                    secret,
                    "is gone in less than 30 days");
        });
        inspection.each(
                "aws_secretsmanager_secret_version",
                version -> inspection.require(
                        false,
                        version,
                        "has a value that the provider reads with every plan: let a function write it"));
        inspection.each("aws_ssm_parameter", parameter -> {
            inspection.require(
                    !parameter.body().has("value") && !parameter.body().has("insecure_value"),
                    parameter,
                    "has a value that ends in the state: use value_wo");
            inspection.require(
                    !parameter.text("type").equals("SecureString"),
                    parameter,
                    "has a value that the provider decrypts with every plan: let a function keep it");
        });
        inspection.each(
                SecretRules::keepsParameter,
                kept -> inspection.require(
                        kept.json("input").propertyStream().allMatch(field -> KEPT.contains(field.getKey())),
                        kept,
                        "tells its function more than name, description, key and tags, which ends in the state"));
        inspection.part("text", inspection.document().json(), document -> SecretScanner.scan(
                        document.body().toString())
                .forEach(found -> inspection.require(false, document, found)));
    }
}
