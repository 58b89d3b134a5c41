package groundplan.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.CostChange;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan as Markdown for a pull request's comment. It keeps to a number of bytes: the dangers come first, then the counts, then
 * the details as far as they fit; what was left out is said.
 */
public final class MarkdownReport {
    /** How the comment of a scope begins, so that the next run finds it. */
    public static final String MARKER = "<!-- groundplan-plan ";

    /** Below GitHub's 65,536 characters, with room for what a workflow adds. */
    public static final int BUDGET = 60_000;

    private static final int MOST_DANGERS = 40;
    private static final int WIDEST = 400;

    private final int budget;
    private final Optional<String> link;

    /**
     * @param budget bytes of UTF-8 that the text may have
     * @param link where the whole report is
     */
    public MarkdownReport(int budget, Optional<String> link) {
        this.budget = budget;
        this.link = link;
    }

    /** The text. */
    public String of(EnvironmentPlan plan) {
        String head = head(plan);
        List<String> details = new ArrayList<>();
        plan.units().stream().filter(unit -> !unit.quiet()).forEach(unit -> details.add(unit(unit)));
        drift(plan).ifPresent(details::add);
        StringBuilder text = new StringBuilder(head);
        int left = budget - bytes(head) - bytes(leftOut(details.size()));
        int omitted = 0;
        for (String detail : details) {
            if (bytes(detail) <= left) {
                text.append(detail);
                left -= bytes(detail);
            } else {
                omitted++;
            }
        }
        if (omitted > 0) {
            text.append(leftOut(omitted));
            return text.toString().replaceFirst("\"truncated\":false", "\"truncated\":true");
        }
        return text.toString();
    }

    private String head(EnvironmentPlan plan) {
        ObjectNode payload = TerraformJson.object();
        payload.put("environment", plan.environment())
                .put("settings", plan.settings())
                .put("truncated", false);
        StringBuilder text = new StringBuilder(MARKER + payload + " -->\n### Plan of `" + plan.environment() + "`\n\n");
        if (!plan.complete()) {
            text.append("Not all units were planned; the others were read from their states.\n\n");
        }
        verdict(plan.verdict(), text);
        if (!plan.hasChanges()) {
            return text.append("**No changes.** ")
                    .append(
                            plan.complete()
                                    ? "The environment is what its settings say.\n"
                                    : "Not all of the environment was planned.\n")
                    .toString();
        }
        text.append("**").append(plan.summary()).append("**");
        long replaced = plan.count(Action.REPLACE);
        text.append(
                replaced > 0
                        ? " " + replaced + " of them " + (replaced == 1 ? "is a replacement" : "are replacements")
                                + ".\n\n"
                        : "\n\n");
        plan.cost().ifPresent(cost -> text.append("Estimated cost of a month: USD ")
                .append(cost.after())
                .append(" (")
                .append(cost.any() ? cost.signed() : "unchanged")
                .append(").\n\n"));
        List<EnvironmentPlan.LocatedDanger> dangers = plan.dangers();
        if (!dangers.isEmpty()) {
            text.append("> [!CAUTION]\n");
            dangers.stream().limit(MOST_DANGERS).forEach(found -> text.append("> - **")
                    .append(found.danger().weight().words())
                    .append("**: ")
                    .append(code(found.unit().region() + "/" + found.unit().unit() + " "
                            + found.change().address()))
                    .append(' ')
                    .append(plain(found.danger().what()))
                    .append('\n'));
            if (dangers.size() > MOST_DANGERS) {
                text.append("> - and ").append(dangers.size() - MOST_DANGERS).append(" more below\n");
            }
            text.append('\n');
        }
        boolean owned = plan.units().stream().anyMatch(unit -> unit.owner().isPresent());
        boolean priced = plan.cost().isPresent();
        text.append("| unit | create | update | replace | destroy |")
                .append(priced ? " USD a month |" : "")
                .append(owned ? " owner |" : "")
                .append("\n|---|---:|---:|---:|---:|")
                .append(priced ? "---:|" : "")
                .append(owned ? "---|" : "")
                .append('\n');
        plan.units().stream().filter(unit -> !unit.quiet()).forEach(unit -> text.append("| `")
                .append(unit.unit().region())
                .append('/')
                .append(unit.unit().unit())
                .append("`")
                .append(unit.removed() ? " (removed)" : "")
                .append(" | ")
                .append(unit.count(Action.CREATE))
                .append(" | ")
                .append(unit.count(Action.UPDATE))
                .append(" | ")
                .append(unit.count(Action.REPLACE))
                .append(" | ")
                .append(unit.count(Action.DELETE))
                .append(" |")
                .append(
                        priced
                                ? " "
                                        + unit.cost()
                                                .filter(CostChange::any)
                                                .map(CostChange::signed)
                                                .orElse("") + " |"
                                : "")
                .append(owned ? " " + unit.owner().map(MarkdownReport::plain).orElse("") + " |" : "")
                .append('\n'));
        return text.append('\n').toString();
    }

