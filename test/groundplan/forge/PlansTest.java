package groundplan.forge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.report.Markdown;
import groundplan.report.PlanJson;
import groundplan.review.Danger;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pull request is told of its plans. */
class PlansTest {
    @TempDir
    Path folder;

    private TempProject shop;
    private StandIn standIn;

    @BeforeEach
    void plansOfTwoEnvironments() throws IOException {
        standIn = new StandIn();
        shop = TempProject.shop(folder);
        shop.with(
                "environments/shop/prod/environment.yaml",
                "state: {bucket: shop-prod-states}\npromotion:\n "
                        + " refuse: [data_loss]\n"
                        + "units:\n  network: {cidr: 10.1.0.0/16}\n");
        write(plan("shop/dev", List.of(change("aws_vpc.main", Action.UPDATE))));
        write(plan("shop/prod", List.of(change("aws_vpc.main", Action.REPLACE))));
    }

    @AfterEach
    void nothingWasAskedThatGitHubDoesNotOffer() {
        standIn.close();
        assertEquals(List.of(), standIn.violations());
    }

    @Test
    void onePlaceSaysWhatAMergeWouldDoTheWorstFirst() {
        Outcome outcome = report(
                        "--pull-request",
                        "5",
                        "--sarif",
                        folder.resolve("findings.sarif").toString())
                .exits(1);
        assertEquals(1, standIn.comments().size());
        String comment = standIn.comments().get(0).path("body").asText();
        assertTrue(comment.indexOf("`shop/prod`") < comment.indexOf("`shop/dev`"), comment);
        assertTrue(comment.contains("refuses data loss (promotion.refuse)".replace("_", "\\_")), comment);
        assertTrue(comment.contains("Plan: 1 to add, 0 to change, 1 to destroy."), comment);
        assertTrue(comment.contains("/actions/runs/7"), comment);
        outcome.complains("Not accepted")
                .prints("::error"
                        + " file=environments/shop/prod/environment.yaml,line=5,col=3,title=Groundplan%3A"
                        + " danger/data_loss::shop/prod/us-east-1/network aws_vpc.main is replaced");
        assertTrue(shop.text("summary.md").contains("What a merge would do"));
        assertEquals(
                Map.of(
                        "has_changes",
                        "true",
                        "resources_to_create",
                        "0",
                        "resources_to_change",
                        "1",
                        "resources_to_replace",
                        "1",
                        "resources_to_destroy",
                        "0",
                        "exit_code",
                        "1"),
                outputs());
    }

    @Test
    void withoutPermissionTheSummaryHasTheReport() {
        standIn.readOnly();
        report("--pull-request", "5").exits(1).complains("The token is not allowed to comment");
        assertTrue(shop.text("summary.md").contains("`shop/prod`"));
        assertEquals(List.of(), standIn.comments());
    }

    @Test
    void anEnvironmentWithoutItsPlanIsSaidAndNotAccepted() throws IOException {
        Files.delete(folder.resolve("plans/shop--prod/plan.json"));
        report("--pull-request", "5", "--expect", "shop/dev,shop/prod").exits(1).complains("Not planned: shop/prod");
        assertTrue(standIn.comments().get(0).path("body").asText().contains("Could not be planned: shop/prod"));
    }

    @Test
    void acceptedPlansExitZero() throws IOException {
        Files.delete(folder.resolve("plans/shop--prod/plan.json"));
        report("--expect", "shop/dev").exits(0);
        assertEquals(List.of(), standIn.requests(), "nobody asked for a comment");
    }

    @Test
    void theCommentOfManyEnvironmentsKeepsToItsBytesAndSaysWhatIsMissing() throws IOException {
        for (int i = 0; i < 30; i++) {
            List<Change> changes = new ArrayList<>();
            for (int j = 0; j < 60; j++) {
                changes.add(change("aws_vpc.main" + j, Action.UPDATE));
            }
            write(plan("shop/e" + i, changes));
        }
        report("--pull-request", "5").exits(1);
        String comment = standIn.comments().get(0).path("body").asText();
        assertTrue(
                comment.getBytes(StandardCharsets.UTF_8).length <= StickyComment.MOST_BYTES,
                comment.length() + " characters");
        assertTrue(comment.contains("Left out for size"), "what is left out is said");
        assertTrue(Marker.read(comment).orElseThrow().path("truncated").asBoolean(), "nobody can approve it");
        assertTrue(comment.indexOf("`us-east-1/network aws_vpc.main`") > 0, "the danger is in it");
    }

