package groundplan.promote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.settings.EnvironmentModel;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What moves from environment to environment, and what of it is recorded and compared. */
class PromotionTest {
    private static final String STAGING = "environments/shop/staging/environment.yaml";
    private static final String PROD = "environments/shop/prod/environment.yaml";
    private static final String STAGING_TEXT =
            """
      # staging is smaller
      units:
        # the cluster
        ecs:
          services:
            web:
              scaling:
                desired_count: 2   # two

        # the end
      """;

    @TempDir
    Path folder;

    private TempProject shop;

    @BeforeEach
    void aSystemWithThreeEnvironments() {
        shop = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        """
        region: us-east-1
        account_id: "123456789012"
        state:
          bucket: shop-terraform-state
          lock_table: shop-terraform-locks
          owner: dev
        promotion:
          keys: [ecs.services.*.container.environment.FEATURE_*]
        units:
          ecr:
            repositories:
              web: {}
          ecs:
            ecr: ecr
            services:
              web:
                image:
                  repository: web
                  tag: "1.0.0"
                port: 8080
          kms:
          network:
            cidr: 10.0.0.0/16
            zones: [a, b]
        """)
                .with(
                        TempProject.DEV,
                        """
        units:
          ecs:
            services:
              web:
                container:
                  environment: {FEATURE_CART: "on", LOG_LEVEL: debug}
                # The release that is being tried.
                image:
                  tag: "1.1.0"
                scaling:
                  desired_count: 1
        """)
                .with(STAGING, STAGING_TEXT)
                .with(PROD, "units: {}\n");
    }

    @Test
    void versionsAndSwitchesMoveAndSizesStay() {
        Outcome outcome =
                shop.run("promote", "shop", "--from", "dev", "--to", "staging").exits(0);
        assertEquals(
                STAGING_TEXT.replace(
                        "      web:\n",
                        """
              web:
                container:
                  environment:
                    FEATURE_CART: "on"
                image:
                  tag: "1.1.0"
        """),
                shop.text(STAGING));
        outcome.prints("ecs.services.web.image.tag: \"1.0.0\" -> \"1.1.0\"")
                .prints("+          tag: \"1.1.0\"")
                .prints("ecs.services.web.scaling.desired_count: 1, 2");
        shop.run("promote", "shop", "--from", "dev", "--to", "staging").exits(0).prints("Nothing to promote");
    }

    @Test
    void anOverrideThatBecomesWhatItInheritsGoes() {
        shop.run("promote", "shop", "--from", "dev", "--to", "staging").exits(0);
        shop.run("promote", "shop", "--from", "prod", "--to", "staging")
                .exits(0)
                .prints("inherited from");
        assertEquals(STAGING_TEXT, shop.text(STAGING), "back to what it was");
    }

    @Test
    void aDryRunWritesNothing() {
        shop.run("promote", "shop", "--from", "dev", "--to", "prod", "--dry-run")
                .exits(0)
                .prints("Would be promoted")
                .prints("-units: {}");
        assertEquals("units: {}\n", shop.text(PROD));
    }

    @Test
    void whatCannotBePlannedIsNotWrittenEither() {
        String before = shop.text(STAGING);
        shop.run("promote", "shop", "--from", "dev", "--to", "staging", "--plan", "--states", "nowhere")
                .exits(2)
                .complains("there is no such folder");
        assertEquals(before, shop.text(STAGING));
    }

    @Test
    void otherKeysMoveWhenTheyAreAskedFor() {
        shop.run("promote", "shop", "--from", "staging", "--to", "prod", "--only", "*.desired_count")
                .exits(0);
        assertTrue(shop.text(PROD).contains("desired_count: 2\n"), shop.text(PROD));
        assertFalse(shop.text(PROD).contains("tag"), shop.text(PROD));
        shop.run("promote", "shop", "--from", "staging", "--to", "prod", "--only", "*.colour")
                .exits(2)
                .complains("'*.colour'");
    }

    @Test
    void whatWouldNotBeValidIsNotWritten() {
        shop.with(
                TempProject.DEV,
                shop.text(TempProject.DEV).replace("tag: \"1.1.0\"", "digest: sha256:" + "0".repeat(64)));
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM).replace("          tag: \"1.0.0\"\n", ""));
        shop.with(STAGING, STAGING_TEXT.replace("      web:\n", "      web:\n        image: {tag: \"1.0.0\"}\n"))
                .with(PROD, "units: {ecs: {services: {web: {image: {tag: \"1.0.0\"}}}}}\n");
        String before = shop.text(STAGING);
        shop.run("promote", "shop", "--from", "dev", "--to", "staging", "--only", "ecs.services.web.image.digest")
                .exits(2)
                .complains("set either tag or digest");
        assertEquals(before, shop.text(STAGING));
        shop.run("promote", "shop", "--from", "dev", "--to", "staging", "--only", "ecs.services.web.image")
                .exits(0);
        assertFalse(shop.text(STAGING).contains("tag:"), shop.text(STAGING));
    }

    @Test
    void aSecretInAVariableMovesAndIsNotSaid() {
        String canary = "canary-0Xq7sings";
        shop.with(
                TempProject.DEV,
                shop.text(TempProject.DEV)
                        .replace("LOG_LEVEL: debug", "FEATURE_PASS: " + canary + ", DB_PASS: " + canary));
        for (String format : List.of("text", "json")) {
            String said = shop.run(
                            "promote", "shop", "--from", "dev", "--to", "staging", "--dry-run", "--format", format)
                    .exits(0)
                    .out();
            assertTrue(said.contains("FEATURE_PASS") && said.contains("DB_PASS"), said);
            assertFalse(said.contains("canary"), said);
        }
        for (String[] explained : List.of(
                new String[] {"explain", "shop/dev/us-east-1/ecs"},
                new String[] {"explain", "shop/dev/us-east-1/ecs", "--json"})) {
            String said = shop.run(explained).exits(0).out();
            assertTrue(said.contains("DB_PASS") && !said.contains("canary"), said);
        }
        shop.run("promote", "shop", "--from", "dev", "--to", "staging").exits(0);
        assertTrue(shop.text(STAGING).contains("FEATURE_PASS: " + canary), shop.text(STAGING));
    }

    @Test
    void differencesAreAvailableAsJson() {
        Outcome outcome = shop.run("promote", "shop", "--from", "dev", "--to", "staging", "--dry-run", "--json")
                .exits(0);
        assertEquals(4, outcome.json().path("differences").size(), outcome::toString);
        assertEquals(
                "environments/shop/staging/environment.yaml",
                outcome.json().path("files").path(0).asText());
    }

    @Test
    void theReleaseIsTheSameInAllEnvironmentsWhateverTheirSizes() throws Exception {
        String dev = release("dev").digest();
        assertEquals(dev, release("staging").digest());
        shop.run("promote", "shop", "--from", "dev", "--to", "staging").exits(0);
        assertEquals(dev, release("staging").digest(), "a promotion is no other release");
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM).replace("tag: \"1.0.0\"", "tag: \"1.0.1\""));
        assertEquals(dev, release("prod").digest(), "a promotable value passes by itself");
        shop.with(TempProject.SYSTEM, "# a comment\n" + shop.text(TempProject.SYSTEM));
        assertEquals(dev, release("prod").digest(), "comments are nobody's release");
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM).replace("port: 8080", "port: 8081"));
        assertFalse(dev.equals(release("prod").digest()), "what all share is another release");
    }

    /** What is in the settings of all environments, and reads alike in the text of a list that quotes nothing. */
    @Test
    void settingsThatReadAlikeAreDifferentReleases() throws Exception {
        String system = shop.text(TempProject.SYSTEM);
        String port = "        port: 8080\n";
        assertTrue(system.contains(port), system);
        shop.with(TempProject.SYSTEM, system.replace(port, port + "        container: {command: [sh, -c, exit]}\n"));
        String words = release("dev").digest();
        shop.with(TempProject.SYSTEM, system.replace(port, port + "        container: {command: ['sh, -c, exit']}\n"));
        assertNotEquals(words, release("dev").digest());
    }

    @Test
    void promotableValuesThatReadAlikeAreDifferentOnes() throws Exception {
        String system =
                shop.text(TempProject.SYSTEM).replace("FEATURE_*]", "FEATURE_*, ecs.services.web.container.command]");
        shop.with(TempProject.SYSTEM, system);
        shop.with(TempProject.DEV, "units: {ecs: {services: {web: {container: {command: [sh, -c, exit]}}}}}\n");
        shop.with(PROD, "units: {ecs: {services: {web: {container: {command: ['sh, -c, exit']}}}}}\n");
        String key = "ecs.services.web.container.command";
        String dev = release("dev").values().get(key);
        assertEquals("[sh, -c, exit]", dev);
        assertNotEquals(dev, release("prod").values().get(key));
    }

    @Test
    void keysThatReadAlikeAreDifferentOnes() {
        List<SettingKey> keys = List.of(
                new SettingKey("", List.of("state", "bucket")),
                new SettingKey("state", List.of("bucket")),
                new SettingKey("", List.of("state.bucket")),
                new SettingKey("a", List.of("state", "bucket")));
        assertEquals(keys.size(), new TreeSet<>(keys).size());
        assertTrue(new TreeSet<>(keys).contains(new SettingKey("state", List.of("bucket"))));
    }

    @Test
    void theReleaseIsOfWhatGitTracks(@TempDir Path program) throws Exception {
        TempProject sources = new TempProject(program.resolve("tools/groundplan"))
                .with("pom.xml", "<project/>\n")
                .with("modules/groundplan/kms/Kms.java", "class Kms {}\n")
                .with("modules/groundplan/kms/rotate.py", "pass\n");
        git(program, "git init -q && git add -A");
        String before = digest(sources);
        sources.with("modules/groundplan/kms/__pycache__/rotate.cpython-312.pyc", "0")
                .with("modules/groundplan/kms/.Kms.java.swp", "0")
                .with("modules/groundplan/kms/Copy of Kms.java", "class Kms {}\n");
        assertEquals(before, digest(sources), "what Git does not track");
        sources.with("modules/groundplan/kms/Kms.java", "class Kms { int days; }\n");
        assertNotEquals(before, digest(sources), "another source");
    }

    @Test
    void withoutARepositoryWhatToolsLeaveIsNoPartOfTheRelease(@TempDir Path program) throws Exception {
        TempProject sources = new TempProject(program).with("modules/groundplan/kms/Kms.java", "class Kms {}\n");
        String before = digest(sources);
        for (String left : List.of("__pycache__/rotate.cpython-312.pyc", ".Kms.java.swp", "Kms.java~", "#Kms.java#")) {
            sources.with("modules/groundplan/kms/" + left, "0");
            assertEquals(before, digest(sources), left);
        }
        sources.with("modules/groundplan/kms/Alias.java", "class Alias {}\n");
        assertNotEquals(before, digest(sources), "another source");
    }

    @Test
    void anEnvironmentWaitsForTheOneBefore() throws Exception {
        Release release = release("staging");
        Manifest nothing = Manifest.empty("shop/dev");
        Manifest there = Manifest.empty("shop/staging");
        assertEquals(
                List.of("shop/dev has not been applied as a whole yet"),
                PromotionOrder.refusals(release, there, nothing));
        Manifest dev = nothing.with(applied(release("dev")));
        assertEquals(
                List.of("ecs.services.web.image.tag = \"1.0.0\" was never applied in shop/dev"),
                PromotionOrder.refusals(release, there, dev),
                "a tag that dev never ran");
        assertEquals(
                List.of(),
                PromotionOrder.refusals(release, there.with(applied(release)), dev),
                "a value that stays is nobody's news");
        Manifest both = dev.with(applied(
                new Release(release.digest(), new TreeMap<>(Map.of("ecs.services.web.image.tag", "\"1.0.0\"")))));
        assertEquals(List.of(), PromotionOrder.refusals(release, there, both));
        Manifest other = both.with(applied(new Release("another", release.values())));
        assertEquals(
                List.of("release " + release.digest() + " is not the one that was applied last in"
                        + " shop/dev, which is another"),
                PromotionOrder.refusals(release, there, other));
    }

    @Test
    void theManifestReadsBack() throws Exception {
        Manifest manifest = Manifest.empty("shop/dev").with(applied(release("dev")));
        assertEquals(manifest, Manifest.read(manifest.json().toString()));
    }

    @Test
    void theOrderIsTheSystemsOwn() {
        List<EnvironmentModel> all = shop.environments();
        assertEquals(
                List.of("dev", "staging", "prod"),
                PromotionOrder.of("shop", all).stream()
                        .map(EnvironmentModel::name)
                        .toList());
        shop.with(
                TempProject.SYSTEM,
                shop.text(TempProject.SYSTEM).replace("promotion:\n", "promotion:\n  order: [staging, dev]\n"));
        assertEquals(
                List.of("staging", "dev"),
                PromotionOrder.of("shop", shop.environments()).stream()
                        .map(EnvironmentModel::name)
                        .toList());
        assertTrue(PromotionOrder.before(all.get(0), shop.environments()).isPresent(), "dev waits for staging now");
        assertTrue(
                PromotionOrder.before(environment("prod"), shop.environments()).isEmpty(),
                "what is not in the order waits for nobody");
    }

    @Test
    void theOrderIsNotAnEnvironmentsMatter() {
        shop.with(PROD, "promotion:\n  order: [prod]\nunits: {}\n")
                .run("validate")
                .exits(2)
                .complains("system.yaml");
        shop.with(PROD, "units: {}\n")
                .with(
                        TempProject.SYSTEM,
                        shop.text(TempProject.SYSTEM).replace("promotion:\n", "promotion:\n  order: [dev, stagign]\n"))
                .run("validate")
                .exits(2)
                .complains("'stagign'");
    }

    @Test
    void theCodeOfOwnKindsIsPartOfARelease() throws Exception {
        String without = release("dev").digest();
        shop.with("modules/shore/BellUnit.java", "class BellUnit {}\n");
        String with = release("dev").digest();
        shop.with("modules/shore/BellUnit.java", "class BellUnit { int rings; }\n");
        assertEquals(3, Set.of(without, with, release("dev").digest()).size());
        shop.with("modules/shore/BellUnit.java", "class BellUnit {}\n");
        assertEquals(with, release("dev").digest());
    }

    private Release release(String name) throws Exception {
        return Release.of(Repository.root(), folder, environment(name), shop.environments());
    }

    private String digest(TempProject program) throws Exception {
        return Release.of(program.root(), folder, environment("dev"), shop.environments())
                .digest();
    }

    private static void git(Path folder, String commands) throws Exception {
        ProcessRunner.Result result = new ProcessRunner(List.of("sh", "-c", commands), folder, Map.of()).results();
        assertEquals(0, result.exit(), result.output());
    }

    private EnvironmentModel environment(String name) {
        return shop.environments().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Manifest.Applied applied(Release release) {
        return new Manifest.Applied(release, "0", "", "2027-01-01T00:00:00Z", "somebody");
    }
}
