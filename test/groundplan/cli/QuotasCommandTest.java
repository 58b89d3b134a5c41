package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Problem;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.TempProject;
import groundplan.workspace.QuotaCheck;
import groundplan.workspace.QuotaState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two systems in one account, each with three NAT gateways in us-east-1. */
class QuotasCommandTest {
    private static final String STORE = "environments/store/system.yaml";
    private static final String REQUEST =
            "aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-0263D0A3 --desired-value 6 --region us-east-1";

    @TempDir
    static Path folder;

    @TempDir
    Path other;

    private static TempProject project;

    @BeforeAll
    static void twoSystems() {
        project = new TempProject(folder)
                .with(TempProject.SYSTEM, system("shop", "123456789012", ""))
                .with(TempProject.DEV, "{}\n")
                .with("environments/store/dev/environment.yaml", "{}\n");
    }

    @Test
    void whatTheSystemsOfAnAccountUseTogetherIsRefusedUntilItIsNoted() {
        store("123456789012", "");
        project.run("validate")
                .exits(2)
                .complains(
                        "environments/shop/system.yaml:2:1: account_id: account 123456789012 gets 6 Elastic IP addresses in"
                                + " us-east-1 (shop/dev 3, store/dev 3); AWS's default is 5. Request more with `"
                                + REQUEST
                                + "`, and note what AWS grants: quotas: {vpc-elastic-ips: 6}")
                .complains("1 problem in the settings");
        store("123456789012", "quotas: {vpc-elastic-ips: 6}");
        project.run("validate").exits(0);
        store("123456789012", "quotas: {us-west-2/vpc-elastic-ips: 6}");
        project.run("validate").exits(2);
        store("444455556666", "");
        project.run("validate").exits(0);
    }

    @Test
    void aQuotaThatIsLowerThanTheDefaultHoldsAsWell() {
        store("444455556666", "quotas: {vpc-elastic-ips: 2}");
        project.run("validate")
                .exits(2)
                .complains(
                        "environments/store/system.yaml:3:10: quotas.vpc-elastic-ips: account 444455556666 gets 3 Elastic IP"
                                + " addresses in us-east-1 (store/dev 3); the settings note 2.");
    }

    @Test
    void everyFormOfTheReportHasThem() {
        store("123456789012", "");
        JsonNode problem = project.run("validate", "--json").exits(2).json().at("/problems/0");
        assertEquals("account_id", problem.path("key").asText());
        project.run("validate", "--format", "github").exits(2).prints(REQUEST);
        project.run("validate", "--settings-only").exits(0);
    }

    /** Documents are made to count what is in them, so what is wrong with them shows before {@code synth}. */
    @Test
    void whatSynthesisWouldRefuseIsReportedInTheSameForm() {
        TempProject moving = TempProject.shop(other)
                .with(TempProject.DEV, "units: {kms: {moved: {aws_kms_key.old: aws_kms_key.nowhere}}}\n");
        JsonNode problems = moving.run("validate", "--json").exits(2).json().path("problems");
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("moved.aws_kms_key.old", problems.at("/0/key").asText());
        moving.run("validate", "--settings-only").exits(0);
    }

    @Test
    void theCommandShowsWhatIsUsed() {
        store("123456789012", "");
        project.run("quotas").exits(1).prints("123456789012  vpc-elastic-ips  6     5        L-0263D0A3  us-east-1");
        JsonNode addresses = StreamSupport.stream(
                        project.run("quotas", "--json")
                                .exits(1)
                                .json()
                                .path("quotas")
                                .spliterator(),
                        false)
                .filter(quota -> quota.path("name").asText().equals("vpc-elastic-ips"))
                .findFirst()
                .orElseThrow();
        assertEquals(6, addresses.path("used").asInt());
        assertEquals(3, addresses.at("/units/shop~1dev~1us-east-1~1network").asInt());
        store("123456789012", "quotas: {vpc-elastic-ips: 20}");
        assertFalse(project.run("quotas").exits(0).out().contains("vpc-elastic-ips"), "less than half is used");
        project.run("quotas", "--all").exits(0).prints("vpc-elastic-ips").prints("20 (noted)");
    }

    /** Three networks with three NAT gateways each in one account; in the other three, two and two. */
    @Test
    void theEnvironmentsNoteWhatTheirAccountsNeed() {
        List<EnvironmentModel> environments = FullSynthesis.environments();
        List<QuotaState> states = new QuotaCheck(environments, FullSynthesis.documents()).states();
        assertEquals(
                List.of(),
                states.stream()
                        .filter(QuotaState::over)
                        .map(QuotaState::request)
                        .toList());
        Map<String, String> addresses = states.stream()
                .filter(state -> state.use().quota().name().equals("vpc-elastic-ips"))
                .filter(QuotaState::noted)
                .collect(Collectors.toMap(
                        state -> state.use().account() + " " + state.use().region(),
                        state -> state.use().total() + " of " + state.allowed()));
        assertEquals(Map.of("111122223333 eu-west-1", "9 of 9", "222233334444 us-east-1", "7 of 7"), addresses);
    }

    /** IAM raises the length of a role's inline policies for nobody, so no note helps: the unit has to change. */
    @Test
    void whatNobodyRaisesIsAProblemOfTheUnit() {
        UnitDocument functions = FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().equals("credlink/prod/us-east-1/ecs"))
                .findFirst()
                .orElseThrow();
        ObjectNode longer = functions.json().deepCopy();
        ObjectNode policies = (ObjectNode) longer.at("/resource/aws_iam_role_policy");
        String role = policies.elements().next().path("role").asText();
        policies.putObject("more").put("role", role).put("policy", "x".repeat(10_241));
        List<Problem> problems = new QuotaCheck(
                        FullSynthesis.environments(), List.of(new UnitDocument(functions.unit(), longer)))
                .problems();
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("units.ecs", problems.get(0).key());
        assertEquals(functions.unit().node().mark(), problems.get(0).mark());
        assertTrue(
                problems.get(0)
                        .message()
                        .matches(
                                "account 123456789012 gets 1\\d{4} characters in the inline policies of"
                                        + " credlink/prod/us-east-1/ecs aws_iam_role\\.\\w+; AWS allows 10240 and raises this quota for nobody"),
                problems.get(0).message());
    }

    private static void store(String account, String quotas) {
        project.with(STORE, system("store", account, quotas));
    }

    private static String system(String name, String account, String quotas) {
        return """
                region: us-east-1
                account_id: "%s"
                %s
                state:
                  bucket: %s-terraform-state
                  lock_table: %s-terraform-locks
                units:
                  kms:
                  network:
                    cidr: 10.0.0.0/16
                    zones: [a, b, c]
                """
                .formatted(account, quotas, name, name);
    }
}
