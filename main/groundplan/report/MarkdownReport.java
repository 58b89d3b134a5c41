package groundplan.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.plan.CostChange;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlanWarning;
import groundplan.plan.Tally;
import groundplan.plan.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan as Markdown for a pull request's comment, limited to a number of bytes: the dangers come first, then the counts, then the
 * details as far as they fit. The report says what was left out.
 */
public final class MarkdownReport {
    /** How a comment begins, so that the next run finds it. */
    public static final String MARKER = "<!-- groundplan-plan ";

    /** The default limit, below GitHub's 65,536 characters, with room for what a workflow adds. */
    public static final int BUDGET = 60_000;

    private static final int MOST_ITEMS = 40;
    private static final int MOST_OBJECTS = 20;
    private static final String OUTSIDE = "the changes made outside of Terraform";

    private final int budget;
    private final Optional<String> link;

    /**
     * @param budget the maximum length in bytes of UTF-8
     * @param link the URL of the whole report
     */
    public MarkdownReport(int budget, Optional<String> link) {
        this.budget = budget;
        this.link = link;
    }

    /** The text, after a marker. */
    public String of(EnvironmentPlan plan) {
        int room = budget - Markdown.bytes(marker(plan, false));
        RenderedMarkdown body = body(plan, room);
        String shown = Markdown.cut(body.text(), room, whole());
        return marker(plan, body.truncated() || !shown.equals(body.text())) + shown;
    }

    /** The text without a marker, as a part of a longer one. */
    RenderedMarkdown body(EnvironmentPlan plan) {
        return body(plan, budget);
    }

    private RenderedMarkdown body(EnvironmentPlan plan, int bytes) {
        MarkdownUnits details = new MarkdownUnits();
        Map<String, String> blocks = new LinkedHashMap<>();
        causes(plan).ifPresent(text -> blocks.put("the causes", text));
        blocks.putAll(details.of(plan));
        drift(plan).ifPresent(text -> blocks.put(OUTSIDE, text));
        String title = "### Plan of " + Markdown.code(plan.environment()) + "\n\n";
        String head = head(plan);
        int cuts = details.cuts() + longLists(plan);
        MarkdownWriter writer = new MarkdownWriter(bytes)
                .reserve(title)
                .reserve(shortened(List.copyOf(blocks.keySet()), cuts))
                .write(head);
        blocks.forEach(writer::writeIfItFits);
        String note = shortened(writer.leftOut(), cuts);
        return new RenderedMarkdown(title + note + writer.end(""), !note.isEmpty());
    }

    /** How many entries of lists at the top are left out. */
    private static int longLists(EnvironmentPlan plan) {
        return Stream.of(
                                DangerGroup.of(plan),
                                CauseGroup.of(plan),
                                plan.warnings(),
                                plan.verdict().refusals(),
                                plan.verdict().notes())
                        .mapToInt(list -> Math.max(0, list.size() - MOST_ITEMS))
                        .sum()
                + (int) plan.warnings().stream()
                        .filter(warning -> !ShownValue.cut(warning.text()).equals(warning.text()))
                        .count();
    }

    private static String marker(EnvironmentPlan plan, boolean truncated) {
        ObjectNode payload = TerraformJson.object()
                .put("environment", plan.environment())
                .put("settings", plan.settings())
                .put("truncated", truncated);
        return MARKER + payload + " -->\n";
    }

    private static String head(EnvironmentPlan plan) {
        StringBuilder text = new StringBuilder();
        if (!plan.complete()) {
            text.append("Not all units were planned; the others were read from their states.\n\n");
        }
        verdict(plan.verdict(), text);
        warnings(plan.warnings(), text);
        if (!plan.hasChanges()) {
            return text.append("**No changes.** ")
                    .append(
                            plan.complete()
                                    ? "The environment matches its configuration.\n"
                                    : "Not all of the environment was planned.\n")
                    .toString();
        }
        text.append("**").append(plan.summary()).append("**");
        long replaced = plan.count(Tally.REPLACE);
        text.append(
                replaced > 0
                        ? " " + replaced + " of them " + (replaced == 1 ? "is a replacement" : "are replacements")
                                + ".\n\n"
                        : "\n\n");
        plan.cost().ifPresent(cost -> text.append("Estimated monthly cost: ")
                .append(cost.text())
                .append(".\n\n"));
        List<DangerGroup> dangers = DangerGroup.of(plan);
        if (!dangers.isEmpty()) {
            text.append("> [!CAUTION]\n")
                    .append(Markdown.items("> - ", dangers, MOST_ITEMS, MarkdownReport::danger, "more below"))
                    .append('\n');
        }
        return text.append(table(plan)).append('\n').toString();
    }

    private static String danger(DangerGroup group) {
        return "**" + group.first().danger().weight().words() + "**: "
                + group.names().stream().map(Markdown::code).collect(Collectors.joining(", ")) + group.more() + " "
                + Markdown.text(group.what());
    }

