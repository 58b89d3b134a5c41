package groundplan.controls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes in tasks, images and functions. */
final class ComputeBreaks {
    private static final String TASK = "aws_ecs_task_definition";
    private static final String CONTAINERS = "container_definitions";
    private static final String SERVICE = "aws_ecs_service";
    private static final String REPOSITORY = "aws_ecr_repository";
    private static final String FUNCTION = "aws_lambda_function";

    private ComputeBreaks() {}

    static final List<Break> ALL = List.of(
            Break.set("tasks with public addresses", SERVICE, "network_configuration.assign_public_ip", "true")
                    .offends("CKV_AWS_333"),
            first("container writes to its image", container -> container.put("readonlyRootFilesystem", false))
                    .offends("CKV_AWS_336"),
            first("container without a user", container -> container.remove("user")),
            first("container as root", container -> container.put("user", "0:0")),
            first("privileged container", container -> container.put("privileged", true)),
            first("container keeps Linux capabilities", container -> container.remove("linuxParameters")),
            first("secret in the environment", container -> container
                    .withArrayProperty("environment")
                    .addObject()
                    .put("name", "API_TOKEN")
                    .put("value", "correct-horse-battery")),
            first("secret from somewhere else", container -> container
                    .withArrayProperty("secrets")
                    .addObject()
                    .put("name", "API_TOKEN")
                    .put("valueFrom", "correct-horse-battery")),
            first("container without logs", container -> container.remove("logConfiguration")),
            first(
                    "image by a moving tag",
                    container -> container.put(
                            "image", container.path("image").asText().replaceFirst(":[^:}]*$", ":latest"))),
            first(
                    "image from somebody else's registry",
                    container -> container.put("image", "docker.io/library/node:22")),
            last("container beside another as root", container -> container.put("user", "0")),
            last(
                    "container beside another from somebody else's registry",
                    container -> container.put("image", "amazon/aws-xray-daemon:3.x")),
            last(
                            "container beside another writes to its image",
                            container -> container.put("readonlyRootFilesystem", false))
                    .offends("CKV_AWS_336"),
            Break.set("tasks see the host's processes", TASK, "pid_mode", "\"host\""),
            Break.change("one role for the task's start and its code", TASK, spot -> spot.body()
                    .set("task_role_arn", spot.body().get("execution_role_arn"))),
            Break.change("one role for two services", TASK, spot -> {
                ObjectNode other = (ObjectNode) spot.all(TASK).elements().next();
                spot.body().set("task_role_arn", other.get("task_role_arn"));
            }),
            Break.rewrite(
                    "file system mounted without TLS",
                    TASK,
                    "\"transit_encryption\":\"ENABLED\"",
                    "\"transit_encryption\":\"DISABLED\""),
            Break.rewrite("file system mounted by anybody", TASK, "\"iam\":\"ENABLED\"", "\"iam\":\"DISABLED\""),
            Break.rewrite("file system mounted as a whole", TASK, "access_point_id", "access_point"),
            Break.set("people may enter containers", SERVICE, "enable_execute_command", "true"),
            Break.set("deployments do not roll back", SERVICE, "deployment_circuit_breaker.rollback", "false"),
            Break.set("old platform", SERVICE, "platform_version", "\"1.3.0\""),
            Break.drop("sessions are not logged", "aws_ecs_cluster", "configuration"),
            Break.rewrite("no container insights", "aws_ecs_cluster", "\"enhanced\"", "\"disabled\""),
            Break.set("image tags can be moved", REPOSITORY, "image_tag_mutability", "\"MUTABLE\""),
            Break.set("images are not scanned", REPOSITORY, "image_scanning_configuration.scan_on_push", "false"),
            Break.drop("images without our own key", REPOSITORY, "encryption_configuration"),
            Break.without("images are kept for ever", "aws_ecr_lifecycle_policy"),
            Break.set("function on an old runtime", FUNCTION, "runtime", "\"python3.8\""),
            Break.drop("function without traces", FUNCTION, "tracing_config"),
            Break.drop("function without a dead letter queue", FUNCTION, "dead_letter_config"),
            Break.drop("function's environment without our own key", FUNCTION, "kms_key_arn"),
            Break.drop("function without a limit", FUNCTION, "reserved_concurrent_executions"),
            Break.change("access key in a function's environment", FUNCTION, spot -> spot.block("environment.variables")
                            .ifPresent(variables -> variables.put("AWS_ACCESS_KEY_ID", "AKIA" + "Q7".repeat(8))))
                    .offends("CKV_AWS_45"),
            Break.change("anybody's services may call the function", "aws_lambda_permission", spot -> spot.body()
                            .remove(List.of("source_account", "source_arn")))
                    .offends("CKV_AWS_364"));

    private static Break first(String what, Consumer<ObjectNode> make) {
        return Break.text(what, TASK, CONTAINERS, containers -> make.accept((ObjectNode) containers.path(0)));
    }

    /** In the last container of a task that has several. */
    private static Break last(String what, Consumer<ObjectNode> make) {
        return Break.text(what, TASK, CONTAINERS, containers -> {
            if (((ArrayNode) containers).size() > 1) {
                make.accept((ObjectNode) containers.path(containers.size() - 1));
            }
        });
    }
}
