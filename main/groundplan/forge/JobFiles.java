package groundplan.forge;

import groundplan.files.TextFile;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.Tally;
import groundplan.report.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files through which a step passes results to its job: the summary that people read, and the outputs for later steps. */
public final class JobFiles {
    /** The size limit of a step's summary. */
    public static final int MOST_SUMMARY_BYTES = 1024 * 1024;

    private final Optional<Path> summary;
    private final Optional<Path> outputs;

    /** @param variables {@code GITHUB_STEP_SUMMARY} and {@code GITHUB_OUTPUT}; without them nothing is written */
    public JobFiles(Map<String, String> variables) {
        this.summary = Optional.ofNullable(variables.get("GITHUB_STEP_SUMMARY"))
                .filter(name -> !name.isBlank())
                .map(Path::of);
        this.outputs = Optional.ofNullable(variables.get("GITHUB_OUTPUT"))
                .filter(name -> !name.isBlank())
                .map(Path::of);
    }

    /**
     * Appends to the summary, truncated if it is too long.
     *
     * @return whether anything was written: false without a summary, and if it has no room left
     */
    public boolean summarize(String markdown) throws IOException {
        if (summary.isEmpty()) {
            return false;
        }
        long there = Files.exists(summary.get()) ? Files.size(summary.get()) : 0;
        int room = (int) Math.max(0, MOST_SUMMARY_BYTES - there);
        String shown = Markdown.cut(markdown, room, "The complete text is in the job's artifact.");
        append(summary.get(), shown);
        return !shown.isEmpty();
    }

    /** Sets an output. */
    public void output(String name, String value) throws IOException {
        if (!name.matches("[a-z][a-z0-9_]*") || value.contains("\n") || value.contains("\r")) {
            throw new IllegalArgumentException("'" + name + "' is not a valid output: its value must be a single line");
        }
        if (outputs.isPresent()) {
            append(outputs.get(), name + "=" + value + "\n");
        }
    }

    /** Sets the outputs that summarize plans. */
    public void outputs(List<EnvironmentPlan> plans, int exit) throws IOException {
        output("has_changes", plans.stream().anyMatch(EnvironmentPlan::hasChanges) ? "true" : "false");
        for (Map.Entry<String, Tally> one : new TreeMap<>(Map.of(
                        "create",
                        Tally.CREATE,
                        "change",
                        Tally.UPDATE,
                        "replace",
                        Tally.REPLACE,
                        "destroy",
                        Tally.DELETE))
                .entrySet()) {
            output(
                    "resources_to_" + one.getKey(),
                    ""
                            + plans.stream()
                                    .mapToLong(plan -> plan.count(one.getValue()))
                                    .sum());
        }
        output("exit_code", "" + exit);
    }

    private static void append(Path file, String text) throws IOException {
        TextFile.append(file, text);
    }
}
