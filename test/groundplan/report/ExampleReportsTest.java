package groundplan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.json.TerraformJson;
import groundplan.plan.EnvironmentPlan;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples in {@code docs/examples/reports} are what the reports say today. New ones are left in {@code target/reports}. */
class ExampleReportsTest {
    private static final Path COMMITTED = Repository.root().resolve("docs/examples/reports");
    private static final Path WRITTEN = Repository.root().resolve("target/reports");

    @Test
    void theCommittedExamplesAreUpToDate() throws IOException {
        List<String> stale = new ArrayList<>();
        for (Map.Entry<String, EnvironmentPlan> example : ExamplePlans.all().entrySet()) {
            for (Map.Entry<String, String> format : formats(example.getValue()).entrySet()) {
                String file = example.getKey() + "." + format.getKey();
                Files.createDirectories(WRITTEN);
                Files.writeString(WRITTEN.resolve(file), format.getValue());
                Path committed = COMMITTED.resolve(file);
                if (!Files.exists(committed) || !Files.readString(committed).equals(format.getValue())) {
                    stale.add(file);
                }
            }
        }
        assertEquals(List.of(), stale, "look at them in target/reports, and copy them to docs/examples/reports");
    }

    /** A tag whose key is a password changes: where a change begins is told without it, too. */
    @Test
    void aSecretKeyIsNotTold() throws IOException {
        ExamplePlan plan = new ExamplePlan();
        plan.change(
                "us-east-1/app",
                "aws_lambda_function.api",
                "update",
                "{\"environment\": [{\"variables\": {\"API_TOKEN\": \"Correct-horse-42\"}}], \"tags\": {}}",
                "{\"environment\": [{\"variables\": {\"API_TOKEN\": \"Correct-horse-42\"}}], \"tags\": {\"Correct-horse-42\": \"x\"}}");
        for (Map.Entry<String, String> format : formats(plan.plan()).entrySet()) {
            assertFalse(format.getValue().contains("Correct-horse-42"), format.getKey());
        }
    }

    private static Map<String, String> formats(EnvironmentPlan plan) throws IOException {
        Map<String, String> formats = new LinkedHashMap<>();
        formats.put("txt", new TextReport((colour, text) -> text).of(plan));
        formats.put("md", new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(plan));
        formats.put("html", HtmlReport.of(plan));
        formats.put("json", TerraformJson.write(PlanJson.of(plan)));
        return formats;
    }
}
