package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.FakeTools;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plan}: of which environments and units, what it writes, and its exit codes. A script stands in for Terraform. */
class PlanCommandTest {
    private static final String SECRET = "canary-0Xq7sings";

    /** Nothing changes in dev, a network is made in staging, a bucket is lost in qa, and Terraform fails in prod. */
    private static final String TERRAFORM =
            """
      #!/bin/bash
      here=$(dirname "$0")
      environment=none
      for name in dev staging qa prod; do
        if grep -rqs --include='*.json' "shop-$name" .; then environment=$name; fi
      done
      case $1 in
        init) mkdir -p .terraform/providers; : >.terraform.lock.hcl ;;
        plan) if [[ $environment = prod ]]; then echo "Error: no credentials" >&2; exit 1; fi ;;
        show) cat "$here/$environment.json" ;;
      esac
      """;

    @TempDir
    static Path seed;

    @TempDir
    Path folder;

    private TempProject shop;
    private FakeTools tools;

    @BeforeAll
    static void fourEnvironments() {
        TempProject project = TempProject.shop(seed);
        for (String name : List.of("staging", "qa", "prod")) {
            project.with(
                    "environments/shop/" + name + "/environment.yaml", "state: {bucket: shop-" + name + "-states}\n");
        }
        project.run("synth").exits(0);
    }

    @BeforeEach
    void aTerraform() throws IOException {
        TestFiles.copy(seed, folder);
        Files.createDirectories(folder.resolve("none"));
        shop = new TempProject(folder);
        String create = change(
                "us-east-1--network",
                "aws_vpc.main",
                "create",
                "null",
                "{\"cidr_block\": \"10.0.0.0/16\"," + " \"note\": \"" + SECRET + "\", \"password\": \"" + SECRET
                        + "\"}");
        String delete = change("us-east-1--kms", "aws_kms_key.data", "delete", "{\"description\": \"data\"}", "null");
        tools = FakeTools.in(
                shop,
                Map.of(
                        "terraform",
                        TERRAFORM,
                        "terragrunt",
                        "",
                        "dev.json",
                        plan(""),
                        "none.json",
                        plan(""),
                        "staging.json",
                        plan(create),
                        "qa.json",
                        plan(delete)));
    }

    @ParameterizedTest
    @CsvSource({
        "shop/dev, 0, 0",
        "shop/staging, 0, 2",
        "shop/qa, 1, 1",
        "shop/prod, 1, 1",
        "shop/dev shop/staging, 0, 2",
        "shop/staging shop/dev, 0, 2",
        "shop/qa shop/staging, 1, 1",
        "shop/prod shop/staging, 1, 1"
    })
    void anyFailureCountsBeforeAnyChangeAndChangesOnlyInDetail(String environments, int exit, int detailed) {
        run(environments.split(" ")).exits(exit);
        for (String spelling : List.of("--detailed-exitcode", "-detailed-exitcode")) {
            run(Stream.concat(Stream.of(environments.split(" ")), Stream.of(spelling))
                            .toArray(String[]::new))
                    .exits(detailed);
        }
    }

    @Test
    void oneThatCannotBePlannedKeepsNoOtherFromBeingPlanned() {
        run("shop/prod", "shop/staging")
                .exits(1)
                .complains("Error: shop/prod: ")
                .complains("no credentials")
                .prints("# shop/staging\n")
                .prints("Plan: 1 to add, 0 to change, 0 to destroy.");
    }

