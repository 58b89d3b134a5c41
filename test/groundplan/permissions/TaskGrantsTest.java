package groundplan.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.ecs.EcsAlbServiceSettings;
import groundplan.ecs.EcsNlbServiceSettings;
import groundplan.ecs.EcsSettings;
import groundplan.ecs.ServiceSettings;
import groundplan.json.TerraformJson;
import groundplan.kernel.TerraformName;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The roles of every task in the tree allow what its settings say that it uses, and nothing else, so that one action less or more is
 * noticed in each of them without an emulator. What each use needs is from AWS's documentation.
 */
class TaskGrantsTest {
    /** "Using ECS Exec", with a log group and a key. */
    private static final List<String> EXEC = List.of(
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
            "logs:CreateLogStream",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
            "kms:Decrypt");

    /** The policy AWSXRayDaemonWriteAccess. */
    private static final List<String> TRACES = List.of(
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:GetSamplingStatisticSummaries");

    /** "Using IAM to control file system data access". */
    private static final List<String> FILES = List.of("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite");

    /** "Policies and permissions in Amazon S3"; with a key, "Protecting data with SSE-KMS" and "Multipart upload API and permissions". */
    private static final Map<String, List<String>> OBJECTS = Map.of(
            "read", List.of("s3:GetObject", "s3:ListBucket", "kms:Decrypt"),
            "write", List.of("s3:PutObject", "s3:AbortMultipartUpload", "kms:GenerateDataKey", "kms:Decrypt"),
            "delete", List.of("s3:DeleteObject"));

    /** "Amazon ECS task execution IAM role": what starts a task pulls its image and writes its log. */
    private static final List<String> PULL = List.of(
            "ecr:GetAuthorizationToken",
            "ecr:BatchCheckLayerAvailability",
            "ecr:GetDownloadUrlForLayer",
            "ecr:BatchGetImage");

    @Test
    void tasksMayDoWhatTheyUse() {
        int roles = 0;
        for (UnitDocument document : FullSynthesis.documents()) {
            for (Map.Entry<String, ServiceSettings> service : services(document).entrySet()) {
                String name = TerraformName.of(service.getKey());
                JsonNode definition = document.json().at("/resource/aws_ecs_task_definition/" + name);
                assertEquals(
                        used(service.getValue(), definition),
                        allowed(document, name + "_task"),
                        () -> document.unit().path() + " task " + name);
                assertEquals(
                        needed(definition),
                        allowed(document, name + "_execution"),
                        () -> document.unit().path() + " execution " + name);
                roles += 2;
            }
        }
        assertTrue(roles > 80, "only " + roles + " roles");
    }

    private static Set<String> used(ServiceSettings service, JsonNode definition) {
        Set<String> actions = new TreeSet<>();
        String containers = definition.path("container_definitions").asText();
        service.connections().buckets().values().forEach(access -> Arrays.stream(access.split("_"))
                .forEach(verb -> actions.addAll(OBJECTS.get(verb))));
        if (!service.connections().fileSystems().isEmpty()) {
            actions.addAll(FILES);
        }
        if (!service.connections().iamUsers().isEmpty()) {
            actions.add("rds-db:connect");
        }
        if (containers.contains("\"CACHE_USER\"") && !containers.contains("\"CACHE_PASSWORD\"")) {
            actions.add("elasticache:Connect");
        }
        if (service.deployment().enableExecuteCommand()) {
            actions.addAll(EXEC);
        }
        if (service.task().tracing().isPresent()) {
            actions.addAll(TRACES);
        }
        return actions;
    }

    private static Set<String> needed(JsonNode definition) {
        Set<String> actions = new TreeSet<>(List.of("logs:CreateLogStream", "logs:PutLogEvents"));
        String containers = definition.path("container_definitions").asText();
        // Of a unit's repository, of its copy in another region, or of a repository that the settings name.
        if (Stream.of("repository_urls", "copy_urls", ".dkr.ecr.").anyMatch(containers::contains)) {
            actions.addAll(PULL);
        }
        // "Pass sensitive data to an Amazon ECS container": a secret, or a parameter, with a customer managed key.
        if (containers.contains("secret_arn")) {
            actions.addAll(List.of("secretsmanager:GetSecretValue", "kms:Decrypt"));
        }
        if (containers.contains("parameter_arns")) {
            actions.addAll(List.of("ssm:GetParameters", "kms:Decrypt"));
        }
        return actions;
    }

    private static Map<String, ServiceSettings> services(UnitDocument document) {
        Object settings = document.unit().settings();
        Map<String, ServiceSettings> services = new TreeMap<>();
        if (settings instanceof EcsSettings several) {
            services.putAll(several.services());
        } else if (settings instanceof EcsAlbServiceSettings one) {
            services.put(one.name(), one.service());
        } else if (settings instanceof EcsNlbServiceSettings one) {
            services.put(one.name(), one.service());
        }
        return services;
    }

    private static Set<String> allowed(UnitDocument document, String role) {
        Set<String> actions = new TreeSet<>();
        JsonNode policy = document.json().at("/resource/aws_iam_role_policy/" + role + "/policy");
        if (policy.isTextual()) {
            TerraformJson.read(policy.asText()).path("Statement").forEach(statement -> {
                JsonNode action = statement.path("Action");
                Stream<JsonNode> named = action.isArray() ? action.valueStream() : Stream.of(action);
                named.forEach(one -> actions.add(one.asText()));
            });
        }
        return actions;
    }
}
