package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.forge.StandIn;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.FakeTools;
import groundplan.testing.Outcome;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * States that the settings no longer lead to: of an environment with another bucket, and of one that was removed. A script stands in
 * for Terraform; Git and the states are real.
 */
class MovedAndRemovedTest {
    private static final String PROD = "environments/shop/prod/environment.yaml";
    private static final String ALLOWANCES = "environments/shop/allowances.yaml";
    private static final String OLD = "shop-prod-states";
    private static final String NEW = "shop-new-states";
    private static final String KMS = "/prod/us-east-1/kms/terraform.tfstate";
    private static final String NETWORK = "/prod/us-east-1/network/terraform.tfstate";
    private static final String STATE =
            """
            {"version": 4, "serial": 1, "lineage": "l", "terraform_version": "1.11.0", "outputs": {}, "resources": [
              {"mode": "managed", "type": "aws_vpc", "name": "main", "instances": [{"attributes": {"id": "vpc-1"}}],
               "provider": "provider[\\"registry.example.com/hashicorp/aws\\"]"}]}
            """;

    private static final String TERRAFORM =
            """
            #!/bin/bash
            here=$(dirname "$0")
            case $1 in
              version) echo '{"terraform_version": "1.11.0"}' ;;
              init) mkdir -p .terraform/providers; : >.terraform.lock.hcl ;;
              plan) echo "$@" >>"$here/planned" ;;
              show) cat "$here/plan.json" ;;
            esac
            """;

    private static final String DESTROYED =
            """
            {"format_version": "1.2", "terraform_version": "1.11.0", "resource_changes": [
              {"address": "module.us-east-1--kms.aws_kms_key.data", "mode": "managed", "type": "aws_kms_key", "name": "data",
               "change": {"actions": ["delete"], "before": {"description": "data"}, "after": null, "after_unknown": {},
                 "before_sensitive": {}, "after_sensitive": false}}]}
            """;

    private static final String NOTHING =
            "{\"format_version\": \"1.2\", \"terraform_version\": \"1.11.0\", \"resource_changes\": []}";

    @TempDir
    static Path seed;

    @TempDir
    Path folder;

    private final S3StandIn s3 = new S3StandIn(OLD);
    private TempProject shop;
    private FakeTools tools;

    @BeforeAll
    static void twoEnvironments() throws Exception {
        TempProject project = TempProject.shop(seed)
                .with(PROD, "state: {bucket: " + OLD + "}\n")
                .with(".gitignore", ".groundplan/\nprogram/\n")
                .with("terragrunt/root.hcl", "e = read(find_in_parent_folders(\"env.hcl\"))\n");
        project.run("synth").exits(0);
        git(seed, "init -q -b main && git add -A && git commit -q -m one");
    }