    @Test
    void theCommentOfHundredsOfEnvironmentsKeepsToItsBytesAndCountsTheOthers() throws IOException {
        for (int i = 0; i < 400; i++) {
            write(plan("customer-" + i + "-of-shop/prod", List.of(change("aws_vpc.main", Action.UPDATE))));
        }
        report("--pull-request", "5").exits(1);
        String comment = standIn.comments().get(0).path("body").asText();
        assertTrue(
                comment.getBytes(StandardCharsets.UTF_8).length <= StickyComment.MOST_BYTES,
                comment.length() + " characters");
        assertTrue(comment.contains("`us-east-1/network aws_vpc.main`"), "the danger is in it");
        long rows = comment.lines()
                .filter(line -> line.matches("\\| `.*/(?:dev|prod)` \\| .*"))
                .count();
        Matcher omitted = Pattern.compile("For size the table omits\\*\\* ([0-9]+) environments with changes")
                .matcher(comment);
        assertTrue(omitted.find(), "what is left out is said");
        assertEquals(402, rows + Integer.parseInt(omitted.group(1)));
        assertTrue(Marker.read(comment).orElseThrow().path("truncated").asBoolean(), "nobody can approve it");
    }

    @Test
    void aTextThatCannotBeACommentIsBadInput() throws IOException {
        Path text = folder.resolve("body.md");
        for (Map.Entry<byte[], String> bad : Map.of(
                        new byte[] {'a', (byte) 0xff}, "is not a text in UTF-8", new byte[] {'\n'}, "is empty")
                .entrySet()) {
            Files.write(text, bad.getKey());
            shop.run(standIn.variables(), false, "github", "comment", "--body", text.toString(), "--pull-request", "5")
                    .exits(2)
                    .complains("body.md " + bad.getValue());
        }
        Files.writeString(text, "\ufeffa\u0000b\u001b[1m");
        shop.run(standIn.variables(), false, "github", "comment", "--body", text.toString(), "--pull-request", "5")
                .exits(0);
        assertTrue(
                standIn.comments().get(0).path("body").asText().endsWith("\na\ufffdb\ufffd[1m"),
                () -> standIn.comments().toString());
    }

    @Test
    void whatIsWrittenNowhereIsAnError() throws IOException {
        standIn.readOnly();
        Path text = Files.writeString(folder.resolve("body.md"), "hello");
        shop.run(standIn.variables(), false, "github", "comment", "--body", text.toString(), "--pull-request", "5")
                .exits(1)
                .complains("nothing was written");
    }

    @Test
    void theSarifIsOfItsPublishedForm() throws IOException {
        Path sarif = folder.resolve("findings.sarif");
        shop.with(
                "controls.json",
                """
        {"findings": [{"unit": "shop/dev/us-east-1/network", "check": "row-33", "address": "aws_vpc.main",
            "message": "has no flow log"}]}
        """);
        report(
                        "--sarif",
                        sarif.toString(),
                        "--findings",
                        folder.resolve("controls.json").toString())
                .exits(1)
                .prints("control/row-33");
        JsonNode json = TerraformJson.read(Files.readString(sarif));
        JsonNode results = json.path("runs").path(0).path("results");
        assertEquals(2, results.size(), json::toPrettyString);
        results.forEach(result -> {
            assertTrue(Files.exists(folder.resolve(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                    .asText())));
            assertTrue(
                    result.at("/locations/0/physicalLocation/region/startLine").asInt() > 0);
        });
        assertEquals(
                List.of("control/row-33", "danger/data_loss"),
                json.path("runs").path(0).at("/tool/driver/rules").findValuesAsText("id"));
        try (var in = PlansTest.class.getResourceAsStream("sarif-subset.json")) {
            assertEquals(
                    List.of(),
                    List.copyOf(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(in)
                            .validate(json)));
        }
    }

