package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.settings.EnvironmentModel;
import groundplan.testing.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first settings of a system or an environment. */
class NewCommandTest {
    private static final String ACCOUNT = "123456789012";

    @TempDir
    Path folder;

    @Test
    void aNewSystemWithASecondEnvironmentIsValidAndCanBeSynthesized() {
        TempProject project = new TempProject(folder);
        project.run(
                        "new",
                        "system",
                        "store",
                        "--account-id",
                        ACCOUNT,
                        "--region",
                        "eu-west-1",
                        "--project",
                        folder.toString())
                .exits(0)
                .prints("environments/store/system.yaml\n")
                .prints("environments/store/dev/environment.yaml\n");
        project.run("new", "environment", "store/prod").exits(0).prints("environments/store/prod/environment.yaml\n");
        project.run("validate").exits(0);
        project.run("synth").exits(0);
        project.run("synth", "--check").exits(0);
        assertTrue(
                Files.exists(folder.resolve("terragrunt/store/prod/eu-west-1/network/main.tf.json")),
                "prod lives in its region");
        assertEquals(ACCOUNT, project.environments().get(0).settings().accountId());
    }

    /** Dev does without some of them; production has the defaults, and in an account of its own its states too. */
    @ParameterizedTest
    @CsvSource({
        "prod, per_zone",
        "production, per_zone",
        "eu-prod, per_zone",
        "live, per_zone",
        "qa, single",
        "preprod, single",
        "non-prod, single"
    })
    void aNewEnvironmentOfProductionRelaxesNothing(String name, String natGateways) {
        TempProject project = new TempProject(folder);
        project.run("new", "system", "store", "--account-id", ACCOUNT, "--project", folder.toString())
                .exits(0);
        project.run("new", "environment", "store/" + name).exits(0);
        project.run("validate", "--settings-only").exits(0);
        project.run("explain", "store/" + name + "/us-east-1/network", "nat_gateways")
                .exits(0)
                .prints("nat_gateways = " + natGateways);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "qa"})
    void anEnvironmentInAnAccountOfItsOwnHasTheBucketOfItsStatesThere(String name) {
        TempProject project = new TempProject(folder);
        project.run("new", "system", "store", "--account-id", ACCOUNT, "--project", folder.toString())
                .exits(0);
        project.run("new", "environment", "store/" + name, "--account-id", "210987654321")
                .exits(0);
        project.run("validate", "--settings-only").exits(0);
        EnvironmentModel environment = project.environments().get(1);
        assertEquals("210987654321", environment.settings().accountId());
        assertEquals(
                "store-terraform-state-210987654321",
                environment.settings().state().bucket());
        assertTrue(project.units().stream()
                .anyMatch(unit -> unit.path().toString().equals("store/" + name + "/_global/state")));
        assertFalse(
                project.text("environments/store/" + name + "/environment.yaml").contains("\n\n\n"));
    }

    @Test
    void theAccountOfTheSystemIsNotWrittenTwice() {
        TempProject project = new TempProject(folder);
        project.run("new", "system", "store", "--account-id", ACCOUNT, "--project", folder.toString())
                .exits(0);
        project.run("new", "environment", "store/qa", "--account-id", ACCOUNT)
                .exits(2)
                .complains("--account-id: " + ACCOUNT
                        + " is the account of store already (environments/store/system.yaml)");
        project.run("new", "environment", "store/qa", "--account-id", "12345")
                .exits(2)
                .complains("'12345' is not an account id of 12 digits");
    }

    @Test
    void whatTheFileOfProductionSaysOfAnAccountOfItsOwnIsValid() {
        TempProject project = new TempProject(folder);
        project.run("new", "system", "store", "--account-id", ACCOUNT, "--project", folder.toString())
                .exits(0);
        project.run("new", "environment", "store/prod").exits(0);
        String file = "environments/store/prod/environment.yaml";
        String text = project.text(file);
        int from = text.indexOf("# account_id:");
        int to = text.indexOf("units: {}", from);
        project.with(file, text.substring(0, from) + text.substring(from, to).replaceAll("(?m)^# ?", ""));
        project.run("validate", "--settings-only").exits(0);
        assertEquals("210987654321", project.environments().get(1).settings().accountId());
        assertTrue(
                project.units().stream().anyMatch(unit -> unit.path().toString().equals("store/prod/_global/state")));
    }

    @Test
    void aNewSystemHasTheUnitThatMakesItsStateBucket() {
        TempProject project = TempProject.shop(folder);
        project.run("new", "system", "store", "--account-id", ACCOUNT).exits(0);
        assertEquals(
                List.of("store/dev/_global/state"),
                project.units().stream()
                        .filter(unit -> unit.kind().name().equals("state"))
                        .map(unit -> unit.path().toString())
                        .toList());
    }

    @Test
    void newSettingsReferenceTheSchemaAndLeaveNoPlaceholder() {
        TempProject project = TempProject.shop(folder);
        project.run("new", "system", "store", "--account-id", ACCOUNT).exits(0);
        for (String file : List.of("environments/store/system.yaml", "environments/store/dev/environment.yaml")) {
            String schema = "# yaml-language-server: $schema=";
            String first = project.text(file).lines().findFirst().orElse("");
            assertTrue(first.startsWith(schema), () -> "first line of " + file + ": " + first);
            assertEquals(
                    folder.resolve("environments/schema.json"),
                    folder.resolve(file)
                            .getParent()
                            .resolve(first.substring(schema.length()))
                            .normalize(),
                    () -> "schema of " + file);
            assertFalse(
                    project.text(file).matches("(?s).*\\b(SYSTEM|ENVIRONMENT|ACCOUNT|REGION)\\b.*"),
                    () -> "a placeholder in " + file);
        }
    }

    @ParameterizedTest(name = "new {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "system shop --account-id 123456789012                  | there is already a system 'shop'",
                "system Store --account-id 123456789012                 | 'Store' is not the name of a system",
                "system ../store --account-id 123456789012              | '../store' is not the name of a system",
                "system store --account-id 12345                        | '12345' is not an account id of 12 digits",
                "system store --account-id 123456789012 --region london | 'london' is not an AWS region",
                "system store --account-id 123456789012 --region eu-wset-1 | did you mean 'eu-west-1'?",
                "system store --account-id 123456789012 --region cn-north-1 | is in the partition aws-cn",
                "system store --account-id 123456789012 --region _global| '_global' is not an AWS region",
                "environment shop                                       | 'shop' is not <system>/<environment>",
                "environment shop/Prod                                  | 'shop/Prod' is not <system>/<environment>",
                "environment shop/dev                                   | there is already an environment 'shop/dev'",
                "environment store/dev                                  | there is no system 'store'"
            })
    void whatCannotBeIsRefusedAndNothingIsWritten(String arguments, String reason) {
        TempProject project = TempProject.shop(folder);
        var before = project.files("environments");
        project.run(("new " + arguments).split(" ")).exits(2).complains(reason);
        assertEquals(before, project.files("environments"), "settings after a refusal");
    }
}
