package groundplan.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.address.AttributePath;
import groundplan.forge.StandIn;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.AttributeChange;
import groundplan.plan.Drift;
import groundplan.plan.PlanWarning;
import groundplan.settings.KnownDrift;
import groundplan.testing.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as drift, and who is told. */
class DriftReportTest {
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 15);
    private static final UnitPath ECS = UnitPath.parse("shop/dev/us-east-1/ecs");
    private static final Drift SCALED = new Drift(
            ECS,
            "aws_ecs_service.web",
            false,
            List.of(new AttributeChange(AttributePath.parse("desired_count"), "2", "5", false)));
    private static final Drift GONE = new Drift(ECS, "aws_ecs_service.old", true, List.of());

    @TempDir
    Path folder;

    @Test
    void whatNobodyKnowsOfIsDrift() {
        DriftReport report = DriftReport.of("shop/dev", List.of(SCALED, GONE), List.of(), TODAY);
        assertTrue(report.drifted());
        assertTrue(report.text().contains("aws_ecs_service.web\n    desired_count: 2 -> 5"), report.text());
        assertTrue(report.text().contains("aws_ecs_service.old\n    has been deleted"), report.text());
        assertEquals(report, DriftReport.read(TerraformJson.write(report.json())));
    }

    @Test
    void warningsAreToldAndAreNoDrift() {
        DriftReport report = DriftReport.of("shop/dev", List.of(), List.of(), TODAY)
                .warning(List.of(
                        new PlanWarning(
                                Optional.of(ECS), "check.healthy", "Check block assertion failed", "No task\nruns."),
                        new PlanWarning(Optional.empty(), "", "Deprecated Parameter", "")));
        assertFalse(report.drifted());
        assertTrue(
                report.text()
                        .contains("warning: us-east-1/ecs check.healthy: Check block assertion failed: No task runs.\n"
                                + "warning: Deprecated Parameter\n"),
                report::text);
        assertTrue(report.markdown().contains("> [!WARNING]\n> us-east-1/ecs check.healthy"), report::markdown);
        assertEquals(report, DriftReport.read(TerraformJson.write(report.json())));
    }

    @Test
    void whatIsKnownIsNoDriftUntilItsLastDay() throws Exception {
        List<KnownDrift> known = known("arguments: [desired_count]", "2027-01-15");
        assertFalse(DriftReport.of("shop/dev", List.of(SCALED), known, TODAY).drifted());
        DriftReport after = DriftReport.of("shop/dev", List.of(SCALED), known, TODAY.plusDays(1));
        assertTrue(after.drifted());
        assertTrue(
                after.notes().get(0).startsWith("environments/shop/drift.yaml:1:3: expired on 2027-01-15"),
                after::text);
    }

    @Test
    void anEntryExplainsItsArgumentsAndNoOthers() throws Exception {
        Drift more = new Drift(
                ECS,
                "aws_ecs_service.web",
                false,
                List.of(
                        new AttributeChange(AttributePath.parse("desired_count"), "2", "5", false),
                        new AttributeChange(AttributePath.parse("launch_type"), "FARGATE", "EC2", false)));
        List<KnownDrift> known = known("arguments: [desired_count]", "2027-06-30");
        assertTrue(
                DriftReport.of("shop/dev", List.of(more), known, TODAY).drifted(), "another argument has changed too");
        assertTrue(
                DriftReport.of("shop/dev", List.of(GONE), known, TODAY).drifted(), "that it is gone is another matter");
        assertFalse(DriftReport.of("shop/dev", List.of(GONE), known("", "2027-06-30"), TODAY)
                .drifted());
    }

    @Test
    void anEntryThatNothingNeedsIsNoted() throws Exception {
        DriftReport report =
                DriftReport.of("shop/dev", List.of(), known("arguments: [desired_count]", "2027-06-30"), TODAY);
        assertTrue(report.notes().get(0).contains("it matches no drift in shop/dev today"), report::text);
    }

    @Test
    void anEntryWithoutAReasonIsRefused() {
        project("arguments: [desired_count]", "2027-06-30");
        Path file = folder.resolve("environments/shop/drift.yaml");
        TempProject shop = new TempProject(folder);
        shop.with(
                "environments/shop/drift.yaml",
                shop.text("environments/shop/drift.yaml").replace("The scaling policy sets it.", "ok"));
        shop.run("validate").exits(2).complains("reason: is too short");
        assertTrue(Files.exists(file));
    }

    @Test
    void oneIssueTellsOfAllEnvironmentsAndIsClosedInTheEnd() throws Exception {
        TempProject shop = TempProject.shop(folder);
        try (StandIn standIn = new StandIn()) {
            Map<String, String> variables = new TreeMap<>(standIn.variables());
            variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
            Path reports =
                    Files.createDirectories(folder.resolve("reports/dev")).getParent();
            Files.writeString(
                    reports.resolve("dev/drift.json"),
                    TerraformJson.write(DriftReport.of("shop/dev", List.of(SCALED), List.of(), TODAY)
                            .json()));
            String[] command = {"github", "drift", "--reports", reports.toString(), "--expect", "shop/dev"};
            shop.run(variables, false, command).exits(0);
            shop.run(variables, false, command).exits(0);
            assertEquals(
                    List.of("Drift: shop/dev"),
                    standIn.issues().stream()
                            .map(issue -> issue.path("title").asText())
                            .toList());
            assertTrue(standIn.issues().get(0).path("body").asText().contains("`desired_count: 2 -> 5`"));

            Files.delete(reports.resolve("dev/drift.json"));
            shop.run(variables, false, command).exits(1);
            assertEquals("open", standIn.issues().get(0).path("state").asText(), "nobody knows whether it has drifted");
            Files.writeString(
                    reports.resolve("dev/drift.json"),
                    TerraformJson.write(DriftReport.of("shop/dev", List.of(), List.of(), TODAY)
                            .json()));
            shop.run(variables, false, command).exits(0);
            assertEquals("closed", standIn.issues().get(0).path("state").asText());
            assertEquals(List.of(), standIn.violations());
        }
    }

    private List<KnownDrift> known(String arguments, String expires) throws Exception {
        project(arguments, expires);
        return KnownDrift.of(folder, "shop");
    }

    private void project(String arguments, String expires) {
        TempProject.shop(folder)
                .with(
                        "environments/shop/drift.yaml",
                        "- unit: shop/dev/us-east-1/ecs\n  address: aws_ecs_service.*\n"
                                + (arguments.isEmpty() ? "" : "  " + arguments + "\n")
                                + "  reason: The scaling policy sets it.\n  owner: platform\n"
                                + "  expires: " + expires + "\n");
    }
}