    @BeforeEach
    void appliedOnce() throws IOException {
        TestFiles.copy(seed, folder);
        shop = new TempProject(folder);
        tools = FakeTools.in(shop, Map.of("terraform", TERRAFORM, "terragrunt", "", "plan.json", NOTHING));
        s3.objects().put(OLD + KMS, STATE);
        s3.objects().put(OLD + NETWORK, STATE);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void everyUnitOfAnEnvironmentWithAnotherBucketIsAffected() {
        shop.with(PROD, "state: {bucket: " + NEW + "}\n");
        Outcome outcome = shop.run("affected", "--base", "HEAD").exits(0);
        assertEquals(
                """
                shop/prod/us-east-1/kms
                    terragrunt/shop/prod/env.hcl, which root.hcl reads, changed: state_bucket shop-prod-states -> shop-new-states
                shop/prod/us-east-1/network
                    terragrunt/shop/prod/env.hcl, which root.hcl reads, changed: state_bucket shop-prod-states -> shop-new-states
                """,
                outcome.out());
        shop.with(PROD, "state: {bucket: " + OLD + ", use_lockfile: true}\n");
        shop.run("affected", "--base", "HEAD")
                .exits(0)
                .prints("shop/prod/us-east-1/network")
                .prints("use_lockfile false -> true");
    }

    @Test
    void aPlanAgainstAnEmptyBucketIsRefusedWhileTheFormerOneHasStates() throws Exception {
        shop.with(PROD, "state: {bucket: " + NEW + "}\n");
        Outcome refused = run("plan", "shop/prod", "--out", "plan.json").exits(1);
        refused.prints(
                        "us-east-1/kms has no state in s3://shop-new-states/prod/, but s3://shop-prod-states/prod/ has its"
                                + " state and those of 1 other unit")
                .prints("aws s3 cp --recursive s3://shop-prod-states/prod/ s3://shop-new-states/prod/");
        run("drift", "shop/prod").exits(1).complains("s3://shop-prod-states/prod/");
        run("destroy", "shop/prod", "--confirm", "shop/prod").exits(1).complains("s3://shop-prod-states/prod/");
        // After the merge the history still tells.
        commit("another bucket");
        run("plan", "shop/prod").exits(1);
        s3.addBucket(NEW);
        s3.objects().put(NEW + KMS, STATE);
        run("plan", "shop/prod").exits(1).prints("us-east-1/network has no state in s3://shop-new-states/prod/");
        s3.objects().put(NEW + NETWORK, STATE);
        run("plan", "shop/prod").exits(0);
    }

    @Test
    void anEnvironmentMayBeMadeAnew() {
        shop.with(PROD, "state: {bucket: " + NEW + "}\n").with(ALLOWANCES, allowance("terraform_state", "replace"));
        run("plan", "shop/prod").exits(0);
    }

    @Test
    void aFormerBucketThatCannotBeReadIsNotTakenForEmpty() {
        shop.with(PROD, "state: {bucket: " + NEW + "}\n");
        s3.before(request -> request.startsWith("GET " + OLD)
                ? Optional.of(new S3StandIn.Answer(403, "AccessDenied"))
                : Optional.empty());
        run("plan", "shop/prod").exits(1).prints("it could not be seen whether s3://shop-prod-states/prod/");
        // What is in a former account is left without an owner too.
        shop.with(PROD, "account_id: \"210987654321\"\nstate: {bucket: " + NEW + "}\n");
        run("plan", "shop/prod").exits(1);
        s3.addBucket(NEW);
        s3.objects().put(NEW + KMS, STATE);
        run("plan", "shop/prod").exits(0);
    }

    @Test
    void aBucketThatNeverHadStatesDoesNotMatter() {
        s3.objects().clear();
        shop.with(PROD, "state: {bucket: " + NEW + "}\n");
        run("plan", "shop/prod").exits(0);
    }

    @Test
    void anEnvironmentThatWasRemovedIsInTheMatrixAndInNoStage() throws Exception {
        git(folder, "rm -rq environments/shop/prod");
        shop.run("affected", "--base", "HEAD")
                .exits(0)
                .prints("shop/prod/us-east-1/kms\n    is no longer in the settings");
        JsonNode include = TerraformJson.read(shop.run("affected", "--base", "HEAD", "--format", "matrix")
                        .exits(0)
                        .out())
                .path("include");
        assertEquals(1, include.size(), include::toString);
        assertEquals("shop/prod", include.path(0).path("environment").asText());
        assertEquals("us-east-1", include.path(0).path("region").asText());
        assertEquals("shop--prod", include.path(0).path("file").asText());
        Path outputs = folder.resolve("outputs.txt");
        shop.run(Map.of("GITHUB_OUTPUT", outputs.toString()), false, "affected", "--base", "HEAD", "--outputs")
                .exits(0);
        List<String> lines = shop.text("outputs.txt").lines().toList();
        assertTrue(lines.contains("any=true"), lines::toString);
        assertTrue(lines.contains("environments=shop/prod"), lines::toString);
        assertTrue(lines.contains("stage_1="), lines::toString);
    }

    @Test
    void whatItsStatesHaveIsPlannedFromTheCommitThatHadItLast() throws Exception {
        shop.with("program/tools/plan.json", DESTROYED);
        git(folder, "rm -rq environments/shop/prod");
        run("plan", "shop/prod", "--out", "plans/prod.json")
                .exits(1)
                .prints("us-east-1/kms is no longer in the settings; 1 resource would be destroyed")
                .prints("groundplan destroy shop/prod");
        assertTrue(
                tools.noted("planned").stream().allMatch(line -> line.contains("-destroy")),
                tools.noted("planned")::toString);
        commit("remove prod");
        run("plan", "shop/prod").exits(1);
        run("destroy", "shop/prod", "--confirm", "shop/prod").exits(1).prints("aws_kms_key.data");
        run("plan", "shop/prod", "--unit", "us-east-1/kms").exits(2).complains("planned as a whole");
        run("plan", "shop/qa").exits(2).complains("no environment 'shop/qa'");
        comment();
    }

    private void comment() throws Exception {
        try (StandIn github = new StandIn()) {
            Map<String, String> variables = new TreeMap<>(github.variables());
            variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
            shop.run(
                            variables,
                            false,
                            "github",
                            "plans",
                            "--plans",
                            folder.resolve("plans").toString(),
                            "--expect",
                            "shop/prod")
                    .exits(1)
                    .complains("shop/prod: us-east-1/kms is no longer in the settings");
        }
        String summary = shop.text("summary.md");
        assertTrue(summary.contains("| `shop/prod` |"), summary);
        assertFalse(summary.contains("No environment is affected"), summary);
    }

    @Test
    void allowancesOfThatCommitCount() throws Exception {
        shop.with(ALLOWANCES, allowance("\"*\"", "delete"));
        commit("allow it");
        git(folder, "rm -rq environments/shop/prod environments/shop/allowances.yaml");
        shop.with("program/tools/plan.json", DESTROYED);
        run("plan", "shop/prod")
                .exits(0)
                .prints("1 to destroy")
                .prints("is no longer in the settings: this is from those of");
    }

    @Test
    void aSystemThatWasRemovedIsPlannedToo() throws Exception {
        shop.with(
                        "environments/depot/system.yaml",
                        shop.text(TempProject.SYSTEM).replace("shop-", "depot-"))
                .with("environments/depot/dev/environment.yaml", "units: {}\n");
        git(folder, "rm -rq environments/shop");
        shop.run("affected", "--base", "HEAD", "--format", "matrix")
                .exits(0)
                .prints("\"shop/dev\"")
                .prints("\"shop/prod\"");
        shop.with("program/tools/plan.json", DESTROYED);
        run("plan", "shop/prod").exits(1).prints("us-east-1/kms is no longer in the settings");
    }

    @Test
    void aMisspelledUnitIsNotTakenForOneThatWasMovedBefore() throws Exception {
        shop.with("moves.yaml", "- {from: shop/prod/us-east-1/ksm, to: shop/prod/us-east-1/kms}\n");
        run("refactor", "moves.yaml", "--dry-run")
                .exits(2)
                .complains(
                        "moves.yaml:1:10: from: there is no unit 'us-east-1/ksm', no state of it, and there was none in"
                                + " the history of the repository; did you mean 'us-east-1/kms'?");
        // One that was there, and whose state is deleted since, has been moved.
        shop.with("terragrunt/shop/prod/us-east-1/ksm/main.tf.json", "{}");
        git(folder, "add -A && git commit -q -m ksm && git rm -rq terragrunt/shop/prod/us-east-1/ksm");
        run("refactor", "moves.yaml", "--dry-run").exits(0).prints("Nothing is left to be moved");
    }

    @Test
    void settingsOfThenThatCannotBeReadAreAnError() throws Exception {
        shop.with(PROD, "state: {bucket: " + OLD + "}\nunits: {nonsense: {}}\n");
        commit("what this version does not read");
        git(folder, "rm -rq environments/shop/prod");
        run("plan", "shop/prod").exits(1).complains("cannot be read").complains("nonsense");
    }

    private static String allowance(String address, String action) {
        return "- unit: shop/prod/*\n  address: " + address + "\n  actions: [" + action
                + "]\n  reason: The shop begins anew in the other place.\n  owner: platform\n  expires: \"2999-12-31\"\n";
    }

    private Outcome run(String... arguments) {
        Map<String, String> variables = new TreeMap<>(tools.variables());
        variables.putAll(s3.variables());
        return shop.run(variables, false, arguments);
    }

    private void commit(String message) {
        try {
            shop.run("synth", "--prune").exits(message.startsWith("what") ? 2 : 0);
            git(folder, "add -A && git commit -q -m '" + message + "'");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void git(Path where, String arguments) throws Exception {
        ProcessRunner.Result result = new ProcessRunner(
                        List.of(
                                "bash",
                                "-c",
                                "export GIT_AUTHOR_NAME=shop GIT_AUTHOR_EMAIL=shop@example.com"
                                        + " GIT_COMMITTER_NAME=shop GIT_COMMITTER_EMAIL=shop@example.com; git "
                                        + arguments),
                        where,
                        Map.of())
                .quietly();
        assertEquals(0, result.exit(), () -> "git " + arguments + ": " + result.output());
    }
}
