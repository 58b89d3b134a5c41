package groundplan.lambdahttpapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaHttpApiUnitTest {
    private static final String REST =
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      dns:
        zone_name: shop.example.com
      certificate:
        domain_name: functions.shop.example.com
        dns: dns
      ecr:
        repositories:
          orders: {}
      secrets:
        secrets:
          partner_key: {description: Of the partner.}
      database:
        kind: rds
        instance_class: db.t4g.medium
        storage: {allocated_storage: 20}
        database: {engine: mysql, engine_version: "8.0", db_name: shop}
      """;
    private static final Synthesized ENV = Synthesized.of(
            REST
                    + """
      lambda-http-api:
        secrets: secrets
        domain: {domain_name: functions.shop.example.com}
        function:
          description: Takes orders.
          function_name: shop-orders
          environment: {PRICE: "${0}"}
          runtime: {memory_size_mib: 512, reserved_concurrent_executions: 20}
          connections:
            databases: {database: {}}
            secrets: {PARTNER_SECRET_ARN: partner_key}
          deployment:
            deploys: pipeline
            deployment_config_name: CodeDeployDefault.LambdaCanary10Percent5Minutes
        api:
          routes:
            orders: {route_key: "ANY /orders/{proxy+}", authorizer: people, authorization_scopes: [orders]}
            reports: {route_key: GET /reports}
          authorizers:
            people: {issuer: "https://login.example.com/", audience: [orders]}
          throttling: {rate_limit_per_second: 50, burst_limit: 80}
      weighted:
        kind: lambda-http-api
        ecr: ecr
        function:
          description: Answers with two versions.
          code:
            image: {repository: orders, tag: "1.0"}
          connections:
            databases: {database: {iam_user: orders}}
          deployment:
            function_version: "3"
            additional_version_weights: {"4": 0.1}
          log_retention_in_days: 30
        api:
          name: Orders API
          routes:
            all: {route_key: $default}
          cors: {allow_origins: ["https://shop.example.com"]}
      archived:
        kind: lambda-http-api
        function:
          description: Comes from elsewhere.
          code:
            s3: {bucket: shop-builds, key: orders.zip, object_version: abc}
          runtime: {runtime: provided.al2023, handler: bootstrap}
        api:
          routes:
            all: {route_key: "ANY /{proxy+}", authorizer: people, authorization_scopes: [orders]}
            read: {route_key: "GET /{path+}"}
            front: {route_key: GET /}
          authorizers:
            people: {issuer: "https://login.example.com/", audience: [orders]}
      """);
    private static final UnitJson UNIT = ENV.unit("lambda-http-api");
    private static final UnitJson WEIGHTED = ENV.unit("weighted");
    private static final UnitJson ARCHIVED = ENV.unit("archived");
    private static final String FUNCTION = "aws_lambda_function.function";

    @ParameterizedTest(name = "row 75: {0} is {1}")
    @CsvSource({
        "function_name, shop-orders",
        "runtime, python3.13",
        "handler, placeholder.handler",
        "publish, true",
        "tracing_config.mode, Active",
        "reserved_concurrent_executions, 20",
        "memory_size, 512",
        "kms_key_arn, ${data.terraform_remote_state.kms.outputs.data_key_arn}",
        "code_signing_config_arn, ${aws_lambda_code_signing_config.function.arn}",
        "dead_letter_config.target_arn, ${aws_sqs_queue.function_failed.arn}",
        "vpc_config.security_group_ids.0, ${aws_security_group.lambda_http_api.id}"
    })
    void theFunctionIsGuarded(String attribute, String value) {
        assertEquals(value, UNIT.attribute(FUNCTION, attribute).asText(), FUNCTION + "." + attribute);
    }

    @Test
    @DisplayName("row 75: it is in the private subnets, and reaches the database's group alone")
    void itReachesTheDatabase() {
        assertEquals(
                "[\"${data.terraform_remote_state.network.outputs.private_subnet_ids.a}\","
                        + "\"${data.terraform_remote_state.network.outputs.private_subnet_ids.b}\"]",
                UNIT.attribute(FUNCTION, "vpc_config.subnet_ids").toString());
        String rule = "aws_vpc_security_group_ingress_rule.lambda_http_api_to_database";
        assertEquals(
                "${data.terraform_remote_state.database.outputs.security_group_id}",
                UNIT.attribute(rule, "security_group_id").asText(),
                rule);
        assertEquals(
                "${data.terraform_remote_state.database.outputs.port}",
                UNIT.attribute(rule, "from_port").asText(),
                rule);
        assertEquals(
                "${aws_security_group.lambda_http_api.id}",
                UNIT.attribute(rule, "referenced_security_group_id").asText(),
                rule);
    }

    @Test
    @DisplayName("row 70: its log is named after it, kept and encrypted")
    void itsLog() {
        String log = "aws_cloudwatch_log_group.function";
        assertEquals("/aws/lambda/shop-orders", UNIT.attribute(log, "name").asText(), log);
        assertEquals(365, UNIT.attribute(log, "retention_in_days").asInt(), log);
        assertEquals(30, WEIGHTED.attribute(log, "retention_in_days").asInt(), log);
        assertEquals(
                "/aws/lambda/shop-dev-weighted-function",
                WEIGHTED.attribute(log, "name").asText(),
                log);
    }

    @Test
    @DisplayName("an API may have a space in its name, a log group may not")
    void theApisLog() {
        assertEquals(
                "Orders API",
                WEIGHTED.attribute("aws_apigatewayv2_api.main", "name").asText());
        assertEquals(
                "/aws/apigateway/Orders-API",
                WEIGHTED.attribute("aws_cloudwatch_log_group.requests", "name").asText());
    }

    @Test
    void variablesNameWhereThingsAreAndNoSecret() {
        JsonNode variables = UNIT.attribute(FUNCTION, "environment.variables");
        assertEquals(
                "${data.terraform_remote_state.database.outputs.master_secret_arn}",
                variables.path("DATABASE_SECRET_ARN").asText());
        assertEquals(
                "${data.terraform_remote_state.secrets.outputs.secret_arns.partner_key}",
                variables.path("PARTNER_SECRET_ARN").asText());
        assertEquals("$${0}", variables.path("PRICE").asText(), "text is no reference");
        assertEquals(
                "orders",
                WEIGHTED.attribute(FUNCTION, "environment.variables.DATABASE_USER")
                        .asText());
        assertFalse(WEIGHTED.has(FUNCTION, "environment.variables.DATABASE_SECRET_ARN"), "an IAM user needs no secret");
    }

    @Test
    @DisplayName("row 83: the role reads the secrets that it names, and signs in as one user")
    void theRoleIsNarrow() {
        assertEquals(
                "[\"${data.terraform_remote_state.database.outputs.master_secret_arn}\","
                        + "\"${data.terraform_remote_state.secrets.outputs.secret_arns.partner_key}\"]",
                resources(UNIT).get("Secrets"));
        assertFalse(resources(UNIT).containsKey("SignIn"), "no IAM user");
        assertEquals(
                "arn:aws:rds-db:us-east-1:123456789012:dbuser:"
                        + "${data.terraform_remote_state.database.outputs.resource_id}/orders",
                resources(WEIGHTED).get("SignIn"));
        assertFalse(resources(WEIGHTED).containsKey("Secrets"), "and then no secret");
        assertEquals("*", resources(UNIT).get("NotTheCode"), "the code makes no network interfaces");
    }

    @Test
    @DisplayName("row 75: the placeholder is signed before Lambda takes it")
    void thePlaceholderIsSigned() {
        String job = "aws_signer_signing_job.function";
        assertEquals(
                "${aws_s3_object.placeholder.version_id}",
                UNIT.attribute(job, "source.s3.version").asText(),
                job);
        assertEquals(
                "${aws_signer_signing_job.function.signed_object[0].s3[0].key}",
                UNIT.attribute(FUNCTION, "s3_key").asText());
        assertEquals(
                "Enforce",
                UNIT.attribute("aws_lambda_code_signing_config.function", "policies.untrusted_artifact_on_deployment")
                        .asText());
        assertEquals(
                "[\"s3_bucket\",\"s3_key\",\"s3_object_version\",\"source_code_hash\"]",
                UNIT.attribute(FUNCTION, "lifecycle.ignore_changes").toString(),
                "the pipeline deploys");
        assertEquals("shop-builds", ARCHIVED.attribute(job, "source.s3.bucket").asText(), job);
        assertFalse(ARCHIVED.has(FUNCTION, "lifecycle"), "Terraform deploys");
        assertFalse(
                ARCHIVED.addresses().contains("aws_s3_object.placeholder"),
                ARCHIVED.addresses().toString());
    }

    @Test
    void anImageNeedsNeitherBucketNorSignature() {
        assertEquals("Image", WEIGHTED.attribute(FUNCTION, "package_type").asText());
        assertEquals(
                "${data.terraform_remote_state.ecr.outputs.repository_urls.orders}:1.0",
                WEIGHTED.attribute(FUNCTION, "image_uri").asText());
        assertFalse(WEIGHTED.has(FUNCTION, "runtime"), "an image brings its own");
        assertTrue(
                WEIGHTED.addresses().stream().noneMatch(address -> address.matches("aws_(s3|signer|lambda_code).*")),
                WEIGHTED.addresses().toString());
    }

    @Test
    @DisplayName("an alias points to two versions, or is left to the pipeline")
    void weights() {
        String alias = "aws_lambda_alias.function";
        assertEquals("3", WEIGHTED.attribute(alias, "function_version").asText(), alias);
        assertEquals(
                0.1,
                WEIGHTED.attribute(alias, "routing_config.additional_version_weights.4")
                        .asDouble(),
                alias);
        assertEquals(
                "[\"function_version\",\"routing_config\"]",
                UNIT.attribute(alias, "lifecycle.ignore_changes").toString());
        assertEquals(
                "${aws_lambda_function.function.version}",
                ARCHIVED.attribute(alias, "function_version").asText(),
                alias);
    }

    @Test
    @DisplayName("CodeDeploy shifts, and goes back on errors and slow answers of the alias")
    void codeDeploy() {
        String group = "aws_codedeploy_deployment_group.function";
        assertEquals(
                "Lambda",
                UNIT.attribute("aws_codedeploy_app.function", "compute_platform")
                        .asText());
        assertEquals(
                "CodeDeployDefault.LambdaCanary10Percent5Minutes",
                UNIT.attribute(group, "deployment_config_name").asText(),
                group);
        assertTrue(UNIT.attribute(group, "auto_rollback_configuration.events")
                .toString()
                .contains("DEPLOYMENT_STOP_ON_ALARM"));
        assertEquals(
                "[\"${aws_cloudwatch_metric_alarm.function_errors.alarm_name}\","
                        + "\"${aws_cloudwatch_metric_alarm.function_latency.alarm_name}\"]",
                UNIT.attribute(group, "alarm_configuration.alarms").toString(),
                group);
        assertEquals(
                "shop-orders-live-errors",
                UNIT.attribute("aws_cloudwatch_metric_alarm.function_errors", "alarm_name")
                        .asText(),
                "as the script looks for it");
        assertFalse(WEIGHTED.addresses().contains(group), WEIGHTED.addresses().toString());
    }

    @Test
    @DisplayName("row 77: each route knows its callers, by token or by IAM")
    void routes() {
        assertEquals(
                "JWT",
                UNIT.attribute("aws_apigatewayv2_route.orders", "authorization_type")
                        .asText());
        assertEquals(
                "${aws_apigatewayv2_authorizer.people.id}",
                UNIT.attribute("aws_apigatewayv2_route.orders", "authorizer_id").asText());
        assertEquals(
                "AWS_IAM",
                UNIT.attribute("aws_apigatewayv2_route.reports", "authorization_type")
                        .asText());
    }

    @Test
    @DisplayName("row 77: requests are logged, encrypted, and limited")
    void theStage() {
        String stage = "aws_apigatewayv2_stage.main";
        assertEquals(
                "${aws_cloudwatch_log_group.requests.arn}",
                UNIT.attribute(stage, "access_log_settings.destination_arn").asText(),
                stage);
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.logs_key_arn}",
                UNIT.attribute("aws_cloudwatch_log_group.requests", "kms_key_id")
                        .asText());
        assertEquals(
                50,
                UNIT.attribute(stage, "default_route_settings.throttling_rate_limit")
                        .asInt(),
                stage);
        assertEquals(
                80,
                UNIT.attribute(stage, "default_route_settings.throttling_burst_limit")
                        .asInt(),
                stage);
    }

    @Test
    @DisplayName("row 78: with a domain name of its own, AWS's name answers nobody")
    void theDomain() {
        String name = "aws_apigatewayv2_domain_name.main";
        assertEquals(
                "TLS_1_2",
                UNIT.attribute(name, "domain_name_configuration.security_policy")
                        .asText(),
                name);
        assertTrue(UNIT.attribute("aws_apigatewayv2_api.main", "disable_execute_api_endpoint")
                .asBoolean());
        assertFalse(
                WEIGHTED.attribute("aws_apigatewayv2_api.main", "disable_execute_api_endpoint")
                        .asBoolean(),
                "it has no other name");
        assertEquals(
                "${aws_apigatewayv2_domain_name.main.domain_name_configuration[0].target_domain_name}",
                UNIT.json().at("/output/target_domain_name/value").asText());
    }

    @Test
    @DisplayName("row 76: this API alone calls the alias")
    void thePermission() {
        String permission = "aws_lambda_permission.function_api";
        assertEquals(
                "${aws_apigatewayv2_api.main.execution_arn}/*",
                UNIT.attribute(permission, "source_arn").asText());
        assertEquals(
                "${aws_lambda_alias.function.name}",
                UNIT.attribute(permission, "qualifier").asText(),
                permission);
    }

    @Test
    void contradictionsAreToldWithWhatWouldBeRight() {
        List<String> problems = Synthesized.problems(
                REST
                        + """
        lambda-http-api:
          function:
            description: Wrong.
            runtime: {runtime: java21}
            environment: {DATABASE_HOST: elsewhere}
            connections: {databases: {database: {}}}
            deployment:
              additional_version_weights: {"4": 0.1, "5": 0.2}
              deployment_config_name: CodeDeployDefault.LambdaAllAtOnce
          api:
            routes:
              one: {route_key: GET /a, authorizer: nobody}
              two: {route_key: GET /a}
        """);
        for (String expected : List.of(
                "the placeholder is in Python",
                "the placeholder would never be replaced",
                "DATABASE_HOST of databases.database is also in environment",
                "an alias points to at most two versions",
                "CodeDeploy updates the alias",
                "there is no authorizer 'nobody'",
                "this is also the route key of 'one'")) {
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.contains(expected)),
                    () -> expected + " in " + problems);
        }
    }

    private static Map<String, String> resources(UnitJson unit) {
        Map<String, String> resources = new TreeMap<>();
        unit.policy("aws_iam_role_policy.function", "policy").path("Statement").forEach(statement -> {
            JsonNode about = statement.path("Resource");
            resources.put(statement.path("Sid").asText(), about.isTextual() ? about.asText() : about.toString());
        });
        return resources;
    }

    @Test
    void aRouteForEveryPathIsForTheEmptyOneTooWithTheSameAuthorization() {
        JsonNode root = ARCHIVED.resource("aws_apigatewayv2_route.all_root");
        JsonNode all = ARCHIVED.resource("aws_apigatewayv2_route.all");
        assertEquals("ANY /", root.path("route_key").asText());
        for (String same : List.of("authorization_type", "authorizer_id", "authorization_scopes", "target")) {
            assertEquals(all.path(same), root.path(same), same);
        }
        assertFalse(
                ARCHIVED.addresses().contains("aws_apigatewayv2_route.read_root"),
                "another route of the settings has GET /");
        assertFalse(
                UNIT.addresses().contains("aws_apigatewayv2_route.orders_root"),
                "ANY /orders/{proxy+} says nothing of /");
    }
}
