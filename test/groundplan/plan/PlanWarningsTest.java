package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.report.HtmlReport;
import groundplan.report.MarkdownReport;
import groundplan.report.PlanJson;
import groundplan.report.PullRequestReport;
import groundplan.report.TextReport;
import groundplan.terraform.PrivateFolder;
import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Terraform warns of in a plan, from a plan of Terraform's own to every report. */
class PlanWarningsTest {
    /** A unit of a tree, whose module stays in the copy of its repository. */
    private static final UnitPath NETWORK = UnitPath.read("live/prod/network");

    private static final UnitPath RDS = UnitPath.parse("shop/prod/us-east-1/rds");
    private static final String CANARY = "canary-0Xq7-of-the-plan";

    private static EnvironmentPlan plan;

    /** Two units as the whole plan lays them out: in JSON, each in a module of its own. */
    @BeforeAll
    static void terraformPlans() throws IOException {
        Path program = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv())
                .path("terraform");
        Map<String, String> variables = Map.of("TF_CLI_CONFIG_FILE", "/dev/null", "CHECKPOINT_DISABLE", "1");
        try (PrivateFolder folder = new PrivateFolder(program, variables)) {
            folder.write(
                    "main.tf.json",
                    """
            {"module": {"network": {"source": "./sources/modules/network"},
                        "us-east-1--rds": {"source": "./units/us-east-1--rds"}},
             "check": {"root": {"assert": [{"condition": "${1 + length(module.us-east-1--rds.name) == 1}",
                        "error_message": "The root's own."}]}}}
            """);
            folder.write(
                    "sources/modules/network/main.tf.json",
                    """
            {"check": {"health": {"assert": [
                {"condition": "${terraform_data.vpc.input == \\"up\\"}", "error_message": "The network is ${terraform_data.vpc.input}."},
                {"condition": "${terraform_data.vpc.input != \\"down\\"}", "error_message": "It is down, with CANARY."}]},
                       "zones": {"assert": [
                {"condition": "${terraform_data.vpc.output == \\"up\\"}", "error_message": "Not asked yet."}]},
                       "fine": {"assert": [
                {"condition": "${terraform_data.vpc.input == \\"down\\"}", "error_message": "All is well."}]}},
             "resource": {"terraform_data": {"vpc": {"input": "down"},
                "key": {"input": "${sensitive(\\"CANARY\\")}"}}}}
            """
                            .replace("CANARY", CANARY));
            folder.write(
                    "units/us-east-1--rds/main.tf.json",
                    """
            {"resource": {"terraform_data": {"db": {"input": "x", "lifecycle": {"ignore_changes": ["output"],
                "postcondition": [{"condition": "${self.output == \\"x\\"}", "error_message": "Known later."}]}}}},
             "output": {"name": {"value": "db"}}}
            """);
            folder.terraform(List.of("init", "-input=false", "-no-color"));
            var json = PlanWarnings.plan(
                    folder,
                    List.of(
                            unit(
                                    NETWORK,
                                    Optional.of(new PlannableUnit.ModuleFiles(
                                            folder.path(),
                                            "modules/network",
                                            List.of(),
                                            Map.of(),
                                            new TreeMap<>(),
                                            new TreeMap<>()))),
                            unit(RDS, Optional.empty())),
                    List.of());
            plan = EnvironmentPlan.of(
                    "shop/prod",
                    "0011",
                    List.of(NETWORK, RDS),
                    Map.of(),
                    Set.of(NETWORK, RDS),
                    new ConfiguredArguments(Map.of()),
                    json,
                    Redactor.of(json));
        }
    }

    private static PlannableUnit unit(UnitPath path, Optional<PlannableUnit.ModuleFiles> files) {
        return new PlannableUnit(
                path, TerraformJson.object(), new TreeMap<>(), List.of(), TerraformJson.object(), files);
    }

    @Test
    void checksAndWarningsAreToldOnceWhereTheyAre() {
        assertEquals(
                List.of(
                        "[] check.root: Check block assertion failed: The root's own.",
                        "[" + NETWORK + "] check.health: Check block assertion failed:"
                                + " It is down, with (sensitive). The network is down.",
                        "[" + NETWORK
                                + "] check.zones: Check block assertion known after apply: The condition could not be"
                                + " evaluated at this time, a result will be known when this plan is applied.",
                        "[" + RDS + "] : Redundant ignore_changes element: Adding an attribute name"),
                plan.warnings().stream()
                        .map(warning ->
                                warning.unit().map(UnitPath::toString).stream().toList() + " " + warning.address()
                                        + ": " + warning.text().replaceAll("(Adding an attribute name).*", "$1"))
                        .toList());
    }

    @Test
    void everyReportHasThemWithoutSecrets() throws IOException {
        String json = TerraformJson.write(PlanJson.of(plan));
        for (String report : List.of(
                json,
                new TextReport((colour, text) -> text).of(plan),
                new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(plan),
                HtmlReport.of(plan),
                new PullRequestReport(60_000, Optional.empty(), "")
                        .of(List.of(plan), List.of(), List.of())
                        .text())) {
            for (String said : List.of("health", "The network is down", "zones", "ignore.?.?changes element")) {
                assertTrue(Pattern.compile(said).matcher(report).find(), () -> said + " is not in\n" + report);
            }
            assertFalse(report.contains("canary"), report);
        }
        assertEquals(plan, PlanJson.read(json));
        try (InputStream schema = PlanJson.class.getResourceAsStream("plan.schema.json")) {
            assertEquals(
                    Set.of(),
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(PlanJson.of(plan)));
        }
    }

    @Test
    void aPlanWithoutChangesHasThemToo() throws IOException {
        EnvironmentPlan quiet = new EnvironmentPlan(
                plan.environment(), "0011", true, List.of(), List.of(), Verdict.NONE, false, plan.warnings());
        for (String report : List.of(
                new TextReport((colour, text) -> text).of(quiet),
                new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(quiet),
                HtmlReport.of(quiet),
                new PullRequestReport(60_000, Optional.empty(), "")
                        .of(List.of(quiet), List.of(), List.of())
                        .text())) {
            assertTrue(report.contains("The network is down"), report);
            assertTrue(report.contains("No changes."), report);
        }
    }
}
