package groundplan.report;

import groundplan.plan.Action;
import groundplan.plan.EnvironmentPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The plans of a pull request as one text of a number of bytes: a row for each environment, then each one's own report, the
 * dangerous ones first. What does not fit is said.
 */
public final class PullRequestReport {
    /** Refusals that are listed at the top; the rest stands with its environment. */
    private static final int MOST_REFUSALS = 10;

    private final int budget;
    private final Optional<String> run;
    private final String commit;

    /**
     * @param budget bytes of UTF-8 that the text may have
     * @param run where the run is that made the plans
     * @param commit what was planned
     */
    public PullRequestReport(int budget, Optional<String> run, String commit) {
        this.budget = budget;
        this.run = run;
        this.commit = commit;
    }

    /**
     * The text.
     *
     * @param text what is shown
     * @param truncated whether something was left out: then nobody can approve it
     */
    public record Rendered(String text, boolean truncated) {}

    /**
     * Renders plans.
     *
     * @param refusals why they may not be merged
     * @param failed environments that could not be planned
     */
    public Rendered of(List<EnvironmentPlan> plans, List<String> refusals, List<String> failed) {
        List<EnvironmentPlan> sorted = plans.stream()
                .sorted(Comparator.comparing(
                                (EnvironmentPlan plan) -> !plan.verdict().refuses())
                        .thenComparing(
                                plan -> plan.dangers().stream()
                                        .findFirst()
                                        .map(found -> found.danger().weight())
                                        .orElse(null),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(EnvironmentPlan::environment))
                .toList();
        String foot = foot();
        StringBuilder text = new StringBuilder(head(sorted, refusals, failed));
        String note = leftOut(sorted.stream().map(EnvironmentPlan::environment).toList());
        int left = budget - bytes(text.toString()) - bytes(foot) - bytes(note);
        List<EnvironmentPlan> changed =
                sorted.stream().filter(EnvironmentPlan::hasChanges).toList();
        List<String> out = new ArrayList<>();
        boolean shortened = false;
        for (int i = 0; i < changed.size(); i++) {
            // What one does not need is the next one's.
            Rendered section = section(changed.get(i), Math.max(0, left / (changed.size() - i)));
            if (bytes(section.text()) > left) {
                out.add(changed.get(i).environment());
            } else {
                shortened |= section.truncated();
                text.append(section.text());
                left -= bytes(section.text());
            }
        }
        if (!out.isEmpty()) {
            text.append(leftOut(out));
        }
        return new Rendered(text.append(foot).toString(), shortened || !out.isEmpty());
    }

    private String head(List<EnvironmentPlan> plans, List<String> refusals, List<String> failed) {
        StringBuilder text = new StringBuilder("## What a merge would do\n\n");
        if (!failed.isEmpty()) {
            text.append("> [!WARNING]\n> Could not be planned: ")
                    .append(String.join(", ", failed))
                    .append(". The job's log says why.\n\n");
        }
        if (!refusals.isEmpty()) {
            text.append("> [!CAUTION]\n> **Not accepted.**\n");
            refusals.stream()
                    .limit(MOST_REFUSALS)
                    .forEach(why -> text.append("> - ").append(plain(why)).append('\n'));
            text.append(
                    refusals.size() > MOST_REFUSALS
                            ? "> - and " + (refusals.size() - MOST_REFUSALS) + " more below\n\n"
                            : "\n");
        }
        if (plans.isEmpty() && failed.isEmpty()) {
            return text.append("**No environment is affected.**\n\n").toString();
        }
        text.append("| environment | plan | replaced | look at first |\n|---|---|---:|---|\n");
        plans.forEach(plan -> text.append("| `")
                .append(plan.environment())
                .append("` | ")
                .append(plan.hasChanges() ? plan.summary() : "No changes.")
                .append(" | ")
                .append(plan.count(Action.REPLACE))
                .append(" | ")
                .append(plan.dangers().stream()
                        .findFirst()
                        .map(found -> plan.dangers().size() + ", the worst: "
                                + found.danger().weight().words())
                        .orElse(""))
                .append(" |\n"));
        return text.append('\n').toString();
    }

    private static Rendered section(EnvironmentPlan plan, int room) {
        String text = new MarkdownReport(room, Optional.empty()).of(plan);
        // The comment as a whole has the marker.
        int marker = text.indexOf('\n') + 1;
        return new Rendered(
                text.substring(marker) + "\n", text.substring(0, marker).contains("\"truncated\":true"));
    }

    private String leftOut(List<String> environments) {
        return "\n**Left out for size: " + String.join(", ", environments) + ".** "
                + run.map(where -> "The [run](" + where + ") has them as artifacts.")
                        .orElse("The run's artifacts have them.")
                + " Read those before you approve.\n\n";
    }

    private String foot() {
        return "\nOf " + (commit.isEmpty() ? "an unknown commit" : "commit " + commit)
                + run.map(where -> ", [run](" + where + ")").orElse("") + ".\n";
    }

    static String plain(String text) {
        return text.replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("\n", " ")
                .replace("@", "@\u200b");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
