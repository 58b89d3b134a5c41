package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change touches, against the commit in common with another branch. */
class AffectedCommandTest {
    @TempDir
    static Path folder;

    private static TempProject shop;

    @BeforeAll
    static void aChangeOfStaging() throws Exception {
        shop = TempProject.shop(folder)
                .with("environments/shop/staging/environment.yaml", "state: {bucket: shop-staging-states}\n")
                .with("environments/shop/prod/environment.yaml", "state: {bucket: shop-prod-states}\n")
                .with(".gitignore", ".groundplan/\n");
        shop.run("synth").exits(0);
        git("init -q -b main && git add -A && git commit -q -m one && git remote add origin . && git fetch -q origin");
        git("checkout -q -b change");
        shop.with(
                "environments/shop/staging/environment.yaml",
                "state: {bucket: shop-staging-states}\nunits:\n  network:\n    nat_gateways: single\n");
    }

    @Test
    void theSettingsCountAndNotWhatIsWritten() {
        Outcome outcome = shop.run("affected", "--json").exits(0);
        assertEquals(
                "shop/staging/us-east-1/network",
                outcome.json().path("affected").path(0).path("unit").asText(),
                outcome::toString);
        assertTrue(outcome.json().path("affected").path(0).path("direct").asBoolean(), outcome::toString);
        assertFalse(outcome.json().path("affected").path(0).path("reasons").isEmpty(), outcome::toString);
    }

    @Test
    void theMatrixHasAJobForEachEnvironmentWithWhy() {
        JsonNode include = TerraformJson.read(
                        shop.run("affected", "--format", "matrix").exits(0).out())
                .path("include");
        assertEquals(1, include.size(), include::toString);
        assertEquals("shop/staging", include.path(0).path("environment").asText());
        assertTrue(include.path(0).path("reason").asText().startsWith("network changed: aws_"), include::toString);
    }

    @Test
    void aDeploymentPassesTheEnvironmentsBefore() {
        Path outputs = folder.resolve("outputs.txt");
        shop.run(Map.of("GITHUB_OUTPUT", outputs.toString()), false, "affected", "--outputs")
                .exits(0);
        Map<String, String> set = new TreeMap<>();
        shop.text("outputs.txt").lines().forEach(line -> set.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        assertEquals("true", set.get("any"));
        assertEquals("shop/staging", set.get("environments"));
        assertEquals(
                "shop/dev",
                TerraformJson.read(set.get("stage_1"))
                        .path("include")
                        .path(0)
                        .path("environment")
                        .asText());
        assertEquals(
                "shop/dev",
                TerraformJson.read(set.get("stage_2"))
                        .path("include")
                        .path(0)
                        .path("before")
                        .asText());
        assertEquals(
                "dev",
                TerraformJson.read(set.get("stage_2"))
                        .path("include")
                        .path(0)
                        .path("before_name")
                        .asText());
        assertEquals(List.of("", ""), List.of(set.get("stage_3"), set.get("stage_4")), "prod is not affected");
    }

    @Test
    void withoutCredentialsTheConfigurationsAreCompared() {
        Outcome outcome = shop.run("affected", "--format", "markdown").exits(0);
        outcome.prints("<code>shop/staging/us-east-1/network</code>")
                .prints("- aws_nat_gateway.public_b")
                .prints("```diff");
        Path summary = folder.resolve("summary.md");
        shop.run(Map.of("GITHUB_STEP_SUMMARY", summary.toString()), false, "affected", "--format", "summary")
                .exits(0);
        assertEquals(outcome.out(), shop.text("summary.md"));
    }

    @Test
    void whatChangedCanBeSelected() {
        String network = "shop/staging/us-east-1/network";
        for (String expression : List.of("[main...HEAD]", "[main]", "...[main...HEAD]", "[main] | network")) {
            assertEquals(
                    network + "  reads kms\n",
                    shop.run("list", "--filter", expression).exits(0).out(),
                    expression);
        }
        assertEquals(
                "", shop.run("list", "shop/dev", "--filter", "[main]").exits(0).out(), "nothing of dev has changed");
        shop.run("affected", "--filter", "shop/dev").exits(0).prints("No unit is affected.");
        shop.run("affected", "--filter", "shop/staging").exits(0).prints(network);
        shop.run("list", "--filter", "[nowhere]").exits(2).complains("nowhere");
    }

    @Test
    void allUnitsCanBeAskedFor() {
        assertEquals(
                3,
                TerraformJson.read(shop.run("affected", "--all", "--format", "matrix")
                                .exits(0)
                                .out())
                        .path("include")
                        .size());
    }

    @Test
    void theTargetOfAPullRequestIsTheBase() {
        shop.run(Map.of("GITHUB_BASE_REF", "nowhere"), false, "affected")
                .exits(2)
                .complains("origin/nowhere");
        shop.run(Map.of("GITHUB_BASE_REF", "main"), false, "affected").exits(0);
        shop.run("affected", "--base", "0".repeat(40)).exits(0);
    }

    private static void git(String arguments) throws Exception {
        ProcessRunner.Result result = new ProcessRunner(
                        List.of(
                                "bash",
                                "-c",
                                "export GIT_AUTHOR_NAME=shop GIT_AUTHOR_EMAIL=shop@example.com"
                                        + " GIT_COMMITTER_NAME=shop GIT_COMMITTER_EMAIL=shop@example.com; git "
                                        + arguments),
                        folder,
                        Map.of())
                .quietly();
        assertEquals(0, result.exit(), () -> "git " + arguments + ": " + result.output());
    }
}
