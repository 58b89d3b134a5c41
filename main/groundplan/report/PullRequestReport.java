package groundplan.report;

import groundplan.plan.EnvironmentPlan;
import groundplan.plan.Tally;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The plans of a pull request as one text, limited to a number of bytes: a row for each environment, then the report of each, the
 * dangerous ones first. It says what was left out.
 */
public final class PullRequestReport {
    /** The number of refusals that are listed at the top; the others are in the reports of their environments. */
    private static final int MOST_REFUSALS = 10;

    private static final String HEADING = "## What a merge would do\n\n";

    private static final String SHORTENED =
            "> [!IMPORTANT]\n> **This does not show all of the changes.** Each plan says below what is"
                    + " left out. Read it before you approve: an approval of this text does not count as one of the whole plans.\n\n";

    private final int budget;
    private final Optional<String> run;
    private final String commit;

    /**
     * @param budget the maximum length in bytes of UTF-8
     * @param run the URL of the run that made the plans
     * @param commit the commit that was planned
     */
    public PullRequestReport(int budget, Optional<String> run, String commit) {
        this.budget = budget;
        this.run = run;
        this.commit = commit;
    }

    /**
     * Renders plans.
     *
     * @param refusals why they may not be merged
     * @param failed environments that could not be planned
     */
    public RenderedMarkdown of(List<EnvironmentPlan> plans, List<String> refusals, List<String> failed) {
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
        List<EnvironmentPlan> changed = sorted.stream()
                .filter(plan -> plan.hasChanges() || !plan.warnings().isEmpty())
                .toList();
        MarkdownWriter writer = new MarkdownWriter(budget)
                .reserve(HEADING)
                .reserve(SHORTENED)
                .reserve(leftOut(
                        changed.stream().map(EnvironmentPlan::environment).toList()))
                .reserve(foot())
                .write(head(sorted, refusals, failed));
        boolean truncated = false;
        for (int i = 0; i < changed.size(); i++) {
            // Room that one environment does not need is left to the next.
            RenderedMarkdown section = new MarkdownReport(
                            Math.max(0, writer.left() / (changed.size() - i) - 1), Optional.empty())
                    .body(changed.get(i));
            writer.writeIfItFits(changed.get(i).environment(), section.text() + "\n");
            truncated |= section.truncated();
        }
        truncated |= !writer.leftOut().isEmpty() || refusals.size() > MOST_REFUSALS;
        return new RenderedMarkdown(
                HEADING + (truncated ? SHORTENED : "") + writer.end(leftOut(writer.leftOut()) + foot()), truncated);
    }

    private static String head(List<EnvironmentPlan> plans, List<String> refusals, List<String> failed) {
        StringBuilder text = new StringBuilder();
        if (!failed.isEmpty()) {
            text.append("> [!WARNING]\n> Could not be planned: ")
                    .append(Markdown.text(String.join(", ", failed)))
                    .append(". The job's log says why.\n\n");
        }
        if (!refusals.isEmpty()) {
            text.append("> [!CAUTION]\n> **Not accepted.**\n")
                    .append(Markdown.items("> - ", refusals, MOST_REFUSALS, Markdown::text, "more below"))
                    .append('\n');
        }
        if (plans.isEmpty() && failed.isEmpty()) {
            return text.append("**No environment is affected.**\n\n").toString();
        }
        text.append("| environment | plan | replaced | look at first |\n|---|---|---:|---|\n");
        plans.forEach(plan -> text.append(Markdown.row(List.of(
                Markdown.code(plan.environment()),
                (plan.hasChanges() ? plan.summary() : "No changes.")
                        + warnings(plan.warnings().size()),
                "" + plan.count(Tally.REPLACE),
                plan.dangers().stream()
                        .findFirst()
                        .map(found -> plan.dangers().size() + ", the worst: "
                                + found.danger().weight().words())
                        .orElse("")))));
        return text.append('\n').toString();
    }

    private static String warnings(int count) {
        return count == 0 ? "" : " " + count + (count == 1 ? " warning." : " warnings.");
    }

    private String leftOut(List<String> environments) {
        return environments.isEmpty()
                ? ""
                : "\n**Left out for size: " + Markdown.text(String.join(", ", environments)) + ".** "
                        + run.map(where -> "They are among the artifacts of the [run](" + where + ").")
                                .orElse("They are among the run's artifacts.")
                        + " Read them before you approve.\n\n";
    }

    private String foot() {
        return "\nPlanned from " + (commit.isEmpty() ? "an unknown commit" : "commit " + Markdown.text(commit))
                + run.map(where -> ", [run](" + where + ")").orElse("") + ".\n";
    }
}
