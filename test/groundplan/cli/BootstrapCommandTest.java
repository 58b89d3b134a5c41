package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.testing.FakeTools;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bucket whose own state belongs into it. A script stands in for Terraform; the files beside it are the bucket. */
class BootstrapCommandTest {
    private static final String TERRAFORM =
            """
      #!/bin/bash
      echo "$* ($(grep -oE '"(s3|local)"' backend.tf.json))" >>"$0.calls"
      case $1 in
        init)
          [ -f "$0.refuses" ] && { echo 'Error: no credentials'; exit 1; }
          grep -q '"s3"' backend.tf.json && [ ! -f "$0.bucket" ] && { echo 'Error: NoSuchBucket'; exit 1; } ;;
        apply) touch "$0.bucket"; grep -q '"local"' backend.tf.json && echo '{}' >terraform.tfstate ;;
        state) cat "$0.state" 2>/dev/null ;;
      esac
      exit 0
      """;
    private static final String WORK = ".groundplan/bootstrap/aws/shop--prod--_global--state";
    private static final List<String> FROM_SCRATCH = List.of(
            "init -input=false -no-color -reconfigure (\"s3\")",
            "init -input=false -reconfigure -no-color (\"local\")",
            "apply -input=false -auto-approve -no-color (\"local\")",
            "init -input=false -migrate-state -force-copy -no-color (\"s3\")");

    @TempDir
    static Path seed;

    @TempDir
    Path folder;

    private TempProject shop;
    private FakeTools tools;
    private Path work;

    @BeforeAll
    static void aTree() {
        TempProject shop = TempProject.shop(seed);
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM).replace("locks\n", "locks\n  owner: prod\n"))
                .with("environments/shop/prod/environment.yaml", "units:\n  state:\n")
                .run("synth")
                .exits(0);
    }

    @BeforeEach
    void aCopyAndATerraform() throws IOException {
        TestFiles.copy(seed, folder);
        shop = new TempProject(folder);
        tools = FakeTools.in(shop, Map.of("terraform", TERRAFORM));
        work = folder.resolve(WORK);
    }

    @Test
    void aNewBucketIsMadeWithALocalStateThatIsMovedIntoIt() {
        tools.run("bootstrap", "shop/prod").exits(0).prints("s3://shop-terraform-state/prod/");
        assertEquals(FROM_SCRATCH, tools.noted("terraform.calls"));
        assertFalse(Files.exists(work.resolve("terraform.tfstate")), "the state is in the bucket now");
    }

    @Test
    void theBoundaryOfTheRolesIsCreatedOnceThereIsABucketForItsState() throws IOException {
        shop.with("environments/shop/prod/environment.yaml", "units:\n  boundary:\n  state:\n")
                .run("synth")
                .exits(0);
        tools.run("bootstrap", "shop/prod").exits(0).prints("permissions boundary shop-prod-boundary");
        List<String> calls = tools.noted("terraform.calls");
        assertEquals(FROM_SCRATCH, calls.subList(0, FROM_SCRATCH.size()));
        assertEquals(
                "apply -input=false -auto-approve -no-color (\"s3\")", calls.get(calls.size() - 1), calls::toString);
        Path boundary = folder.resolve(".groundplan/bootstrap/aws/shop--prod--_global--boundary");
        assertTrue(
                Files.readString(boundary.resolve("backend.tf.json")).contains("prod/_global/boundary/"),
                "its own state in the bucket");
        assertTrue(
                Files.readString(boundary.resolve("imports.tf.json")).contains(":policy/shop-prod-boundary\""),
                "a policy of that name is taken over");
    }

    @Test
    void anEnvironmentThatSharesABucketBootstrapsItsOwner() {
        tools.run("bootstrap", "shop/dev").exits(0).prints("s3://shop-terraform-state/dev/");
        assertTrue(
                Files.exists(work.resolve("main.tf.json")),
                () -> "worked in " + shop.files(".groundplan/bootstrap").keySet());
    }

    @Test
    void aBucketThatSomebodyElseMadeIsTakenOverByItsNames() {
        shop.with("program/tools/terraform.bucket", "");
        tools.run("bootstrap", "shop/prod").exits(0);
        var imports = TerraformJson.read(shop.text(WORK + "/imports.tf.json")).path("import");
        assertEquals(
                "[{\"id\":\"shop-terraform-locks\",\"to\":\"aws_dynamodb_table.locks\"},"
                        + "{\"id\":\"shop-terraform-state\",\"to\":\"aws_s3_bucket.state\"}]",
                imports.toString());
        assertEquals("apply -input=false -auto-approve -no-color (\"s3\")", last(tools.noted("terraform.calls")));
    }

    @Test
    void aBucketThatIsInItsStateIsBroughtUpToDate() {
        shop.with("program/tools/terraform.bucket", "").with("program/tools/terraform.state", "aws_s3_bucket.state\n");
        tools.run("bootstrap", "shop/prod").exits(0);
        assertFalse(Files.exists(work.resolve("imports.tf.json")), "what is in the state is not imported again");
        assertEquals("apply -input=false -auto-approve -no-color (\"s3\")", last(tools.noted("terraform.calls")));
    }

    @Test
    void aRunThatWasKilledBeforeTheMoveIsTakenUpWithItsLocalState() {
        shop.with("program/tools/terraform.bucket", "").with(WORK + "/terraform.tfstate", "{}");
        tools.run("bootstrap", "shop/prod").exits(0);
        assertEquals(FROM_SCRATCH.subList(1, 4), tools.noted("terraform.calls"));
        assertFalse(Files.exists(work.resolve("terraform.tfstate")), "the state is in the bucket now");
    }

    @Test
    void whatTerraformComplainsOfIsPassedOn() {
        shop.with("program/tools/terraform.refuses", "");
        CommandLineTest.assertNoTrace(
                tools.run("bootstrap", "shop/prod").exits(1).complains("Error: no credentials"));
    }

    @Test
    void withoutAUnitThatMakesTheBucketOneIsAskedFor() {
        shop.with("environments/shop/prod/environment.yaml", "units: {}\n");
        tools.run("bootstrap", "shop/prod").exits(2).complains("shop/prod has no unit of kind state");
        assertEquals(List.of(), tools.noted("terraform.calls"), "Terraform was started");
    }

    @Test
    void anUnknownEnvironmentIsAnsweredWithTheNearestOne() {
        tools.run("bootstrap", "shop/prd").exits(2).complains("did you mean 'shop/prod'?");
    }

    private static String last(List<String> lines) {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
