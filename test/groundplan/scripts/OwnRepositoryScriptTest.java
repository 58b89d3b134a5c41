package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.Outcome;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scripts for the settings of another repository: they are in the program's folder, and its settings are not. */
class OwnRepositoryScriptTest {
    private static final String SCRIPT = "deploy-service.sh";
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        world = new World("444455556666", "eu-central-1")
                .with("services", "shop-dev", "shop-dev-", "shop-dev-web", "shop-dev-mail")
                .with("services", "market", "shop-dev-", "shop-dev-stall")
                .file(
                        "own/environments/shop/system.yaml",
                        "region: eu-central-1 # Frankfurt\naccount_id: '444455556666'\n")
                .file("own/environments/shop/dev/environment.yaml", "units: {}\n")
                .file("own/environments/shop/prod/environment.yaml", "units: {}\n")
                .file("own/web/Dockerfile", "FROM scratch\n")
                .file("own/stall/Dockerfile", "FROM scratch\n")
                .file("own/docs/README.md", "")
                .file("elsewhere/README.md", "")
                .file("elsewhere/mail/Dockerfile", "FROM scratch\n");
    }

    @Test
    void theSettingsAreThoseAboveTheCurrentFolder() {
        world.in("own/docs");
        world.run(SCRIPT, "shop", "dev", "web", "1a2b3c4").exits(0);
        assertEquals("shop-dev-web:2", runs("shop-dev", "shop-dev-web"));
        world.run(SCRIPT, "ohi", "dev", "web", "1").exits(2).complains("there is no system 'ohi'; there are: shop");
    }

    @Test
    void theSettingsAreThoseThatAreNamed() {
        world.in("elsewhere");
        String own = world.path("own").toString();
        world.run(SCRIPT, "shop", "dev", "mail", "1", "--project", own, "--folder", "mail")
                .exits(0);
        assertEquals("shop-dev-mail:2", runs("shop-dev", "shop-dev-mail"));
        world.run(Map.of("GROUNDPLAN_PROJECT", own), SCRIPT, "shop", "dev", "mail", "2", "--folder", "mail")
                .exits(0);
        assertEquals("shop-dev-mail:3", runs("shop-dev", "shop-dev-mail"));
        world.run(SCRIPT, "shop", "dev", "mail", "1", "--project", ".")
                .exits(2)
                .complains("there are no settings in .; they would be environments/SYSTEM/system.yaml");
    }

    @Test
    void aClusterMayHaveAnyName() {
        world.in("own");
        world.run(SCRIPT, "shop", "dev", "stall", "1")
                .exits(2)
                .complains("cluster shop-dev has no service for 'stall'; its services are: shop-dev-mail shop-dev-web");
        world.run(SCRIPT, "shop", "dev", "stall", "1", "--cluster", "market").exits(0);
        assertEquals("shop-dev-stall:2", runs("market", "shop-dev-stall"));
    }

    @Test
    void aHintNamesTheCommandOfTheRepository() {
        world.in("own");
        Outcome before = world.run(SCRIPT, "shop", "prod", "web", "1").exits(1);
        before.complains("/groundplan run shop/prod apply");
        world.standIn("groundplanw", "exit 0").shell("mv ../bin/groundplanw .").exits(0);
        world.run(SCRIPT, "shop", "prod", "web", "1")
                .exits(1)
                .complains("has ./groundplanw run shop/prod apply created it?");
        world.standIn("groundplan", "exit 0");
        world.run(Map.of("GROUNDPLAN_COMMAND", "groundplan"), SCRIPT, "shop", "prod", "web", "1")
                .exits(1)
                .complains("has groundplan run shop/prod apply created it?");
    }

    private static String runs(String cluster, String service) {
        return world.aws("ecs", "describe-services", "--cluster", cluster, "--services", service)
                .at("/services/0/taskDefinition")
                .asText()
                .replaceFirst(".*/", "");
    }
}
