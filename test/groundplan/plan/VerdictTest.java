package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.report.HtmlReport;
import groundplan.report.MarkdownReport;
import groundplan.report.PlanJson;
import groundplan.report.TextReport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final UnitPath KMS = UnitPath.parse("shop/dev/us-east-1/kms");
    private static final UnitPath ECR = UnitPath.parse("shop/dev/us-east-1/ecr");
    private static final UnitPath GONE = UnitPath.parse("shop/dev/us-east-1/cache");
    private static final EnvironmentPlan PLAN = new EnvironmentPlan(
                    "shop/dev", "0011", true, List.of(unit(KMS, false), unit(ECR, false), unit(GONE, true)), List.of())
            .with(new Verdict(
                    List.of(new Verdict.Refusal(KMS, "aws_kms_key.data", "is destroyed", "Allow it")),
                    List.of("a note")))
            .with(new Verdict(List.of(), List.of("another")));

    @Test
    void itIsTheFirstThingInTheReports() throws IOException {
        assertTrue(
                new TextReport((colour, text) -> text)
                        .of(PLAN)
                        .startsWith(
                                """
        Refused: this plan cannot be applied
          us-east-1/kms aws_kms_key.data is destroyed.
              Allow it.
        """),
                new TextReport((colour, text) -> text).of(PLAN));
        String markdown = new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(PLAN);
        String html = HtmlReport.of(PLAN);
        assertTrue(html.indexOf("<code>us-east-1/kms aws_kms_key.data</code> is destroyed.") > 0, html);
        assertTrue(
                markdown.lines().limit(8).anyMatch(line -> line.contains("Refused: this plan cannot be applied")),
                markdown);
    }

    @Test
    void theFileOfAPlanKeepsIt() {
        assertEquals(PLAN, PlanJson.read(TerraformJson.write(PlanJson.of(PLAN))));
        assertEquals(List.of("a note", "another"), PLAN.verdict().notes());
    }

    @Test
    void aPlanThatDestroysListsItsUnitsAsTheyGo() {
        EnvironmentPlan plan = PlanJson.read(TerraformJson.write(PlanJson.of(PLAN.destroying())));
        assertEquals(
                List.of(GONE, ECR, KMS),
                plan.units().stream().map(UnitPlan::unit).toList());
        assertTrue(plan.destroys(), "destroys");
    }

    private static UnitPlan unit(UnitPath path, boolean removed) {
        return new UnitPlan(path, removed, Optional.empty(), 0, List.of());
    }
}
