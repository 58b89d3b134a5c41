package groundplan.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import groundplan.testing.Synthesized;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The role to deploy with may make every call that the deployment scripts make. */
class DeploymentScriptsTest {
    private static final Pattern CALL = Pattern.compile("\\baws ([a-z0-9]+) ([a-z0-9]+(?:-[a-z0-9]+)*)");

    /** Commands of which the name is not that of the action, and those that several calls are made for. */
    private static final Map<String, List<String>> ACTIONS = Map.ofEntries(
            Map.entry("deploy", List.of("codedeploy")),
            Map.entry("ecr get-login-password", List.of("ecr:GetAuthorizationToken")),
            Map.entry("lambda wait", List.of("lambda:GetFunction")),
            Map.entry("s3 cp", List.of("s3:GetObject", "s3:PutObject", "s3:GetObjectTagging", "s3:PutObjectTagging")),
            Map.entry("s3 sync", List.of("s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject")),
            Map.entry("s3api head-bucket", List.of("s3:ListBucket")),
            Map.entry("s3api head-object", List.of("s3:GetObject")),
            Map.entry("s3api put-object", List.of("s3:PutObject")),
            // Everybody may ask who they are.
            Map.entry("sts get-caller-identity", List.of()));

    /** These scripts work with the roles to plan and to apply. */
    private static final Set<String> OF_OTHER_ROLES = Set.of("infrastructure.sh", "deploy-infrastructure.sh");

    private static final Synthesized ENV = Synthesized.of(
            """
      boundary:
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      storage:
      certificate:
        domain_name: www.example.com
      ecr:
        repositories:
          api: {}
      ecs:
        ecr: ecr
        services:
          api:
            image: {repository: api, tag: "1.0.0"}
      cluster:
        kind: ecs-cluster
      balanced:
        kind: ecs-alb-service
        name: balanced
        cluster: cluster
        service:
          image: {repository: api, tag: "1.0.0"}
          port: 8080
          routing: {priority: 10, path_patterns: [/*], protocol: HTTP}
          deployment: {deploys: pipeline}
        blue_green:
          test_port: 9443
        load_balancer: {require_web_acl: false}
        units: {ecr: ecr, storage: storage}
      orders:
        kind: lambda-sqs-consumer
        function:
          description: Takes orders.
          deployment:
            deploys: pipeline
            deployment_config_name: CodeDeployDefault.LambdaCanary10Percent5Minutes
      app:
        kind: amplify
      site:
        kind: cloudfront
        origins:
          hosting:
            bucket: {}
        behaviors:
          pages: {origin: hosting}
        viewers:
          aliases: [www.example.com]
          require_web_acl: false
        access_logs: {enabled: false}
      github:
        repository: shop/shop
        ecr: us-east-1/ecr
        ecs: us-east-1/ecs
        deploy:
          tasks: [api]
          alb_services: [us-east-1/balanced]
          lambda_sqs_consumers: [us-east-1/orders]
          cloudfront: site
          amplify: us-east-1/app
      """);

    @Test
    @DisplayName("every call of a script is allowed to the role that runs it")
    void everyCallIsAllowed() {
        Set<String> allowed = StreamSupport.stream(
                        ENV.unit("github")
                                .policy("aws_iam_role_policy.deploy", "policy")
                                .path("Statement")
                                .spliterator(),
                        false)
                .flatMap(statement -> statement.findValues("Action").stream())
                .flatMap(action -> action.isTextual()
                        ? List.of(action.asText()).stream()
                        : StreamSupport.stream(action.spliterator(), false).map(one -> one.asText()))
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        Set<String> calls = new TreeSet<>();
        for (Path script : Repository.files("scripts", ".sh")) {
            if (OF_OTHER_ROLES.contains(script.getFileName().toString())) {
                continue;
            }
            CALL.matcher(Repository.text(script)).results().forEach(call -> {
                calls.add(call.group(1) + " " + call.group(2));
                actions(call.group(1), call.group(2)).stream()
                        .filter(action -> !allowed.contains(action))
                        .forEach(action -> missing.add(script.getFileName() + ": " + action));
            });
        }
        assertTrue(calls.containsAll(Set.of("ecs update-service", "lambda update-alias", "s3 sync")), calls.toString());
        assertEquals(Set.of(), missing);
    }

    private static List<String> actions(String service, String command) {
        List<String> given = ACTIONS.get(service + " " + command);
        if (given != null) {
            return given;
        }
        String prefix = ACTIONS.getOrDefault(service, List.of(service)).get(0);
        return List.of(prefix + ":"
                + Arrays.stream(command.split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining()));
    }
}
