package groundplan.controls;

import java.util.List;

/** Mistakes in tasks, images and functions. */
final class ComputeBreaks {
  private static final String ECS = "credlink/prod/us-east-1/ecs";
  private static final String ECR = "credlink/prod/us-east-1/ecr";
  private static final String SECRETS = "credlink/prod/us-east-1/secrets";
  private static final String TASK = "aws_ecs_task_definition.sign";
  private static final String CONTAINERS = "container_definitions";
  private static final String FUNCTION = "aws_lambda_function.rotation";

  private ComputeBreaks() {}

  static final List<Break> ALL = List.of(
      Break.set(ECS, "tasks with public addresses", "aws_ecs_service.sign", "network_configuration.assign_public_ip",
          "true"),
      Break.edit(ECS, "container writes to its image", TASK, CONTAINERS, "\"readonlyRootFilesystem\":true",
          "\"readonlyRootFilesystem\":false"),
      Break.edit(ECS, "container without a user", TASK, CONTAINERS, "\"user\":\"1000\",", ""),
      Break.edit(ECS, "container as root", TASK, CONTAINERS, "\"user\":\"1000\"", "\"user\":\"0:0\""),
      Break.edit(ECS, "privileged container", TASK, CONTAINERS, "\"privileged\":false", "\"privileged\":true"),
      Break.edit(ECS, "container keeps Linux capabilities", TASK, CONTAINERS, "\"drop\":[\"ALL\"]", "\"drop\":[]"),
      Break.set(ECS, "tasks see the host's processes", TASK, "pid_mode", "\"host\""),
      Break.edit(ECS, "secret in the environment", TASK, CONTAINERS, "\"environment\":[",
          "\"environment\":[{\"name\":\"API_TOKEN\",\"value\":\"correct-horse-battery\"},"),
      Break.edit(ECS, "container without logs", TASK, CONTAINERS, "logConfiguration", "logSettings"),
      Break.edit(ECS, "image by a moving tag", TASK, CONTAINERS, ":1.0.0\"", ":latest\""),
      Break.edit(ECS, "image from somebody else's registry", TASK, CONTAINERS,
          "${data.terraform_remote_state.ecr.outputs.repository_urls.sign}:1.0.0", "docker.io/library/node:22"),
      Break.set(ECS, "one role for the task's start and its code", TASK, "task_role_arn",
          "\"${aws_iam_role.sign_execution.arn}\""),
      Break.set(ECS, "people may enter containers", "aws_ecs_service.sign", "enable_execute_command", "true"),
      Break.drop(ECS, "sessions are not logged", "aws_ecs_cluster.main", "configuration"),
      Break.rewrite(ECS, "no container insights", "aws_ecs_cluster.main", "\"enhanced\"", "\"disabled\""),
      Break.set(ECS, "deployments do not roll back", "aws_ecs_service.sign", "deployment_circuit_breaker.rollback", "false"),
      Break.set(ECS, "old platform", "aws_ecs_service.sign", "platform_version", "\"1.3.0\""),
      Break.set(ECR, "image tags can be moved", "aws_ecr_repository.sign", "image_tag_mutability", "\"MUTABLE\""),
      Break.set(ECR, "images are not scanned", "aws_ecr_repository.sign", "image_scanning_configuration.scan_on_push",
          "false"),
      Break.drop(ECR, "images without our own key", "aws_ecr_repository.sign", "encryption_configuration"),
      Break.without(ECR, "images are kept for ever", "aws_ecr_lifecycle_policy.sign"),
      Break.set(SECRETS, "function on an old runtime", FUNCTION, "runtime", "\"python3.8\""),
      Break.drop(SECRETS, "function without traces", FUNCTION, "tracing_config"),
      Break.drop(SECRETS, "function without a dead letter queue", FUNCTION, "dead_letter_config"),
      Break.drop(SECRETS, "function's environment without our own key", FUNCTION, "kms_key_arn"),
      Break.drop(SECRETS, "function without a limit", FUNCTION, "reserved_concurrent_executions"),
      Break.drop(SECRETS, "anybody's secrets may call the function", "aws_lambda_permission.rotation_secretsmanager",
          "source_account"));
}
