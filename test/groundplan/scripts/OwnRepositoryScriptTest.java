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
                .with("services", "shop-dev", "shop-dev-", "shop-dev-web", "shop-dev-mail", "shop-dev-post")
                .with("services", "market", "shop-dev-", "shop-dev-stall", "shop-dev-till")
                .file(
                        "own/environments/shop/system.yaml",
                        "region: eu-central-1 # Frankfurt\naccount_id: '444455556666'\n")
                .file("own/environments/shop/dev/environment.yaml", "units: {}\n")
                .file("own/environments/shop/prod/environment.yaml", "units: {}\n")
                .file("own/web/Dockerfile", "FROM scratch\n")
                .file("own/stall/Dockerfile", "FROM scratch\n")
                .file("own/post/Dockerfile", "FROM scratch\n")
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

    /** As after {@code apply --emulator} and {@code eval "$(groundplan env)"}. */
    @Test
    void onTheEmulatorTheAccountIsThatOfTheSettings() {
        world.in("own");
        world.run(Map.of("AWS_ACCESS_KEY_ID", "test"), SCRIPT, "shop", "dev", "post", "1")
                .exits(0)
                .complains("on the emulator at " + world.url() + ", in account 444455556666");
        assertEquals("shop-dev-post:2", runs("shop-dev", "shop-dev-post"));
        world.run(Map.of("AWS_ACCESS_KEY_ID", "123456789012"), SCRIPT, "shop", "dev", "post", "2")
                .exits(1)
                .complains("these credentials are for account 123456789012, but shop dev is in account 444455556666");
    }

    @Test
    void theClusterIsThatOfTheLiveTree() {
        String unit = "terragrunt/shop/dev/eu-central-1/";
        String settings = "region: eu-central-1\naccount_id: \"444455556666\"\n";
        world.file("market/environments/shop/system.yaml", settings)
                .file("market/environments/shop/dev/environment.yaml", "units: {}\n")
                .file("market/" + unit + "kms/main.tf.json", "{\"resource\": {\"aws_kms_key\": {\"main\": {}}}}")
                .file(
                        "market/" + unit + "compute/ecs/main.tf.json",
                        "{\"resource\": {\"aws_ecs_cluster\": {\"main\": {\"name\": \"market\"}}}}")
                .file("market/till/Dockerfile", "FROM scratch\n")
                .in("market");
        world.run(SCRIPT, "shop", "dev", "till", "1").exits(0);
        assertEquals("shop-dev-till:2", runs("market", "shop-dev-till"));
        world.run(SCRIPT, "shop", "dev", "web", "1")
                .exits(2)
                .complains("cluster market has no service for 'web'; its services are: shop-dev-stall shop-dev-till");
    }

    @Test
    void aClusterMayHaveAnyName() {
        world.in("own");
        world.run(SCRIPT, "shop", "dev", "stall", "1")
                .exits(2)
                .complains(
                        "cluster shop-dev has no service for 'stall'; its services are: shop-dev-mail shop-dev-post shop-dev-web");
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