    /** Where the changes begin, what each beginning does, and the objects that it reaches, folded. */
    private static Optional<String> causes(EnvironmentPlan plan) {
        List<CauseGroup> groups = CauseGroup.of(plan);
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        groups.stream()
                .limit(MOST_ITEMS)
                .forEach(group -> text.append(Markdown.details(
                        Markdown.htmlCode(group.title()) + " " + Markdown.htmlText(group.effect()),
                        Markdown.items(
                                        "- ",
                                        group.changes(),
                                        MOST_OBJECTS,
                                        one -> Markdown.code(one.name()) + " " + Markdown.text(one.way()),
                                        "more, which are below")
                                + "\n")));
        if (groups.size() > MOST_ITEMS) {
            text.append("And ").append(groups.size() - MOST_ITEMS).append(" more causes.\n\n");
        }
        return Optional.of("**Causes**\n\n" + text);
    }

    private static String table(EnvironmentPlan plan) {
        boolean owned = plan.units().stream().anyMatch(unit -> unit.owner().isPresent());
        boolean priced = plan.cost().isPresent();
        List<Tally> columns = Tally.columns(plan);
        StringBuilder text = new StringBuilder("| unit |");
        columns.forEach(tally -> text.append(' ').append(tally.word()).append(" |"));
        text.append(priced ? " USD a month |" : "")
                .append(owned ? " owner |" : "")
                .append("\n|---|")
                .append("---:|".repeat(columns.size()))
                .append(priced ? "---:|" : "")
                .append(owned ? "---|" : "")
                .append('\n');
        plan.units().stream().filter(unit -> !unit.quiet()).forEach(unit -> {
            List<String> cells =
                    new ArrayList<>(List.of(Markdown.code(unit.name()) + (unit.removed() ? " (removed)" : "")));
            columns.forEach(tally -> cells.add("" + unit.count(tally)));
            if (priced) {
                cells.add(unit.cost()
                        .filter(CostChange::any)
                        .map(CostChange::signed)
                        .orElse(""));
            }
            if (owned) {
                cells.add(unit.owner().map(Markdown::text).orElse(""));
            }
            text.append(Markdown.row(cells));
        });
        return text.toString();
    }

    private static void warnings(List<PlanWarning> warnings, StringBuilder text) {
        if (!warnings.isEmpty()) {
            text.append("> [!WARNING]\n> **Terraform warnings.**\n")
                    .append(Markdown.items("> - ", warnings, MOST_ITEMS, MarkdownReport::warning, "more"))
                    .append('\n');
        }
    }

    private static String warning(PlanWarning warning) {
        return (warning.where().isEmpty() ? "" : Markdown.code(warning.where()) + " ")
                + Markdown.text(ShownValue.cut(warning.text()));
    }

    private static void verdict(Verdict verdict, StringBuilder text) {
        if (verdict.refuses()) {
            text.append("> [!CAUTION]\n> **Refused: this plan cannot be applied.**\n")
                    .append(Markdown.items(
                            "> - ",
                            verdict.refusals(),
                            MOST_ITEMS,
                            refusal -> Markdown.code(refusal.where()) + " " + Markdown.text(refusal.what()) + ". "
                                    + Markdown.text(refusal.remedy()) + ".",
                            "more"))
                    .append('\n');
        }
        if (!verdict.notes().isEmpty()) {
            text.append(Markdown.items("- ", verdict.notes(), MOST_ITEMS, Markdown::text, "more"))
                    .append('\n');
        }
    }

    private static Optional<String> drift(EnvironmentPlan plan) {
        return plan.drifted().isEmpty()
                ? Optional.empty()
                : Optional.of(Markdown.details(
                        "Changed outside of Terraform",
                        Markdown.items("- ", plan.drifted(), Integer.MAX_VALUE, Markdown::code, "more") + "\n"));
    }

    /** The note at the top that this is not everything; empty if it is. */
    private String shortened(List<String> leftOut, int cuts) {
        if (leftOut.isEmpty() && cuts == 0) {
            return "";
        }
        List<String> what = new ArrayList<>();
        long units = leftOut.stream().filter(name -> !name.equals(OUTSIDE)).count();
        if (units > 0) {
            what.add(units + (units == 1 ? " block of details" : " blocks of details"));
        }
        if (leftOut.contains(OUTSIDE)) {
            what.add(OUTSIDE);
        }
        if (cuts > 0) {
            what.add(cuts == 1 ? "a part of one value or list" : "parts of " + cuts + " values or lists");
        }
        return "> [!IMPORTANT]\n> **Left out for size: " + String.join(", and ", what) + ".** " + whole()
                + " Read it before you approve.\n\n";
    }

    private String whole() {
        return link.map(where -> "Everything is in the [whole report](" + where + ").")
                .orElse("Everything is in the job's report.");
    }
}
