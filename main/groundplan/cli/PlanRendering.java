package groundplan.cli;

import groundplan.console.Console;
import groundplan.console.StepLog;
import groundplan.diagram.Diagram;
import groundplan.json.TerraformJson;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.HtmlReport;
import groundplan.report.MarkdownReport;
import groundplan.report.PlanJson;
import groundplan.report.TextReport;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command prints plans. */
public final class PlanRendering {
    enum PlanFormat {
        text,
        markdown,
        json,
        html
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    PlanFormat format = PlanFormat.text;

    @Mixin
    JsonOption json;

    @Option(
            names = "--report-url",
            paramLabel = "URL",
            description = "The address of the complete report, which a shortened report links to.")
    Optional<String> reportUrl = Optional.empty();

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            converter = PositiveInt.class,
            description = "The most bytes that the Markdown may have. Default: ${DEFAULT-VALUE}.")
    int maxBytes = MarkdownReport.BUDGET;

    /** The format to print in. */
    PlanFormat shown() {
        return json.or(format);
    }

    /**
     * Prints a plan.
     *
     * @param several whether other plans are printed before or after it
     * @param diagram the environment's diagram, for a report that shows or contains one
     */
    void print(Console console, EnvironmentPlan plan, boolean several, Optional<Diagram> diagram) throws IOException {
        try (StepLog.TimedStep step = StepLog.step("report " + plan.environment())) {
            if (several && shown() == PlanFormat.text) {
                console.out().println(console.bold("# " + plan.environment()));
            }
            console.out()
                    .print(
                            switch (shown()) {
                                case text -> new TextReport(console::coloured).of(plan);
                                case markdown -> new MarkdownReport(maxBytes, reportUrl).of(plan);
                                case json -> TerraformJson.write(PlanJson.of(plan, diagram));
                                case html -> HtmlReport.of(plan, diagram);
                            });
            if (several) {
                console.out().println();
            }
            console.out().flush();
            step.result(() -> "as " + shown());
        }
    }
}
