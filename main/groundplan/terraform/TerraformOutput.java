package groundplan.terraform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The output of a command with {@code -json}.
 *
 * @param events the events, in order
 * @param other lines that are not events: errors before Terraform has read its arguments, and crashes, are plain text
 */
public record TerraformOutput(List<TerraformEvent> events, String other) {
    /** The start of every event. A line that begins so and is truncated is neither an event nor text for people. */
    private static final String EVENT = "{\"@";

    /** The major version of the format that is read here. */
    private static final String UI = "1.";

    /**
     * Parses the output of a command, which may be truncated.
     *
     * @throws TerraformFailure when the events are in a later format version
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
                            version.engine(),
                            "-json",
                            version.engine().title() + " " + version.version() + " prints events in format version "
                                    + version.ui() + "; this version of Groundplan reads format version 1. Use an older"
                                    + " one or a newer Groundplan.");
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

    /** What went wrong, for people: the errors without duplicates; else the lines that are not events. */
    public String failure() {
        String errors = errors().stream().map(Diagnostic::text).distinct().collect(Collectors.joining("\n\n"));
        return errors.isEmpty() ? other.strip() : errors;
    }
}