    @Test
    void eachEnvironmentAndEachUnitHasAFile() {
        run("shop/dev", "shop/staging", "--out-dir", "plans", "--json-out-dir", "parts")
                .exits(0);
        assertEquals(
                "shop/staging",
                TerraformJson.read(shop.text("plans/shop/staging/plan.json"))
                        .path("environment")
                        .asText());
        assertEquals(
                "shop/dev",
                TerraformJson.read(shop.text("plans/shop/dev/plan.json"))
                        .path("environment")
                        .asText());
        assertEquals(
                List.of(
                        "shop/dev/us-east-1/kms/tfplan.json",
                        "shop/dev/us-east-1/network/tfplan.json",
                        "shop/staging/us-east-1/kms/tfplan.json",
                        "shop/staging/us-east-1/network/tfplan.json"),
                List.copyOf(shop.files("parts").keySet()));
        JsonNode part = TerraformJson.read(shop.text("parts/shop/staging/us-east-1/network/tfplan.json"));
        assertEquals("aws_vpc.main", part.at("/resource_changes/0/address").asText(), part::toString);
        assertEquals(
                "10.0.0.0/16",
                part.at("/resource_changes/0/change/after/cidr_block").asText(),
                part::toString);
    }

    @Test
    void noFileHoldsASecret() {
        run("shop/staging", "--out", "plan.json", "--out-dir", "plans", "--json-out-dir", "parts")
                .exits(0);
        Stream.of(Map.of("plan.json", shop.text("plan.json")), shop.files("plans"), shop.files("parts"))
                .forEach(files -> files.forEach((name, text) -> assertFalse(text.contains(SECRET), name)));
    }

