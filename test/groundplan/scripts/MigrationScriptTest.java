package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commands in one-off tasks. The emulator runs nothing: a command with "exit 3" in it ends with 3. */
@Execution(ExecutionMode.CONCURRENT)
class MigrationScriptTest {
    private static final String SCRIPT = "ohi/run-migrations.sh";
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        world = new World("111122223333", "eu-west-1")
                .with(
                        "services",
                        "ohi-staging",
                        "ohi-staging-",
                        "ohi-staging-api",
                        "ohi-staging-graphql",
                        "ohi-staging-sse");
    }

    @Test
    @DisplayName("migrations run in the service's network, with what the service runs, and never on Spot")
    void migrationsRunLikeTheService() {
        world.run(SCRIPT, "staging", "up")
                .exits(0)
                .complains("of ohi-staging-api:1 runs: npm run migrate -- up")
                .complains("done");
        JsonNode task = tasks("ohi-staging-api").get(0);
        assertEquals(
                "[\"npm\",\"run\",\"migrate\",\"--\",\"up\"]",
                task.at("/overrides/containerOverrides/0/command").toString());
        assertEquals("api", task.at("/overrides/containerOverrides/0/name").asText());
        assertEquals("FARGATE", task.path("launchType").asText());
        String subnet = world.aws(
                        "ecs", "describe-services", "--cluster", "ohi-staging", "--services", "ohi-staging-api")
                .at("/services/0/networkConfiguration/awsvpcConfiguration/subnets/0")
                .asText();
        assertEquals(subnet, task.at("/attachments/0/details/0/value").asText());
    }

    @Test
    @DisplayName("the exit code of the container is passed on, and the end of its log is shown")
    void theExitCodeIsPassedOn() {
        world.run(SCRIPT, "staging", "down", "--service", "sse", "--command", "sh -c exit 3")
                .exits(3)
                .complains("ended with 3: Essential container in task exited")
                .complains("the end of its log, /ecs/ohi-staging-sse")
                .complains("it was to run: sh -c exit 3 down");
    }

    @Test
    @DisplayName("before a deployment, migrations run with the new image, and the service stays at its own")
    void migrationsRunWithTheNewImage() {
        world.run(SCRIPT, "staging", "up", "--service", "graphql", "--tag", "2")
                .exits(1)
                .complains("build and push it first");
        world.aws(
                "ecr",
                "put-image",
                "--repository-name",
                "ohi-staging-graphql",
                "--image-tag",
                "2",
                "--image-manifest-media-type",
                "application/vnd.oci.image.manifest.v1+json",
                "--image-manifest",
                "{\"schemaVersion\":2,\"config\":{\"digest\":\"2\"},\"layers\":[]}");
        world.run(SCRIPT, "staging", "up", "--service", "graphql", "--tag", "2")
                .exits(0)
                .complains("of ohi-staging-graphql:2 runs: npm run migrate -- up");
        assertEquals(
                "ohi-staging-graphql:1",
                last(world.aws(
                                "ecs",
                                "describe-services",
                                "--cluster",
                                "ohi-staging",
                                "--services",
                                "ohi-staging-graphql")
                        .at("/services/0/taskDefinition")));
    }

    @Test
    @DisplayName("a dry run starts nothing, and neither does a wrong direction")
    void aDryRunStartsNothing() {
        world.run(Map.of("MIGRATION_COMMAND", "bin/migrate"), "ohi/run-migrations.sh", "staging", "status", "--dry-run")
                .exits(0)
                .complains("would run: aws ecs run-task")
                .complains("bin/migrate");
        world.run(SCRIPT, "staging", "sideways").exits(2).complains("use up, down or status");
        world.run(SCRIPT, "staging").exits(2).complains("expects ENV up|down|status");
        world.run(SCRIPT, "qa", "up").exits(2).complains("it has: dev prod staging");
        assertEquals(List.of(), tasks("bin/migrate"));
    }

    @Test
    @DisplayName("any system's service runs any command")
    void anySystemsServiceRunsAnyCommand() {
        world.run("run-task.sh", "ohi", "staging", "sse", "--dry-run", "--", "alembic", "upgrade", "--sql", "head")
                .exits(0)
                .complains("alembic")
                .complains("--sql");
        world.run("run-task.sh", "shop", "dev", "api", "--", "true").exits(2).complains("there is no system 'shop'");
        world.run("run-task.sh", "h2o", "staging", "api", "--", "true")
                .exits(2)
                .complains("h2o has no environment 'staging'; it has: dev prod");
    }

    /** Tasks that were started with this in what is known of them. */
    private static List<JsonNode> tasks(String word) {
        JsonNode arns =
                world.aws("ecs", "list-tasks", "--cluster", "ohi-staging").path("taskArns");
        List<JsonNode> found = new ArrayList<>();
        if (!arns.isEmpty()) {
            List<String> command =
                    new ArrayList<>(List.of("ecs", "describe-tasks", "--cluster", "ohi-staging", "--tasks"));
            arns.forEach(arn -> command.add(arn.asText()));
            world.aws(command.toArray(String[]::new)).path("tasks").forEach(task -> {
                if (task.toString().contains(word)) {
                    found.add(task);
                }
            });
        }
        return found;
    }

    private static String last(JsonNode arn) {
        return arn.asText().substring(arn.asText().lastIndexOf('/') + 1);
    }
}
