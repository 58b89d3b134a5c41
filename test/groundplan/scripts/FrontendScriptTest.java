package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A site through its life: empty, first version, second version, the same again, and back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FrontendScriptTest {
    private static final String SCRIPT = "ohi/deploy-frontend.sh";
    private static final String HOSTING = "ohi-dev-frontend-hosting";
    private static final String BACKUP = "ohi-dev-frontend-backup";
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        world = new World("111122223333", "eu-west-1")
                .with("site", HOSTING, BACKUP)
                .file("frontend/package.json", "{}");
    }

    @Test
    @Order(1)
    @DisplayName("a dry run builds nothing and puts nothing")
    void aDryRunPutsNothing() {
        version("DiwrgTda");
        world.run(SCRIPT, "dev", "--dry-run").exits(0).complains("would build").complains("would run: aws cloudfront");
        assertEquals(0, world.asked("npm", "").size());
        assertEquals("{}", objects(HOSTING).toString());
    }

    @Test
    @Order(2)
    @DisplayName("hashed files are kept for a year, pages are asked for each time, others as the distribution says")
    void filesHaveTheHeadersThatTheyNeed() {
        world.file("frontend/next/only-old.txt", "old").file("frontend/next/assets/apple-icon-precomposed.png", "");
        world.run(SCRIPT, "dev").exits(0).complains("there is nothing to back up");
        assertEquals("public, max-age=31536000, immutable", header("assets/index-DiwrgTda.js"));
        assertEquals("no-cache", header("index.html"));
        assertEquals("no-cache", header("sw.js"));
        assertEquals("", header("robots.txt"));
        assertEquals("", header("assets/apple-icon-precomposed.png"), "its name holds no hash");
        assertEquals(1, invalidations());
        assertEquals("{}", objects(BACKUP).toString(), "there was nothing to keep");
    }

    @Test
    @Order(3)
    @DisplayName(
            "the version before is kept whole, and what the new one has not goes, but for what open pages still load")
    void theVersionBeforeIsKept() {
        version("Xq81nnnn");
        world.run(SCRIPT, "dev").exits(0);
        assertEquals(
                Set.of(
                        "assets/apple-icon-precomposed.png",
                        "assets/index-DiwrgTda.js",
                        "assets/index-Xq81nnnn.js",
                        "index.html",
                        "robots.txt",
                        "sw.js"),
                objects(HOSTING).keySet());
        assertEquals(
                Set.of(
                        "assets/apple-icon-precomposed.png",
                        "assets/index-DiwrgTda.js",
                        "index.html",
                        "only-old.txt",
                        "robots.txt",
                        "sw.js"),
                objects(BACKUP).keySet());
        assertEquals(2, invalidations());
    }

    @Test
    @Order(4)
    @DisplayName("the same version again does not push the version before out of the backup")
    void theSameVersionAgainKeepsTheBackup() {
        world.run(SCRIPT, "dev", "--dry-run").exits(0).complains("already has this build");
    }

    @Test
    @Order(5)
    @DisplayName("a rollback puts back files of the same size too, with their headers")
    void aRollbackPutsTheVersionBeforeBack() {
        TreeMap<String, String> kept = objects(BACKUP);
        assertNotEquals(kept.get("index.html"), objects(HOSTING).get("index.html"));
        world.run(SCRIPT, "dev", "--rollback").exits(0);
        TreeMap<String, String> shown = objects(HOSTING);
        kept.forEach((key, content) -> assertEquals(content, shown.get(key), key));
        assertEquals("no-cache", header("index.html"));
        assertEquals(3, invalidations());
    }

    @Test
    @Order(6)
    @DisplayName("what cannot be done is said before anything is changed")
    void whatCannotBeDoneIsSaid() {
        world.run(SCRIPT, "staging").exits(1).complains("there is no bucket ohi-staging-frontend-hosting");
        world.run(SCRIPT, "dev", "--output", "public").exits(1).complains("wrote no index.html to public");
        world.run(SCRIPT, "dev", "--folder", world.path("nowhere").toString())
                .exits(1)
                .complains("nowhere/package.json");
        world.run(SCRIPT).exits(2).complains("expects ENV");
        world.run(SCRIPT, "dev", "now").exits(2).complains("wrong number of arguments (2)");
        world.run(SCRIPT, "live").exits(2).complains("it has: dev prod staging");
        world.run(SCRIPT, "dev", "--back").exits(2).complains("there is no option --back");
    }

    private static void version(String hash) {
        world.without("frontend/next")
                .file("frontend/next/index.html", "<script src=/assets/index-" + hash + ".js></script>")
                .file("frontend/next/assets/index-" + hash + ".js", "js " + hash)
                .file("frontend/next/robots.txt", hash)
                .file("frontend/next/sw.js", "");
    }

    /** ETag by key. */
    private static TreeMap<String, String> objects(String bucket) {
        TreeMap<String, String> objects = new TreeMap<>();
        JsonNode listed = world.aws("s3api", "list-objects-v2", "--bucket", bucket);
        listed.path("Contents")
                .forEach(object -> objects.put(
                        object.path("Key").asText(), object.path("ETag").asText()));
        return objects;
    }

    private static String header(String key) {
        return world.aws("s3api", "head-object", "--bucket", HOSTING, "--key", key)
                .path("CacheControl")
                .asText("");
    }

    private static int invalidations() {
        String distribution = world.aws("cloudfront", "list-distributions")
                .at("/DistributionList/Items/0/Id")
                .asText();
        return world.aws("cloudfront", "list-invalidations", "--distribution-id", distribution)
                .at("/InvalidationList/Items")
                .size();
    }
}