    private static void verdict(Verdict verdict, StringBuilder text) {
        if (verdict.refuses()) {
            text.append("> [!CAUTION]\n> **Refused: this plan cannot be applied.**\n");
            verdict.refusals().stream().limit(MOST_DANGERS).forEach(refusal -> text.append("> - ")
                    .append(code(refusal.where()))
                    .append(' ')
                    .append(plain(refusal.what()))
                    .append(". ")
                    .append(plain(refusal.remedy()))
                    .append(".\n"));
            if (verdict.refusals().size() > MOST_DANGERS) {
                text.append("> - and ")
                        .append(verdict.refusals().size() - MOST_DANGERS)
                        .append(" more\n");
            }
            text.append('\n');
        }
        verdict.notes().stream()
                .limit(MOST_DANGERS)
                .forEach(note -> text.append("- ").append(plain(note)).append('\n'));
        if (!verdict.notes().isEmpty()) {
            text.append('\n');
        }
    }

    private static String unit(UnitPlan unit) {
        StringBuilder diff = new StringBuilder();
        for (ChangeGroup alike : ChangeGroup.of(unit.changes())) {
            Change change = alike.first();
            diff.append(sign(change.action())).append(' ').append(alike.title());
            change.previousAddress()
                    .ifPresent(from -> diff.append(" (was ").append(from).append(')'));
            change.importing()
                    .ifPresent(id -> diff.append(" (taken over: ").append(id).append(')'));
            change.deposed().ifPresent(key -> diff.append(" (left behind by a replacement: ")
                    .append(key)
                    .append(')'));
            List<String> forced = change.replacedBy();
            diff.append(
                            change.action() == Action.REPLACE
                                    ? "  replaced"
                                            + (forced.isEmpty() ? "" : ", forced by " + String.join(", ", forced))
                                    : "")
                    .append('\n');
            if (change.action() == Action.UPDATE || change.action() == Action.REPLACE) {
                change.differences().stream()
                        .filter(difference -> change.action() == Action.UPDATE || difference.forcesReplacement())
                        .forEach(difference -> diff.append("!     ")
                                .append(difference.path())
                                .append(": ")
                                .append(shown(difference.before()))
                                .append(" -> ")
                                .append(shown(difference.after()))
                                .append('\n'));
            }
            alike.addresses().ifPresent(all -> diff.append("!     ").append(all).append('\n'));
        }
        unit.onlyOutputs().ifPresent(words -> diff.append("! ").append(words).append('\n'));
        String fence = fence(diff.toString());
        return "<details><summary><code>" + unit.unit().region() + "/"
                + unit.unit().unit() + "</code></summary>\n\n" + fence + "diff\n" + diff + fence + "\n</details>\n\n";
    }

    private static Optional<String> drift(EnvironmentPlan plan) {
        if (plan.drifted().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("<details><summary>Changed outside of Terraform</summary>\n\n");
        plan.drifted().forEach(entry -> text.append("- ").append(code(entry)).append('\n'));
        return Optional.of(text.append("\n</details>\n").toString());
    }

    private String leftOut(int units) {
        return "\n**Left out for size: the details of " + units + " unit" + (units == 1 ? "" : "s") + ".** "
                + link.map(where -> "The [whole report](" + where + ") has them.")
                        .orElse("The job's report has them.")
                + " Read those before you approve.\n";
    }

    private static String sign(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case DELETE -> "-";
            case REPLACE -> "-";
            default -> "!";
        };
    }

    /** A fence that no text inside can close. */
    private static String fence(String content) {
        String fence = "```";
        while (content.contains(fence)) {
            fence += "`";
        }
        return fence;
    }

    private static String shown(String value) {
        String one = value == null ? "(none)" : value.replace("\r", "\\r").replace("\n", "\\n");
        return one.length() > WIDEST ? one.substring(0, WIDEST) + "..." : one;
    }

    private static String code(String text) {
        return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
    }

    /** Text in which nothing is taken for Markdown or HTML. */
    private static String plain(String text) {
        return text.replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("\n", " ")
                .replace("@", "@\u200b");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
