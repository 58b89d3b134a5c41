package groundplan.report;

import groundplan.plan.EnvironmentPlan;
import groundplan.plan.Tally;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
    /** GitHub links the commit that was planned. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

    /** The number of environments that are named in a sentence. */
    private static final int MOST_NAMES = 20;

    /** The table of the environments takes at most a third of the text, which leaves room for what they change. */
    private static final int TABLE = 3;

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
                        .thenComparing(plan -> !plan.hasChanges())
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
                .write(head(refusals, failed));
        if (!plans.isEmpty()) {
            writer.write(table(sorted, writer.left() / TABLE));
        } else if (failed.isEmpty()) {
            writer.write("**No environment is affected.**\n\n");
        }
        boolean truncated = false;
        for (int i = 0; i < changed.size(); i++) {
            // Room that one environment does not need is left to the next.
            RenderedMarkdown section = new MarkdownReport(
                            Math.max(0, writer.left() / (changed.size() - i) - 1), Optional.empty())
                    .body(changed.get(i));
            writer.writeIfItFits(changed.get(i).environment(), section.text() + "\n");
            truncated |= section.truncated();
        }
        String note = truncated || !writer.leftOut().isEmpty() || refusals.size() > MOST_REFUSALS ? SHORTENED : "";
        String text = HEADING + note + writer.end(leftOut(writer.leftOut()) + foot());
        String shown = Markdown.cut(text, budget, whole());
        return new RenderedMarkdown(shown, !note.isEmpty() || !shown.equals(text));
    }

    private static String head(List<String> refusals, List<String> failed) {
        StringBuilder text = new StringBuilder();
        if (!failed.isEmpty()) {
            text.append("> [!WARNING]\n> Could not be planned: ")
                    .append(names(failed))
                    .append(". The job's log says why.\n\n");
        }
        if (!refusals.isEmpty()) {
            text.append("> [!CAUTION]\n> **Not accepted.**\n")
                    .append(Markdown.items("> - ", refusals, MOST_REFUSALS, Markdown::text, "more below"))
                    .append('\n');
        }
        return text.toString();
    }

    /** A row for each environment; those for which there is no room, which are the least dangerous, are counted. */
    private static String table(List<EnvironmentPlan> plans, int bytes) {
        StringBuilder text =
                new StringBuilder("| environment | plan | replaced | look at first |\n|---|---|---:|---|\n");
        int rows = 0;
        for (EnvironmentPlan plan : plans) {
            String row = row(plan);
            if (rows > 0 && Markdown.bytes(text + row) > bytes) {
                break;
            }
            text.append(row);
            rows++;
        }
        long changed =
                plans.stream().skip(rows).filter(EnvironmentPlan::hasChanges).count();
        long quiet = plans.size() - rows - changed;
        return text.append(
                        rows < plans.size()
                                ? "\n**For size the table omits** "
                                        + (changed > 0 ? environments(changed) + " with changes" : "")
                                        + (changed > 0 && quiet > 0 ? " and " : "")
                                        + (quiet > 0 ? environments(quiet) + " without changes" : "") + ".\n"
                                : "")
                .append('\n')
                .toString();
    }

    private static String environments(long count) {
        return Markdown.count((int) count) + (count == 1 ? " environment" : " environments");
    }

    private static String row(EnvironmentPlan plan) {
        return Markdown.row(List.of(
                Markdown.code(plan.environment()),
                (plan.hasChanges() ? plan.summary() : "No changes.")
                        + warnings(plan.warnings().size()),
                "" + plan.count(Tally.REPLACE),
                plan.dangers().stream()
                        .findFirst()
                        .map(found -> plan.dangers().size() + ", the worst: "
                                + found.danger().weight().words())
                        .orElse("")));
    }

    /** The first names of a list, and how many more there are. */
    private static String names(List<String> all) {
        return Markdown.text(String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size()))))
                + (all.size() > MOST_NAMES ? ", and " + Markdown.count(all.size() - MOST_NAMES) + " more" : "");
    }

    private static String warnings(int count) {
        return count == 0 ? "" : " " + count + (count == 1 ? " warning." : " warnings.");
    }

    private String leftOut(List<String> environments) {
        return environments.isEmpty()
                ? ""
                : "\n**Left out for size: " + names(environments) + ".** " + whole()
                        + " Read them before you approve.\n\n";
    }

    private String whole() {
        return run.map(where -> "They are among the artifacts of the [run](" + where + ").")
                .orElse("They are among the run's artifacts.");
    }

    private String foot() {
        return "\nPlanned from "
                + (commit.isEmpty()
                        ? "an unknown commit"
                        : "commit " + (COMMIT.matcher(commit).matches() ? commit : Markdown.text(commit)))
                + run.map(where -> ", [run](" + where + ")").orElse("") + ".\n";
    }
}
