package groundplan.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import groundplan.console.VisibleText;
import groundplan.diagram.Diagram;
import groundplan.difference.DocumentChange;
import groundplan.kernel.UnitPath;
import groundplan.picture.ElementChange;
import groundplan.picture.SvgDrawing;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.plan.CostChange;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.Tally;
import groundplan.plan.UnitPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as one HTML file that loads nothing. */
public final class HtmlReport {
    private HtmlReport() {}

    /** The HTML of a plan, without a drawing. */
    public static String of(EnvironmentPlan plan) throws IOException {
        return of(plan, Optional.empty());
    }

    /** The HTML of a plan, with the diagram of its environment, in which the changes are coloured. */
    public static String of(EnvironmentPlan plan, Optional<Diagram> diagram) throws IOException {
        try (InputStream template = HtmlReport.class.getResourceAsStream("report.html")) {
            return Mustache.compiler()
                    .withEscaper(text -> Escapers.HTML.escape(VisibleText.line(text)))
                    .nullValue("")
                    .emptyStringIsFalse(true)
                    .compile(new String(template.readAllBytes(), StandardCharsets.UTF_8))
                    .execute(values(plan, diagram));
        }
    }

    private static Map<String, Object> values(EnvironmentPlan plan, Optional<Diagram> diagram) {
        Map<String, Object> values = values(plan);
        values.put(
                "drawing",
                diagram.map(one -> ChangedDiagram.of(one, plan))
                        .filter(changed -> !changed.changes().isEmpty())
                        .map(changed -> SvgDrawing.of(changed.diagram(), changed.changes()))
                        .orElse(""));
        values.put(
                "kinds",
                Stream.of(ElementChange.Kind.values())
                        .map(kind -> Map.of("kind", kind.name(), "sign", kind.sign(), "word", kind.word()))
                        .toList());
        return values;
    }

    private static Map<String, Object> values(EnvironmentPlan plan) {
        List<Tally> columns = Tally.columns(plan);
        Map<String, Object> values = new HashMap<>(Map.of(
                "environment", plan.environment(),
                "summary", plan.hasChanges() ? plan.summary() : "No changes.",
                "settings", plan.settings(),
                "partial", !plan.complete(),
                "totals",
                        columns.stream()
                                .map(tally -> cell(tally, plan.count(tally)))
                                .toList(),
                "dangers", DangerGroup.of(plan).stream().map(HtmlReport::danger).toList(),
                "units",
                        plan.units().stream()
                                .filter(unit -> !unit.quiet())
                                .map(unit -> unit(unit, columns))
                                .toList(),
                "quiet",
                        plan.units().stream()
                                .filter(UnitPlan::quiet)
                                .map(UnitPlan::name)
                                .toList(),
                "drifted", plan.drifted(),
                "cost", plan.cost().map(CostChange::text).orElse("")));
        values.put("causes", CauseGroup.of(plan).stream().map(HtmlReport::cause).toList());
        values.put("priced", plan.cost().isPresent());
        values.put("owned", plan.units().stream().anyMatch(unit -> unit.owner().isPresent()));
        values.put(
                "refusals",
                plan.verdict().refusals().stream()
                        .map(refusal ->
                                Map.of("where", refusal.where(), "what", refusal.what(), "remedy", refusal.remedy()))
                        .toList());
        values.put("notes", plan.verdict().notes());
        values.put(
                "warnings",
                plan.warnings().stream()
                        .map(warning -> Map.of(
                                "where",
                                warning.where(),
                                "summary",
                                warning.summary(),
                                "detail",
                                Escapers.HTML.escape(warning.detail())))
                        .toList());
        return values;
    }

    private static Map<String, Object> cell(Tally tally, long count) {
        return Map.of("word", tally.word(), "class", tally.key(), "count", count, "any", count > 0);
    }

    private static Map<String, Object> danger(DangerGroup group) {
        return Map.of(
                "weight",
                group.first().danger().weight().words(),
                "class",
                group.first().danger().weight().name().toLowerCase(Locale.ROOT),
                "first",
                object(group.first().unit(), group.first().change()),
                "what",
                group.what(),
                "others",
                group.dangers().stream()
                        .skip(1)
                        .map(danger -> object(danger.unit(), danger.change()))
                        .toList());
    }

    private static Map<String, Object> object(UnitPath unit, Change change) {
        return Map.of(
                "unit", unit.inEnvironment(),
                "address", change.address(),
                "anchor", anchor(unit.toString(), change));
    }

    private static Map<String, Object> cause(CauseGroup group) {
        return Map.of(
                "title",
                group.title(),
                "effect",
                group.effect(),
                "objects",
                group.changes().stream()
                        .map(one -> {
                            Map<String, Object> object =
                                    new HashMap<>(object(one.unit().unit(), one.change()));
                            object.put("way", one.way());
                            return object;
                        })
                        .toList());
    }

    private static Map<String, Object> unit(UnitPlan unit, List<Tally> columns) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "name",
                unit.name(),
                "owner",
                unit.owner().orElse(""),
                "difference",
                unit.cost().filter(CostChange::any).map(CostChange::signed).orElse(""),
                "removed",
                unit.removed(),
                "counts",
                columns.stream().map(tally -> cell(tally, unit.count(tally))).toList(),
                "told",
                columns.stream()
                        .filter(tally -> unit.count(tally) > 0)
                        .map(tally -> unit.count(tally) + " " + tally.word())
                        .collect(Collectors.joining(", ")),
                "open",
                unit.changes().stream()
                        .anyMatch(change ->
                                change.action().destroys() || change.action().forgets()),
                "changes",
                ChangeGroup.of(unit.changes()).stream()
                        .map(alike -> change(unit, alike))
                        .toList()));
        values.put("outputs", unit.onlyOutputs().orElse(""));
        return values;
    }

    private static Map<String, Object> change(UnitPlan unit, ChangeGroup alike) {
        Change change = alike.first();
        return Map.of(
                "sign",
                change.action().sign().strip(),
                "class",
                change.action().name().toLowerCase(Locale.ROOT),
                "address",
                alike.title(),
                "anchor",
                anchor(unit.unit().toString(), change),
                "others",
                alike.addresses().orElse(""),
                "told",
                change.told(),
                "dangers",
                change.dangers().stream()
                        .map(danger -> Map.of("weight", danger.weight().words(), "what", danger.what()))
                        .toList(),
                "differences",
                change.differences().stream().map(HtmlReport::difference).toList());
    }

    private static Map<String, Object> difference(AttributeChange difference) {
        return Map.of(
                "path",
                difference.path().toString(),
                "before",
                difference.before() == null ? "" : difference.before(),
                "after",
                difference.after() == null ? "" : difference.after(),
                "forces",
                difference.forcesReplacement(),
                "class",
                difference.configured() ? "" : "dim",
                "parted",
                !difference.inside().isEmpty(),
                "inside",
                difference.inside().stream().map(HtmlReport::part).toList());
    }

    private static Map<String, Object> part(DocumentChange part) {
        return Map.of(
                "path",
                part.path(),
                "before",
                part.before() == null ? "" : part.before(),
                "after",
                part.after() == null ? "" : part.after(),
                "same",
                part.sameContent());
    }

    private static String anchor(String unit, Change change) {
        return (unit + "-" + change.address() + change.deposed().orElse("")).replaceAll("[^A-Za-z0-9]+", "-");
    }
}
