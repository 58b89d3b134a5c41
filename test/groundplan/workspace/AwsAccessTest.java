package groundplan.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.report.PlanJson;
import groundplan.testing.FakeTools;
import groundplan.testing.IdentityStandIn;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has credentials of another account, or none that are valid, is told so before anything else happens. */
class AwsAccessTest {
    private static final String DEV = "111111111111";
    private static final String PROD = "222222222222";
    private static final String PROD_FILE = "environments/shop/prod/environment.yaml";

    @TempDir
    Path folder;

    private final IdentityStandIn aws = new IdentityStandIn();
    private final Map<String, String> variables = new TreeMap<>();
    private TempProject shop;
    private FakeTools tools;

    @BeforeEach
    void twoAccounts() throws IOException {
        shop = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        """
        region: us-east-1
        state: {bucket: shop-states, lock_table: shop-locks}
        units:
          kms:
        """)
                .with(TempProject.DEV, "account_id: \"" + DEV + "\"\nunits: {}\n")
                .with(PROD_FILE, "units: {}\naccount_id: \"" + PROD + "\"\nstate: {bucket: shop-prod-states}\n");
        Repository.copyHandwrittenHcl(shop.root().resolve("terragrunt"));
        String noted = "#!/bin/bash\necho \"AWS_PROFILE=$AWS_PROFILE key=$AWS_ACCESS_KEY_ID old=$AWS_ACCESS_KEY"
                + " default=$AWS_DEFAULT_PROFILE profiles=$GROUNDPLAN_PROFILES\" >>\"$0.noted\"\nexit 9\n";
        tools = FakeTools.in(shop, Map.of("terraform", noted, "terragrunt", noted));
        variables.putAll(tools.variables());
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        config("");
        keys(DEV);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan shop/prod",
                "plan shop/prod --states none",
                "apply shop/prod --plan FOLDER/plan.json",
                "run shop/prod plan",
                "run shop/prod apply --auto-approve",
                "run shop/prod destroy --auto-approve",
                "run shop/prod validate",
                "run shop/prod output",
                "destroy shop/prod --confirm shop/prod",
                "drift shop/prod",
                "bootstrap shop/prod",
                "import shop/prod --from FOLDER/listing.json",
                "promote shop --from dev --to prod --plan"
            })
    void anotherAccountIsNamedBeforeAnythingIsMadeOrStarted(String command) throws IOException {
        shop.with("listing.json", "{}").with("plan.json", plan("shop/prod"));
        Files.createDirectories(folder.resolve("none"));
        Outcome outcome =
                run(command.replace("FOLDER", folder.toString()).split(" ")).exits(1);
        List<String> said = outcome.err().strip().lines().toList();
        assertEquals(3, said.size(), outcome::toString);
        assertEquals(
                "Error: shop/prod is in account " + PROD + " (" + PROD_FILE
                        + ":2:1), and the credentials are of account " + DEV + ":",
                said.get(0));
        assertEquals(
                "  arn:aws:sts::" + DEV + ":assumed-role/AKIA/jane, from the variable AWS_ACCESS_KEY_ID.", said.get(1));
        assertTrue(
                said.get(2).contains("unset AWS_ACCESS_KEY_ID and set AWS_PROFILE=")
                        && said.get(2).contains(PROD),
                said.get(2));
        assertEquals(List.of(), tools.noted("terraform.noted"), "Terraform was started");
        assertEquals(List.of(), tools.noted("terragrunt.noted"), "Terragrunt was started");
        assertFalse(Files.exists(shop.home().resolve("cache/units")), "units were synthesized");
        assertEquals(1, aws.requests().size(), aws.requests()::toString);
    }

    @Test
    void theProfilesOfTheWantedAccountAreNamed() throws IOException {
        config("[profile boss]\nsso_account_id = " + PROD + "\nsso_role_name = Admin\nsso_session = s\n"
                + "[profile deploy]\nrole_arn = arn:aws:iam::" + PROD + ":role/deploy\nsource_profile = boss\n"
                + "[profile other]\nsso_account_id = " + DEV + "\n");
        run("plan", "shop/prod")
                .exits(1)
                .complains("(profiles of that account: boss, deploy)")
                .complains("AWS_PROFILE=boss");
    }

    @Test
    void allEnvironmentsOfOtherAccountsAreNamedAtOnce() throws IOException {
        keys("333333333333");
        run("plan", "shop/dev", "shop/prod")
                .exits(1)
                .complains("shop/dev is in account " + DEV + " (" + TempProject.DEV + ":1:1)")
                .complains("shop/prod is in account " + PROD);
    }

    @Test
    void eachAccountHasItsProfile() throws IOException {
        profiles("shop-dev", DEV, "shop-prod", PROD);
        variables.put("GROUNDPLAN_PROFILES", DEV + "=shop-dev," + PROD + "=shop-prod");
        planned("shop-dev", "shop-prod");
    }

    @Test
    void terragruntGetsTheProfilesOfAllAccounts() throws IOException {
        profiles("shop-dev", DEV, "shop-prod", PROD);
        variables.put("GROUNDPLAN_PROFILES", PROD + "=shop-prod, " + DEV + "=shop-dev");
        run("synth").exits(0);
        run("run", "shop", "plan").exits(9);
        assertTrue(
                tools.noted("terragrunt.noted").get(0).endsWith("profiles=" + DEV + "=shop-dev," + PROD + "=shop-prod"),
                tools.noted("terragrunt.noted")::toString);
    }

    @Test
    void aProfileOfAnotherAccountIsNamedWithWhatChoseIt() throws IOException {
        profiles("shop-dev", DEV, "shop-prod", PROD);
        variables.put("GROUNDPLAN_PROFILES", PROD + "=shop-dev");
        Outcome outcome = run("plan", "shop/prod")
                .exits(1)
                .complains("from the profile shop-dev, which GROUNDPLAN_PROFILES names.")
                .complains("Use credentials of " + PROD + ": GROUNDPLAN_PROFILES=" + PROD + "=NAME");
        assertFalse(outcome.err().contains("AWS_PROFILE"), outcome::toString);
        variables.put("GROUNDPLAN_PROFILES", PROD + "=shop-prd");
        run("plan", "shop/prod")
                .exits(1)
                .complains("GROUNDPLAN_PROFILES names the profile shop-prd")
                .complains("did you mean 'shop-prod'?");
    }

    @Test
    void amongSeveralProfilesOfAnAccountSomebodyHasToChoose() throws IOException {
        config("[profile a]\nsso_account_id = " + PROD + "\n[profile b]\nsso_account_id = " + PROD + "\n");
        variables.put("GROUNDPLAN_PROFILES", "auto");
        run("plan", "shop/prod")
                .exits(2)
                .complains("are of account " + PROD + ": a, b. Choose one: GROUNDPLAN_PROFILES=auto," + PROD + "=a");
        run("plan", "shop/dev", "--states", "nowhere").exits(2).complains("there is no such folder");
    }

    @Test
    void profilesHaveOneForm() {
        variables.put("GROUNDPLAN_PROFILES", "shop/prod=shop-prod");
        run("plan", "shop/prod").exits(2).complains("GROUNDPLAN_PROFILES has 'shop/prod=shop-prod'");
    }

    @Test
    void theRoleOfTheSettingsIsAssumedAndNothingElseAsked() {
        withRoles();
        Outcome outcome = run("run", "shop/dev", "plan");
        outcome.exits(1).complains("the live tree does not match");
        assertEquals(
                List.of("AssumeRole"),
                aws.requests().stream().map(IdentityStandIn.Request::action).toList());
        assertTrue(aws.requests().peek().text().contains("role%2Freads"), aws.requests()::toString);
    }

    @Test
    void whoMayNotAssumeTheRoleIsNamed() {
        withRoles();
        aws.refuse("AssumeRole", "AccessDenied");
        shop.with("plan.json", plan("shop/dev"));
        run("apply", "shop/dev", "--plan", folder.resolve("plan.json").toString())
                .exits(1)
                .complains("cannot assume the role arn:aws:iam::" + DEV + ":role/changes as arn:aws:sts::" + DEV
                        + ":assumed-role/AKIA/jane, of the variable AWS_ACCESS_KEY_ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredToken", "InvalidClientTokenId"})
    void whatAwsDoesNotAcceptIsSaidWithTheWayToRenewIt(String code) {
        aws.refuse("GetCallerIdentity", code);
        run("drift", "shop/dev")
                .exits(1)
                .complains(
                        code.equals("ExpiredToken")
                                ? "the credentials have expired"
                                : "AWS does not accept the credentials")
                .complains("the variable AWS_ACCESS_KEY_ID (" + code + ").\nSet new AWS_ACCESS_KEY_ID");
    }

    @Test
    void allToolsAreGivenTheSameIdentity() throws IOException {
        profiles("shop-dev", DEV, "other", PROD);
        List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY").forEach(variables::remove);
        variables.put("AWS_DEFAULT_PROFILE", "shop-dev");
        variables.put("AWS_ACCESS_KEY", "AKIA" + PROD);
        planned("shop-dev");
    }

    @Test
    void onAnEmulatorNobodyIsAsked() {
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        run("synth").exits(0);
        run("run", "shop/prod", "plan").exits(9);
        assertEquals(List.of(), List.copyOf(aws.requests()));
    }

    /** Plans as many environments as there are profiles; Terraform gets them, and no other credentials. */
    private void planned(String... profiles) throws IOException {
        Files.createDirectories(folder.resolve("none"));
        List<String> command = profiles.length == 1
                ? List.of("plan", "shop/dev", "--states", "none")
                : List.of("plan", "shop/dev", "shop/prod", "--states", "none");
        run(command.toArray(String[]::new)).exits(1);
        List<String> noted = tools.noted("terraform.noted");
        for (String profile : profiles) {
            assertTrue(
                    noted.stream().anyMatch(line -> line.startsWith("AWS_PROFILE=" + profile + " key= old= default= ")),
                    noted::toString);
        }
        assertEquals(
                profiles.length,
                aws.requests().stream()
                        .filter(request -> request.action().equals("GetCallerIdentity"))
                        .count(),
                aws.requests()::toString);
    }

    /** A plan that changes nothing. */
    private String plan(String environment) {
        return TerraformJson.write(
                PlanJson.of(PlanScope.nothing(Project.environment(shop.environments(), environment))));
    }

    private void withRoles() {
        shop.with(
                TempProject.DEV,
                """
        account_id: "%s"
        assume_role:
          plan_role_arn: arn:aws:iam::%s:role/reads
          apply_role_arn: arn:aws:iam::%s:role/changes
        units: {}
        """
                        .formatted(DEV, DEV, DEV));
    }

    private Outcome run(String... command) {
        return shop.run(variables, false, command);
    }

    private void keys(String account) {
        variables.put("AWS_ACCESS_KEY_ID", "AKIA" + account);
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    }

    private void profiles(String first, String account, String second, String other) throws IOException {
        config(("[profile %s]\naws_access_key_id = AKIAFIRST%s\naws_secret_access_key = secret\n"
                        + "[profile %s]\naws_access_key_id = AKIASECOND%s\naws_secret_access_key = secret\n")
                .formatted(first, account, second, other));
    }

    /** Writes the configuration file; each profile finds the stand-in. */
    private void config(String text) throws IOException {
        variables.put(
                "AWS_CONFIG_FILE",
                Files.writeString(
                                folder.resolve("config"),
                                "[default]\nservices = local\n"
                                        + text.replaceAll("(?m)^(\\[profile .*])$", "$1\nservices = local")
                                        + aws.services(""))
                        .toString());
    }
}
