package groundplan.cli;

import groundplan.plan.EnvironmentPlan;
import groundplan.report.PlanJson;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan as {@code plan --out} wrote it. */
public final class PlanFile {
    private PlanFile() {}

    /** Reads it. */
    public static EnvironmentPlan read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Failure.badInput(
                    "there is no file " + file + "; groundplan plan <system>/<environment> --out FILE writes one");
        }
        try {
            return PlanJson.read(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(file + ": " + e.getMessage());
        }
    }
}
