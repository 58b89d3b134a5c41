package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** New versions of services: each test has a service of its own. */
@Execution(ExecutionMode.CONCURRENT)
class DeployScriptTest {
    private static final String SCRIPT = "ohi/deploy-ecs.sh";
    private static final String REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/";
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        world = new World("111122223333", "eu-west-1")
                .with(
                        "services",
                        "ohi-dev",
                        "ohi-dev-",
                        "ohi-dev-api",
                        "ohi-dev-blnk-api",
                        "ohi-dev-clickhouse",
                        "ohi-dev-graphql",
                        "ohi-dev-provider-api",
                        "ohi-dev-reindexer",
                        "ohi-dev-sse");
        for (String service : List.of("api", "blnk-api", "graphql", "reindexer")) {
            world.file("backend/" + service + "/Dockerfile", "FROM scratch\n");
        }
        world.file("backend/Dockerfile.sse", "FROM scratch\n");
    }

    @Test
    @DisplayName(
            "a new version is built for the tasks' processor, pushed, and run as a revision with another image alone")
    void aNewVersionIsANewRevision() {
        world.run(SCRIPT, "dev", "api", "1a2b3c4").exits(0);
        assertEquals(
                "build --pull --platform linux/arm64 --file " + path("api/Dockerfile") + " --tag " + REGISTRY
                        + "ohi-dev-api:1a2b3c4 " + path(""),
                world.asked("docker", "ohi-dev-api:1a2b3c4").get(0));
        assertEquals(
                "push " + REGISTRY + "ohi-dev-api:1a2b3c4",
                world.asked("docker", "ohi-dev-api:1a2b3c4").get(1));
        assertEquals("ohi-dev-api:2", runs("api"));
        JsonNode before = definition("ohi-dev-api:1");
        JsonNode after = definition("ohi-dev-api:2");
        assertEquals(
                REGISTRY + "ohi-dev-api:1a2b3c4",
                after.at("/taskDefinition/containerDefinitions/0/image").asText());
        for (String kept : List.of(
                "/cpu",
                "/memory",
                "/taskRoleArn",
                "/executionRoleArn",
                "/runtimePlatform",
                "/networkMode",
                "/containerDefinitions/0/environment",
                "/containerDefinitions/0/secrets",
                "/containerDefinitions/0/logConfiguration",
                "/containerDefinitions/1")) {
            assertEquals(before.at("/taskDefinition" + kept), after.at("/taskDefinition" + kept), kept);
        }
        assertEquals(
                "[{\"key\":\"System\",\"value\":\"shop\"},{\"key\":\"replaces\",\"value\":\"ohi-dev-api:1\"}]",
                after.path("tags").toString());
    }

    @Test
    @DisplayName("the new revision is made from what Terraform wrote last, not from what runs")
    void terraformsLastWordCounts() {
        JsonNode written = definition("ohi-dev-graphql:1").path("taskDefinition");
        world.aws(
                "ecs",
                "register-task-definition",
                "--family",
                "ohi-dev-graphql",
                "--cpu",
                "1024",
                "--memory",
                "2048",
                "--requires-compatibilities",
                "FARGATE",
                "--network-mode",
                "awsvpc",
                "--container-definitions",
                written.path("containerDefinitions").toString());
        // It retires its own former one.
        world.aws("ecs", "deregister-task-definition", "--task-definition", "ohi-dev-graphql:1");
        world.run(SCRIPT, "dev", "graphql", "2").exits(0);
        assertEquals("ohi-dev-graphql:3", runs("graphql"));
        assertEquals(
                "1024",
                definition("ohi-dev-graphql:3").at("/taskDefinition/cpu").asText());
    }

    @Test
    @DisplayName("what ECS takes back is a failure, and the version before runs")
    void whatEcsTakesBackIsAFailure() {
        world.run(SCRIPT, "dev", "reindexer", "broken-1")
                .exits(1)
                .complains("tasks failed to start")
                .complains("ECS itself rolled back to ohi-dev-reindexer:1")
                .complains("was rolled back to ohi-dev-reindexer:1");
        assertEquals("ohi-dev-reindexer:1", runs("reindexer"));
    }

    @Test
    @DisplayName("what does not become stable in time is taken back by the script, even to a retired revision")
    void whatDoesNotBecomeStableIsTakenBack() {
        world.aws(
                "ecs",
                "register-task-definition",
                "--family",
                "ohi-dev-sse",
                "--container-definitions",
                definition("ohi-dev-sse:1")
                        .at("/taskDefinition/containerDefinitions")
                        .toString(),
                "--memory",
                "512");
        world.aws("ecs", "deregister-task-definition", "--task-definition", "ohi-dev-sse:1");
        world.run(SCRIPT, "dev", "sse", "broken-1")
                .exits(1)
                .complains("not stable after 1 seconds")
                .complains("rolling back to ohi-dev-sse:1")
                .complains("was rolled back to ohi-dev-sse:1");
        assertEquals("ohi-dev-sse:4", runs("sse"));
        assertEquals(
                REGISTRY + "ohi-dev-sse:1.0.0",
                definition("ohi-dev-sse:4")
                        .at("/taskDefinition/containerDefinitions/0/image")
                        .asText());
    }

    @Test
    @DisplayName("a dry run says what it would do, and changes nothing")
    void aDryRunChangesNothing() {
        Outcome outcome = world.run(SCRIPT, "dev", "blnk-api", "3", "--dry-run").exits(0);
        outcome.complains("would run: docker build")
                .complains("would run: docker push")
                .complains("would register")
                .complains("would run: aws ecs update-service");
        assertEquals(List.of(), world.asked("docker", "blnk-api"));
        assertEquals("ohi-dev-blnk-api:1", runs("blnk-api"));
        assertEquals(
                1,
                world.aws("ecs", "list-task-definitions", "--family-prefix", "ohi-dev-blnk-api")
                        .path("taskDefinitionArns")
                        .size());
    }

    @Test
    @DisplayName("--build-only ends after the push")
    void buildOnlyEndsAfterThePush() {
        world.file("backend/provider-api/Dockerfile", "FROM scratch\n");
        world.run(SCRIPT, "dev", "provider-api", "4", "--build-only").exits(0);
        assertEquals(2, world.asked("docker", "provider-api:4").size());
        assertEquals("ohi-dev-provider-api:1", runs("provider-api"));
        world.run(SCRIPT, "dev", "provider-api", "4", "--dry-run").exits(0).complains("is not built again");
    }

    @Test
    @DisplayName("what cannot be done is said before anything is changed")
    void whatCannotBeDoneIsSaid() {
        world.run(Map.of("BACKEND_DIR", path("nowhere")), SCRIPT, "dev", "api", "5")
                .exits(1)
                .complains("there is no folder");
        world.file("elsewhere/README.md", "");
        world.run(SCRIPT, "dev", "api", "5", "--folder", world.path("elsewhere").toString())
                .exits(1)
                .complains("api has no Dockerfile; it would be one of: " + world.path("elsewhere/Dockerfile.api"));
        world.run(SCRIPT, "dev", "clickhouse", "5").exits(1).complains("is not from ECR");
        world.run(Map.of("AWS_ACCESS_KEY_ID", "999988887777"), SCRIPT, "dev", "api", "5")
                .exits(1)
                .complains("these credentials are for account 999988887777, but ohi dev is in account 111122223333");
        world.run(SCRIPT, "prod", "api", "5")
                .exits(1)
                .complains("there is no cluster ohi-prod in eu-west-1")
                .complains("groundplan run ohi/prod apply");
    }

    @Test
    @DisplayName("arguments that make no sense are usage errors that say what would be right")
    void wrongArgumentsAreUsageErrors() {
        world.run(SCRIPT).exits(2).complains("expects ENV SERVICE TAG").complains("Try: deploy-ecs.sh --help");
        world.run(SCRIPT, "test", "api", "1")
                .exits(2)
                .complains("ohi has no environment 'test'; it has: dev prod staging");
        world.run(SCRIPT, "dev", "web", "1")
                .exits(2)
                .complains("cluster ohi-dev has no service for 'web'")
                .complains("ohi-dev-api ohi-dev-blnk-api ohi-dev-clickhouse");
        world.run(SCRIPT, "dev", "api", "latest").exits(2).complains("name a version");
        world.run(SCRIPT, "dev", "api", "a b").exits(2).complains("is not a valid image tag");
        world.run(SCRIPT, "dev", "api", "1", "--fast").exits(2).complains("there is no option --fast");
        world.run(SCRIPT, "dev", "api", "1", "--folder").exits(2).complains("--folder needs a value");
        world.run(Map.of("DEPLOY_TIMEOUT_SECONDS", "soon"), SCRIPT, "dev", "provider-api", "1.0.0")
                .exits(2)
                .complains("whole number of seconds");
        world.run(SCRIPT, "--help").exits(0).prints("usage: deploy-ecs.sh ENV SERVICE TAG");
    }

    private static String path(String name) {
        return world.path("backend/" + name).toString();
    }

    private static String runs(String service) {
        String arn = world.aws("ecs", "describe-services", "--cluster", "ohi-dev", "--services", "ohi-dev-" + service)
                .at("/services/0/taskDefinition")
                .asText();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static JsonNode definition(String revision) {
        JsonNode definition =
                world.aws("ecs", "describe-task-definition", "--task-definition", revision, "--include", "TAGS");
        assertTrue(definition.has("taskDefinition"), revision);
        return definition;
    }
}