    @Test
    void whatGithubReadsAreThePlansAndNotTheParts() {
        run("shop/dev", "shop/staging", "--out-dir", "plans", "--json-out-dir", "plans")
                .exits(0);
        shop.run("github", "plans", "--plans", folder.resolve("plans").toString(), "--expect", "shop/dev,shop/staging")
                .exits(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--format html", "--out plan.json"})
    void whatHoldsOnePlanIsRefusedForSeveral(String option) {
        run(Stream.concat(Stream.of("shop/dev", "shop/staging"), Stream.of(option.split(" ")))
                        .toArray(String[]::new))
                .exits(2)
                .complains("--out-dir");
    }

    @Test
    void aFilterChoosesUnitsAndWhatIsLeftOutIsSaid() {
        JsonNode plan =
                run("shop/staging", "--filter", "network", "--json").exits(0).json();
        assertEquals(1, plan.path("units").size(), plan::toString);
        assertEquals("shop/staging/us-east-1/network", plan.at("/units/0/path").asText(), plan::toString);
        assertFalse(plan.path("complete").asBoolean(), plan::toString);
        run("shop/qa", "--filter", "kms")
                .prints("Note: us-east-1/network depends on units that change here, but is not planned");
        assertFalse(run("shop/qa", "--filter", "...kms").out().contains("not planned"), "all readers are planned");
        run("shop/staging", "--filter", "netwrk").exits(2).complains("no unit matches 'shop/staging' and 'netwrk'");
    }

    @Test
    void aJobLearnsTheWorstOfAllPlans() {
        Path outputs = folder.resolve("outputs.txt");
        Map<String, String> variables = new TreeMap<>(tools.variables());
        variables.put("GITHUB_OUTPUT", outputs.toString());
        shop.run(
                        variables,
                        false,
                        "plan",
                        "shop/dev",
                        "shop/staging",
                        "--states",
                        "none",
                        "--outputs",
                        "-detailed-exitcode")
                .exits(2);
        assertTrue(shop.text("outputs.txt").contains("exit_code=2\n"), () -> shop.text("outputs.txt"));
        assertTrue(shop.text("outputs.txt").contains("resources_to_create=1\n"), () -> shop.text("outputs.txt"));
    }

    @Test
    void aFolderOfStatesThatIsNotThereIsNoEmptyAccount() {
        for (String command :
                List.of("plan shop/dev", "drift shop/dev", "promote shop --from dev --to staging --plan --dry-run")) {
            tools.run((command + " --states nowhere").split(" "))
                    .exits(2)
                    .complains("--states nowhere: there is no such folder");
        }
    }

    @Test
    void aStateThatCannotBeReadIsNobodysFaultHere() {
        shop.with("none/dev/us-east-1/kms/terraform.tfstate", "{\"version\": 3}\n")
                .with("map.csv", "unit,address,id\n");
        String states = folder.resolve("none").toString();
        for (String command :
                List.of("plan shop/dev", "drift shop/dev", "import shop/dev --from " + folder.resolve("map.csv"))) {
            Outcome failed = tools.run((command + " --states " + states).split(" "))
                    .exits(1)
                    .complains("has state format 3");
            assertFalse(failed.err().contains("fault of Groundplan's"), failed::toString);
        }
    }

    @Test
    void thePlanOfAPromotionIsJudgedAsAnyOther() {
        promote("qa")
                .exits(1)
                .prints("Nothing to promote")
                .prints("Refused: this plan cannot be applied")
                .prints("allowances.yaml");
        promote("staging").exits(0).prints("Plan: 1 to add");
        promote("staging", "--detailed-exitcode").exits(2);
        promote("prod").exits(1).complains("no credentials").prints("Nothing to promote");
        JsonNode json = promote("qa", "--format", "json").exits(1).json();
        assertEquals("shop/qa", json.path("to").asText(), json::toString);
        assertEquals("aws_kms_key.data", json.at("/plan/refusals/0/address").asText(), json::toString);
    }

    @Test
    void aSavedPlanIsShownInEveryFormatWithoutPlanningAgain() throws IOException {
        run("shop/staging", "--out", "plan.json").exits(0);
        for (String format : List.of("text", "markdown", "json")) {
            String planned = run("shop/staging", "--format", format).exits(0).out();
            assertEquals(
                    planned,
                    shop.run("show", file("plan.json"), "--format", format)
                            .exits(0)
                            .out(),
                    format);
        }
        assertEquals(
                run("shop/staging", "--format", "html").exits(0).out(),
                shop.run("show", file("plan.json"), "--format", "html")
                        .exits(0)
                        .prints("Plan: 1 to add")
                        .prints("<svg")
                        .out(),
                "the drawing is in the file");
        assertEquals(
                shop.text("plan.json"),
                shop.run("show", file("plan.json"), "--json").exits(0).out());
        assertTrue(
                shop.run("show", file("plan.json"), "--format", "markdown", "--max-bytes", "400")
                        .exits(0)
                        .prints("for size")
                        .out()
                        .contains("\"truncated\":true"),
                "it is shortened as plan would");
    }

    @Test
    void whatIsNotASavedPlanIsNotShown() throws IOException {
        shop.run("show", file("none.json"))
                .exits(2)
                .complains("there is no file")
                .complains("plan <system>/<environment> --out");
        shop.with("text.json", "# no plan\n")
                .run("show", file("text.json"))
                .exits(2)
                .complains("text.json: this is not a plan");
        run("shop/staging", "--out", "plan.json").exits(0);
        shop.with("plan.json", shop.text("plan.json").replace("10.0.0.0/16", "10.9.0.0/16"))
                .run("show", file("plan.json"))
                .exits(2)
                .complains("changed or damaged");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Outcome promote(String to, String... arguments) {
        return tools.run(Stream.concat(
                        Stream.of(
                                "promote",
                                "shop",
                                "--from",
                                "dev",
                                "--to",
                                to,
                                "--plan",
                                "--dry-run",
                                "--states",
                                folder.resolve("none").toString()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private Outcome run(String... arguments) {
        return tools.run(Stream.concat(
                        Stream.of("plan", "--states", folder.resolve("none").toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static String plan(String changes) {
        return "{\"format_version\": \"1.2\", \"terraform_version\": \"1.11.0\", \"resource_changes\": [" + changes
                + "]}\n";
    }

    private static String change(String module, String address, String action, String before, String after) {
        return "{\"address\": \"module." + module + "." + address + "\", \"mode\": \"managed\", \"type\": \""
                + address.replaceFirst("\\..*", "") + "\", \"name\": \"" + address.replaceFirst(".*\\.", "")
                + "\", \"change\": {\"actions\": [\"" + action + "\"], \"before\": " + before + ", \"after\": " + after
                + ", \"after_unknown\": {}, \"before_sensitive\": {}, \"after_sensitive\": {\"password\": true}}}";
    }
}
