package groundplan.cli;

import groundplan.diagram.Diagram;
import groundplan.json.ContentHash;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.PlanJson;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A plan as {@code plan --out} wrote it.
 *
 * @param plan the plan
 * @param digest the SHA-256 of the file
 * @param diagram the diagram of its environment, if the file has one
 */
public record PlanFile(EnvironmentPlan plan, String digest, Optional<Diagram> diagram) {
    /** Reads a plan of any environment. */
    public static PlanFile read(Path file) throws IOException {
        return from(file, "<system>/<environment>");
    }

    /** Reads a plan of one environment, {@code <system>/<environment>}; one of another is bad input. */
    public static PlanFile read(Path file, String environment) throws IOException {
        PlanFile read = from(file, environment);
        if (!read.plan.environment().equals(environment)) {
            throw Failure.badInput(file + " is a plan of " + read.plan.environment() + ", not of " + environment
                    + "; make one with groundplan plan " + environment + " --out FILE");
        }
        return read;
    }

    private static PlanFile from(Path file, String environment) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Failure.badInput(
                    "there is no file " + file + "; make one with groundplan plan " + environment + " --out " + file);
        }
        try {
            String text = Files.readString(file);
            return new PlanFile(PlanJson.read(text), ContentHash.sha256(text), PlanJson.diagram(text));
        } catch (CharacterCodingException e) {
            throw Failure.badInput(file + ": this is not a plan of Groundplan: it is not text");
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(file + ": " + e.getMessage());
        }
    }
}
