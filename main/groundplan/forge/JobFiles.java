package groundplan.forge;

import groundplan.plan.Action;
import groundplan.plan.EnvironmentPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files with which a step tells its job something: the summary that people read, and the outputs for later steps. */
public final class JobFiles {
    /** What a step's summary may have. */
    public static final int MOST_SUMMARY_BYTES = 1024 * 1024;

    private static final String CUT =
            "\n\n**Shortened: a summary may have 1 MiB. The job's artifact has all of it.**\n";

    private static final int ROOM_FOR_ENDS = 200;

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

    /** Writes the summary, once: cut at the end of a line when it is too long. */
    public void summarize(String markdown) throws IOException {
        if (summary.isEmpty()) {
            return;
        }
        long there = Files.exists(summary.get()) ? Files.size(summary.get()) : 0;
        append(summary.get(), cut(markdown, (int) Math.max(0, MOST_SUMMARY_BYTES - there)));
    }

    /** Sets an output. */
    public void output(String name, String value) throws IOException {
        if (!name.matches("[a-z][a-z0-9_]*") || value.contains("\n") || value.contains("\r")) {
            throw new IllegalArgumentException("'" + name + "' cannot be an output of one line");
        }
        if (outputs.isPresent()) {
            append(outputs.get(), name + "=" + value + "\n");
        }
    }

    /** What plans do, as outputs. */
    public void outputs(List<EnvironmentPlan> plans, int exit) throws IOException {
        output("has_changes", plans.stream().anyMatch(EnvironmentPlan::hasChanges) ? "true" : "false");
        for (Map.Entry<String, Action> one : new TreeMap<>(Map.of(
                        "create",
                        Action.CREATE,
                        "change",
                        Action.UPDATE,
                        "replace",
                        Action.REPLACE,
                        "destroy",
                        Action.DELETE))
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

    /** A text within a number of bytes: whole lines only, and no block stays open behind the last one. */
    public static String cut(String text, int most) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= most) {
            return text;
        }
        int left = most - CUT.getBytes(StandardCharsets.UTF_8).length - ROOM_FOR_ENDS;
        StringBuilder kept = new StringBuilder();
        int open = 0;
        String fence = "";
        for (String line : text.split("(?<=\n)")) {
            left -= line.getBytes(StandardCharsets.UTF_8).length;
            if (left < 0) {
                break;
            }
            kept.append(line);
            String ticks = line.replaceFirst("(?s)^(`*).*", "$1");
            if (fence.isEmpty()) {
                open += line.split("<details>", -1).length - line.split("</details>", -1).length;
                fence = ticks.length() > 2 ? ticks : "";
            } else if (ticks.length() >= fence.length()) {
                fence = "";
            }
        }
        return kept.isEmpty()
                ? ""
                : kept + (fence.isEmpty() ? "" : fence + "\n") + "</details>\n".repeat(Math.max(0, open)) + CUT;
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
