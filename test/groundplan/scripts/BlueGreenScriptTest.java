package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.testing.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Versions that take turns, and tasks that are made to be run once. Each test has a service of its own. */
@Execution(ExecutionMode.CONCURRENT)
class BlueGreenScriptTest {
    private static final String DEPLOY = "deploy-service.sh";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "666677778888";
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        world = new World(ACCOUNT, "us-east-1")
                .with(
                        "turns",
                        "sarc-ng-cluster",
                        "sarc-ng-prod-",
                        "sarc-ng-api=api",
                        "sarc-ng-prod-web",
                        "sarc-ng-prod-slow",
                        "sarc-ng-prod-waiting",
                        "sarc-ng-prod-dry")
                .with(
                        "task",
                        "sarc-ng-cluster",
                        "sarc-ng-prod-schema",
                        "schema",
                        ACCOUNT + ".dkr.ecr.us-east-1.amazonaws.com/sarc-ng-prod-api:1.0.0");
        for (String service : List.of("api", "web", "slow", "waiting", "dry")) {
            world.file("source/" + service + "/Dockerfile", "FROM scratch\n");
        }
    }

    @Test
    @DisplayName("CodeDeploy brings a new revision, behind the port and on the capacity of the old one")
    void codeDeployBringsTheRevision() throws IOException {
        deploy(0, "api", "2").complains("deploys sarc-ng-api:2").complains("runs " + ACCOUNT);
        assertEquals("sarc-ng-api:2", runs("sarc-ng-api"));
        JsonNode appspec = JSON.readTree(
                deployments("api").get(0).at("/revision/appSpecContent/content").asText());
        JsonNode target = appspec.at("/Resources/0/TargetService");
        assertEquals("AWS::ECS::Service", target.path("Type").asText());
        assertEquals(
                "{\"ContainerName\":\"api\",\"ContainerPort\":8080}",
                target.at("/Properties/LoadBalancerInfo").toString());
        assertEquals(
                JSON.readTree("[{\"CapacityProvider\":\"FARGATE_SPOT\",\"Weight\":1,\"Base\":0}]"),
                target.at("/Properties/CapacityProviderStrategy"));
    }

    @Test
    @DisplayName("what fails is told, and the version before keeps its turn")
    void whatFailsKeepsTheFormerVersion() {
        deploy(1, "web", "broken-2")
                .complains("ended as Failed: the new tasks do not become healthy")
                .complains("sarc-ng-prod-web:1 still gets the traffic")
                .complains("was rolled back to sarc-ng-prod-web:1");
        assertEquals("sarc-ng-prod-web:1", runs("sarc-ng-prod-web"));
    }

    @Test
    @DisplayName("what takes too long is stopped, with the alarms ignored only when asked")
    void whatTakesTooLongIsStopped() {
        deploy(1, "slow", "stuck-2", "--ignore-alarms")
                .complains("is InProgress after 1 seconds; stopping it")
                .complains("was rolled back to sarc-ng-prod-slow:1");
        JsonNode deployment = deployments("slow").get(0);
        assertEquals("Stopped", deployment.path("status").asText());
        assertEquals(
                "{\"enabled\":false}",
                deployment.path("overrideAlarmConfiguration").toString());
    }

    @Test
    @DisplayName("new tasks that wait for a word wait on, or take over with --approve")
    void newTasksWaitForAWord() {
        deploy(3, "waiting", "2")
                .complains("the new tasks wait at the test port")
                .complains("aws deploy continue-deployment --region us-east-1 --deployment-id");
        assertEquals("sarc-ng-prod-waiting:1", runs("sarc-ng-prod-waiting"));
        deploy(0, "waiting", "3", "--approve");
        assertEquals("sarc-ng-prod-waiting:3", runs("sarc-ng-prod-waiting"));
    }

    @Test
    @DisplayName("a dry run begins no deployment, and a region that the environment is not in is refused")
    void aDryRunBeginsNothing() {
        deploy(0, "dry", "2", "--dry-run")
                .complains("would run: aws deploy create-deployment")
                .complains("--deployment-group-name sarc-ng-prod-dry");
        assertEquals(0, deployments("dry").size());
        deploy(2, "dry", "2", "--region", "eu-west-1").complains("sarc-ng prod is not in region 'eu-west-1'");
    }

    @Test
    @DisplayName("a task that is made to be run once runs its own command, where its definition says")
    void aOneOffTaskRunsWhereItsDefinitionSays() {
        world.run("run-task.sh", "sarc-ng", "prod", "schema")
                .exits(0)
                .complains("of sarc-ng-prod-schema:1 runs: its own command")
                .complains("done");
        world.run("run-task.sh", "sarc-ng", "prod", "schema", "--", "sh", "-c", "exit 4")
                .exits(4)
                .complains("ended with 4")
                .complains("the end of its log, /ecs/sarc-ng-prod-schema");
        world.run("run-task.sh", "sarc-ng", "prod", "schema", "--tag", "9")
                .exits(1)
                .complains("build and push it first");
        JsonNode tasks =
                world.aws("ecs", "list-tasks", "--cluster", "sarc-ng-cluster").path("taskArns");
        assertEquals(2, tasks.size(), tasks.toString());
        world.run("run-task.sh", "sarc-ng", "prod", "dry").exits(2).complains("give the command to run in its task");
    }

    private static Outcome deploy(int code, String service, String tag, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "sarc-ng",
                "prod",
                service,
                tag,
                "--folder",
                world.path("source/" + service).toString()));
        arguments.addAll(List.of(more));
        // Only what hangs is to end for lack of time, however slow the machine is.
        return world.run(
                        Map.of("DEPLOY_TIMEOUT_SECONDS", tag.startsWith("stuck") ? "1" : "120"),
                        DEPLOY,
                        arguments.toArray(String[]::new))
                .exits(code);
    }

    private static List<JsonNode> deployments(String service) {
        String name = "sarc-ng-prod-" + service;
        List<JsonNode> found = new ArrayList<>();
        world.aws("deploy", "list-deployments", "--application-name", name, "--deployment-group-name", name)
                .path("deployments")
                .forEach(id -> found.add(world.aws("deploy", "get-deployment", "--deployment-id", id.asText())
                        .path("deploymentInfo")));
        return found;
    }

    private static String runs(String service) {
        String arn = world.aws("ecs", "describe-services", "--cluster", "sarc-ng-cluster", "--services", service)
                .at("/services/0/taskDefinition")
                .asText();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