    @Test
    void settingsProblemsAreAnnotatedWhereTheyStand() {
        shop.with(TempProject.DEV, "units:\n  network:\n    cidr: 10.0.0.0/4\n    colour: red\n");
        Path sarif = folder.resolve("settings.sarif");
        Outcome outcome = shop.run("validate", "--format", "github", "--sarif", sarif.toString())
                .exits(2)
                .prints("::error file=environments/shop/dev/environment.yaml,line=4,col=5,title=Groundplan%3A"
                        + " settings::units.network.colour:");
        assertTrue(Files.exists(sarif), outcome::toString);
        shop.run("validate", "--json").exits(2).prints("\"line\": 4");
        shop.with(TempProject.DEV, "units: {}\n")
                .run("validate", "--format", "github", "--sarif", sarif.toString())
                .exits(0);
        assertFalse(shop.text("settings.sarif").contains("colour"), "what is mended is gone");
    }

    @Test
    void anAnnotationIsOneLineAndTheRestIsCounted() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            many.add(new Finding(
                    i == 13 ? Finding.Level.ERROR : Finding.Level.WARNING,
                    "settings",
                    new groundplan.settings.SourceLocation("a,b:c.yaml", 1 + i, 2),
                    "",
                    "50% of\nit"));
        }
        List<String> lines = Finding.annotations(many).lines().toList();
        assertEquals(10, lines.size());
        assertEquals(
                "::error file=a%2Cb%3Ac.yaml,line=14,col=2,title=Groundplan%3A settings::50%25 of%0Ait", lines.get(0));
        assertTrue(lines.get(9).contains("5 more findings"), lines.get(9));
    }

    @Test
    void aSummaryIsCutAtALineAndLeavesNothingOpen() {
        String block = "<details><summary>x</summary>\n\n````diff\n" + "+ line\n".repeat(5000) + "````\n\n</details>\n";
        String cut = Markdown.cut(block, 5000, "");
        assertTrue(cut.getBytes(StandardCharsets.UTF_8).length <= 5000, "it is " + cut.length());
        assertTrue(
                cut.contains("+ line\n````\n</details>\n") && cut.contains("Shortened"),
                cut.substring(cut.length() - 200));
    }

    private Outcome report(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("github", "plans", "--plans", folder.resolve("plans").toString()));
        arguments.addAll(List.of(more));
        Map<String, String> variables = new TreeMap<>(standIn.variables());
        variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
        variables.put("GITHUB_OUTPUT", folder.resolve("outputs.txt").toString());
        return shop.run(variables, false, arguments.toArray(String[]::new));
    }

    private Map<String, String> outputs() {
        Map<String, String> found = new TreeMap<>();
        shop.text("outputs.txt").lines().forEach(line -> found.put(line.split("=")[0], line.split("=")[1]));
        return found;
    }

    private void write(EnvironmentPlan plan) throws IOException {
        Path file = folder.resolve("plans")
                .resolve(plan.environment().replace("/", "--"))
                .resolve("plan.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, TerraformJson.write(PlanJson.of(plan)));
    }

    private static EnvironmentPlan plan(String environment, List<Change> changes) {
        return new EnvironmentPlan(
                environment,
                "0",
                true,
                List.of(new UnitPlan(
                        UnitPath.parse(environment + "/us-east-1/network"), false, Optional.empty(), 0, changes)),
                List.of());
    }

    private static Change change(String address, Action action) {
        List<Danger> dangers = action == Action.REPLACE
                ? List.of(new Danger(Danger.Weight.DATA_LOSS, "is replaced: its data are lost"))
                : List.of();
        return new Change(
                address,
                "aws_vpc",
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new AttributeChange(
                        AttributePath.parse("cidr_block"),
                        "10.0.0.0/16",
                        "10.1.0.0/16 " + address + "x".repeat(200),
                        action == Action.REPLACE)),
                dangers,
                Map.of());
    }
}
