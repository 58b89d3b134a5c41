package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.diagram.Diagram;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.PlanJson;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The files that a plan is written to. */
public final class PlanFiles {
    /** The file of a unit's part of a plan; Terragrunt uses the same name. */
    public static final String PART = "tfplan.json";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also writes the plan as JSON to a file, for groundplan apply --plan.")
    Path out;

    @Option(
            names = "--out-dir",
            paramLabel = "DIR",
            description = "Writes that file for each environment: DIR/<system>/<environment>/plan.json.")
    Path outFolder;

    @Option(
            names = "--json-out-dir",
            paramLabel = "DIR",
            description =
                    "Also writes each unit's part of the plan in Terraform's JSON plan format, with secrets hidden:"
                            + " DIR/<system>/<environment>/<region>/<unit>/" + PART + ".")
    Path partsFolder;

    /** Whether a file is written that an apply can be bound to. */
    boolean wanted() {
        return out != null || outFolder != null;
    }

    /**
     * Writes what was asked for.
     *
     * @param project resolves names of files
     * @param diagram the environment's diagram, which {@code show} draws
     * @param parts each unit's part
     */
    void write(Project project, EnvironmentPlan plan, Optional<Diagram> diagram, Map<UnitPath, ObjectNode> parts)
            throws IOException {
        if (out != null) {
            project.write(out, TerraformJson.write(PlanJson.of(plan, diagram)));
        }
        if (outFolder != null) {
            project.write(
                    outFolder.resolve(plan.environment()).resolve("plan.json"),
                    TerraformJson.write(PlanJson.of(plan, diagram)));
        }
        if (partsFolder != null) {
            for (Map.Entry<UnitPath, ObjectNode> part : parts.entrySet()) {
                project.write(
                        partsFolder.resolve(part.getKey().toString()).resolve(PART),
                        TerraformJson.write(part.getValue()));
            }
        }
    }
}
