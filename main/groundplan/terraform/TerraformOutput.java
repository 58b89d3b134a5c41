package groundplan.terraform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a command with {@code -json} printed.
 *
 * @param events the events in their order
 * @param other lines that are no events: what goes wrong before Terraform reads its arguments, or when it crashes, is plain text
 */
public record TerraformOutput(List<TerraformEvent> events, String other) {
    /** The start of every event: a line that was cut in the middle is none, and not for people either. */
    private static final String EVENT = "{\"@";

    /** The major version of the form that is read here. */
    private static final String UI = "1.";

    /**
     * Reads what a command printed, whether it came to its end or not.
     *
     * @throws TerraformFailure when Terraform is one whose events have a form that is not known here
     */
    public static TerraformOutput parse(String text) {
        List<TerraformEvent> events = new ArrayList<>();
        StringBuilder other = new StringBuilder();
        text.lines().forEach(line -> {
            if (!line.startsWith(EVENT)) {
                other.append(line).append('\n');
                return;
            }
            try {
                ObjectNode json = TerraformJson.read(line);
                events.add(TerraformEvent.of(json));
            } catch (IllegalArgumentException cut) {
                events.add(new TerraformEvent.OtherEvent("cut"));
            }
        });
        events.stream()
                .filter(TerraformEvent.VersionEvent.class::isInstance)
                .map(TerraformEvent.VersionEvent.class::cast)
                .filter(version -> !version.ui().startsWith(UI))
                .findFirst()
                .ifPresent(version -> {
                    throw new TerraformFailure(
                            "-json",
                            "Terraform " + version.terraform() + " prints events of form " + version.ui()
                                    + "; this Groundplan reads form 1. Use an older Terraform or a newer Groundplan.");
                });
        return new TerraformOutput(List.copyOf(events), other.toString());
    }

    /** The errors. */
    public List<Diagnostic> errors() {
        return diagnostics().filter(Diagnostic::error).toList();
    }

    /** The warnings. */
    public List<Diagnostic> warnings() {
        return diagnostics().filter(diagnostic -> !diagnostic.error()).toList();
    }

    private Stream<Diagnostic> diagnostics() {
        return events.stream()
                .filter(TerraformEvent.DiagnosticEvent.class::isInstance)
                .map(event -> ((TerraformEvent.DiagnosticEvent) event).diagnostic());
    }

    /** What went wrong, for people: the errors, each once; else the lines that are no events. */
    public String failure() {
        String errors = errors().stream().map(Diagnostic::text).distinct().collect(Collectors.joining("\n\n"));
        return errors.isEmpty() ? other.strip() : errors;
    }
}
