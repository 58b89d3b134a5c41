package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** H2O's backend through its versions: 1.0.0 by Terraform, then a good one, one that does not answer, and back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class H2oScriptsTest {
    private static final String DEPLOY = "h2o/deploy.sh";
    private static final String ROLLBACK = "h2o/rollback.sh";
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        world = new World("333344445555", "us-east-1")
                .with("services", "h2o-prod", "h2o-", "h2o-backend")
                .with("app", "h2o-prod-frontend")
                .file("frontend/package.json", "{}")
                .file("backend/Dockerfile", "FROM scratch\n");
    }

    @Test
    @Order(1)
    @DisplayName("a version that answers stays")
    void aVersionThatAnswersStays() {
        world.run(ROLLBACK, "prod").exits(1).complains("is the first revision of h2o-backend");
        world.run(Map.of("SMOKE_TEST_URL", world.url() + "/moto-api/"), DEPLOY, "prod", "--tag", "2")
                .exits(0)
                .complains("/moto-api/ responds");
        assertEquals("h2o-backend:2", runs());
    }

    @Test
    @Order(2)
    @DisplayName("a version that runs and does not answer is taken back")
    void aVersionThatDoesNotAnswerIsTakenBack() {
        world.run(DEPLOY, "prod", "--tag", "3", "--url", world.url() + "/moto-api/nothing/here")
                .exits(1)
                .complains("does not respond with success after 1 tries")
                .complains("was rolled back to h2o-backend:2");
        assertEquals("h2o-backend:2", runs());
    }

    @Test
    @Order(3)
    @DisplayName("a rollback leads to what ran before, past a version that never stayed")
    void aRollbackLeadsToWhatRanBefore() {
        world.run(DEPLOY, "prod", "--tag", "4", "--url", world.url() + "/moto-api/")
                .exits(0);
        assertEquals("h2o-backend:4", runs());
        world.run(ROLLBACK, "prod", "--dry-run").exits(0).complains("would run: aws ecs update-service");
        assertEquals("h2o-backend:4", runs());
        world.run(ROLLBACK, "prod").exits(0).complains("runs h2o-backend:2 again");
        assertEquals("h2o-backend:2", runs());
    }

    @Test
    @Order(4)
    @DisplayName("a rollback leads to the revision that is named")
    void aRollbackLeadsToTheRevisionThatIsNamed() {
        world.run(ROLLBACK, "prod", "1").exits(0);
        assertEquals("h2o-backend:1", runs());
        world.run(ROLLBACK, "prod", "99")
                .exits(2)
                .complains("there is no h2o-backend:99; h2o-backend runs h2o-backend:1");
    }

    @Test
    @Order(5)
    @DisplayName("arguments that make no sense are usage errors that say what would be right")
    void wrongArgumentsAreUsageErrors() {
        world.run(DEPLOY).exits(2).complains("expects ENV");
        world.run(DEPLOY, "staging").exits(2).complains("h2o has no environment 'staging'; it has: dev prod");
        world.run(DEPLOY, "prod", "--tag", "2", "--url", "h2o").exits(2).complains("use one that begins with https://");
        world.run(ROLLBACK, "prod", "previous").exits(2).complains("is not a revision; use a number");
        world.run(DEPLOY, "prod", "--dry-run", "--tag", "5")
                .exits(0)
                .complains("would request https://origin.h2o.example.com/health");
    }

    @Test
    @Order(6)
    @DisplayName("the frontend is built and handed to Amplify, whose verdict counts")
    void theFrontendIsHandedToAmplify() {
        String script = "h2o/deploy-frontend.sh";
        world.file("frontend/next/index.html", "<html>").file("frontend/next/.well-known/security.txt", "");
        world.run(script, "prod", "--dry-run").exits(0).complains("would run: aws amplify create-deployment");
        world.run(script, "prod")
                .exits(0)
                .complains("deployment 1 of branch main")
                .complains("the new version is live");
        world.run(script, "prod", "--branch", "next").exits(1).complains("cannot create a deployment to branch next");
        world.run(script, "dev").exits(1).complains("there is no app h2o-dev-frontend");
        world.run(script, "test").exits(2).complains("it has: dev prod");
    }

    private static String runs() {
        String arn = world.aws("ecs", "describe-services", "--cluster", "h2o-prod", "--services", "h2o-backend")
                .at("/services/0/taskDefinition")
                .asText();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
