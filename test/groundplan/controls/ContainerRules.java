package groundplan.controls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Rows 19 to 28: tasks, services, images. */
final class ContainerRules {
    /** Logs belong to CloudWatch, or to a router that the task runs beside the others. */
    private static final Set<String> LOG_DRIVERS = Set.of("awslogs", "awsfirelens");

    private ContainerRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(
                    19,
                    "tasks have no public address",
                    inspection -> inspection.each(
                            "aws_ecs_service",
                            service -> inspection.require(
                                    service.isFalse("network_configuration.assign_public_ip"),
                                    service,
                                    "has a public address"))),
            Rule.everywhere(20, "containers cannot write to their image", inspection -> {
                containers((container, report) -> report.accept(
                                container.path("readonlyRootFilesystem").asBoolean(),
                                "has a writable root file system"))
                        .accept(inspection);
                inspection.each("aws_ecs_task_definition", task -> writablePaths(inspection, task));
            }),
            Rule.everywhere(
                    21,
                    "containers run as a user",
                    containers((container, report) -> report.accept(
                            !Set.of("", "0", "root")
                                    .contains(container.path("user").asText("").split(":")[0]),
                            "runs as '" + container.path("user").asText() + "'"))),
            Rule.everywhere(22, "containers have no privileges", inspection -> {
                containers((container, report) -> {
                            report.accept(!container.path("privileged").asBoolean(), "is privileged");
                            report.accept(
                                    container
                                            .path("linuxParameters")
                                            .path("capabilities")
                                            .path("drop")
                                            .toString()
                                            .contains("\"ALL\""),
                                    "keeps Linux capabilities");
                        })
                        .accept(inspection);
                inspection.each(
                        "aws_ecs_task_definition",
                        task -> inspection.require(!task.text("pid_mode").equals("host"), task, "has pid_mode host"));
            }),
            Rule.everywhere(23, "containers get secrets by reference", containers((container, report) -> {
                container
                        .path("environment")
                        .forEach(variable -> report.accept(
                                !SecretScanner.isSecretName(
                                        variable.path("name").asText()),
                                "has " + variable.path("name").asText() + " in environment: use secrets"));
                container
                        .path("secrets")
                        .forEach(secret -> report.accept(
                                secret.path("valueFrom").asText().matches("\\$\\{.*|arn:aws:(secretsmanager|ssm):.*"),
                                "has " + secret.path("name").asText() + " from something else than an ARN"));
            })),
            Rule.everywhere(24, "containers log", containers((container, report) -> {
                JsonNode log = container.path("logConfiguration");
                report.accept(LOG_DRIVERS.contains(log.path("logDriver").asText()), "has no logConfiguration");
                report.accept(
                        !log.path("logDriver").asText().equals("awslogs")
                                || log.path("options").has("awslogs-group"),
                        "names no log group");
            })),
            Rule.everywhere(25, "sessions in containers are logged", ContainerRules::sessions),
            Rule.everywhere(26, "deployments roll back and use fixed images", ContainerRules::deployments),
            Rule.everywhere(27, "a task's code has another role than its start", ContainerRules::roles),
            Rule.everywhere(
                    28,
                    "image tags are fixed, scanned, and old images go",
                    inspection -> inspection.each("aws_ecr_repository", repository -> {
                        inspection.require(
                                repository.text("image_tag_mutability").equals("IMMUTABLE"),
                                repository,
                                "has mutable tags");
                        inspection.require(
                                repository.isTrue("image_scanning_configuration.scan_on_push"),
                                repository,
                                "is not scanned");
                        inspection.require(
                                repository
                                        .text("encryption_configuration.encryption_type")
                                        .equals("KMS"),
                                repository,
                                "is not encrypted with a KMS key");
                        inspection.require(
                                inspection
                                        .others("aws_ecr_lifecycle_policy")
                                        .anyMatch(policy -> repository.isNamedBy(policy.text("repository"))),
                                repository,
                                "has no aws_ecr_lifecycle_policy");
                    })));

    /** What a container may write is a volume of its task; a file system is reached over TLS, as the task, in one folder. */
    private static void writablePaths(Inspection inspection, Resource task) {
        Set<String> volumes = new HashSet<>();
        task.blocks("volume").forEach(volume -> {
            volumes.add(volume.path("name").asText());
            JsonNode files = Resource.at(volume, "efs_volume_configuration");
            inspection.require(
                    files.isMissingNode()
                            || Resource.at(files, "transit_encryption").asText().equals("ENABLED")
                                    && Resource.at(files, "authorization_config.iam")
                                            .asText()
                                            .equals("ENABLED")
                                    && !Resource.at(files, "authorization_config.access_point_id")
                                            .asText()
                                            .isEmpty(),
                    task,
                    "mounts " + volume.path("name").asText() + " without TLS, the task's role or an access point");
        });
        parse(task.text("container_definitions")).forEach(container -> container
                .path("mountPoints")
                .forEach(mount -> inspection.require(
                        volumes.contains(mount.path("sourceVolume").asText()),
                        task,
                        "container " + container.path("name").asText() + " mounts "
                                + mount.path("sourceVolume").asText() + ", which is no volume")));
    }

    private static void sessions(Inspection inspection) {
        inspection.each("aws_ecs_cluster", cluster -> {
            String insights = inspection.prod() ? "enhanced" : "enabled|enhanced";
            inspection.require(
                    cluster.blocks("setting").stream()
                            .anyMatch(setting -> setting.path("name").asText().equals("containerInsights")
                                    && setting.path("value").asText().matches(insights)),
                    cluster,
                    "has no containerInsights " + insights);
            inspection.require(
                    cluster.text("configuration.execute_command_configuration.logging")
                            .equals("OVERRIDE"),
                    cluster,
                    "does not log sessions");
            inspection.require(
                    !cluster.text("configuration.execute_command_configuration.kms_key_id")
                            .isEmpty(),
                    cluster,
                    "does not encrypt sessions");
        });
        inspection.each(
                "aws_ecs_service",
                service -> inspection.require(
                        !inspection.prod() || service.isFalse("enable_execute_command"),
                        service,
                        "lets people into containers"));
    }

    /** Two roles for each task, and none of them for another task too. */
    private static void roles(Inspection inspection) {
        Map<String, String> taken = new HashMap<>();
        inspection.each("aws_ecs_task_definition", task -> {
            inspection.require(
                    task.body().has("task_role_arn")
                            && !task.text("task_role_arn").equals(task.text("execution_role_arn")),
                    task,
                    "uses one role for both");
            for (String role : List.of(task.text("task_role_arn"), task.text("execution_role_arn"))) {
                String other = taken.put(role, task.address());
                inspection.require(
                        other == null || other.equals(task.address()), task, "has the role " + role + " of " + other);
            }
        });
    }

    private static void deployments(Inspection inspection) {
        inspection.each("aws_ecs_service", service -> {
            inspection.require(
                    service.text("platform_version").equals("LATEST"),
                    service,
                    "has platform_version " + service.text("platform_version"));
            boolean codeDeploy = service.text("deployment_controller.type").equals("CODE_DEPLOY");
            inspection.require(
                    codeDeploy
                            || service.isTrue("deployment_circuit_breaker.enable")
                                    && service.isTrue("deployment_circuit_breaker.rollback"),
                    service,
                    "has no deployment_circuit_breaker with rollback");
            inspection.require(
                    !codeDeploy
                            || inspection
                                    .others("aws_codedeploy_deployment_group")
                                    .anyMatch(group -> service.isNamedBy(group.text("ecs_service.service_name"))
                                            && group.isTrue("auto_rollback_configuration.enabled")
                                            && group.isTrue("alarm_configuration.enabled")),
                    service,
                    "has no deployment group that turns back what fails or alarms");
        });
        containers((container, report) -> {
                    String image = container.path("image").asText();
                    String tag = image.substring(image.lastIndexOf('}') + 1);
                    boolean own = image.startsWith("${") || image.contains(".dkr.ecr.");
                    report.accept(
                            image.contains("@sha256:") || own && tag.matches(".*:.+") && !tag.endsWith(":latest"),
                            "has image '" + image + "': name a digest, or a fixed tag in our own registry");
                })
                .accept(inspection);
    }

    /** Looks at every container of every task; what is reported names the container. */
    private static Consumer<Inspection> containers(BiConsumer<JsonNode, BiConsumer<Boolean, String>> look) {
        return inspection -> inspection.each("aws_ecs_task_definition", task -> {
            JsonNode containers = parse(task.text("container_definitions"));
            inspection.require(containers.isArray() && !containers.isEmpty(), task, "has no container_definitions");
            containers.forEach(container -> look.accept(
                    container,
                    (holds, message) -> inspection.require(
                            holds, task, "container " + container.path("name").asText() + " " + message)));
        });
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }
}
