package groundplan.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.diagram.Diagram;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.picture.DiagramJson;
import groundplan.plan.Action;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.plan.CostChange;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.OutputChange;
import groundplan.plan.PlanWarning;
import groundplan.plan.Tally;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import groundplan.review.Danger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** A plan as JSON: the report for programs, and the file that an apply is bound to. It contains no secrets. */
public final class PlanJson {
    /** The version of the format. */
    public static final int VERSION = 2;

    private static final String DIGEST = "digest";
    private static final String DRAWING = "drawing";

    private PlanJson() {}

    /** The JSON of a plan. */
    public static ObjectNode of(EnvironmentPlan plan) {
        return of(plan, Optional.empty());
    }

    /** The JSON of a plan, with the diagram of its environment for those who show it later. */
    public static ObjectNode of(EnvironmentPlan plan, Optional<Diagram> diagram) {
        ObjectNode json = TerraformJson.object();
        json.put("format", "groundplan-plan")
                .put("version", VERSION)
                .put("environment", plan.environment())
                .put("settings", plan.settings())
                .put("complete", plan.complete())
                .put("destroys", plan.destroys())
                .put("summary", plan.summary());
        counts(json.putObject("counts"), plan::count);
        plan.cost().ifPresent(cost -> cost(json, cost));
        ArrayNode dangers = json.putArray("dangers");
        plan.dangers().forEach(found -> dangers.addObject()
                .put("unit", found.unit().toString())
                .put("address", found.change().address())
                .put("weight", word(found.danger().weight()))
                .put("what", found.danger().what()));
        ArrayNode units = json.putArray("units");
        plan.units().forEach(unit -> unit(units.addObject(), unit));
        ArrayNode drifted = json.putArray("drifted");
        plan.drifted().forEach(drifted::add);
        ArrayNode warnings = json.putArray("warnings");
        plan.warnings().forEach(warning -> warning(warnings.addObject(), warning));
        ArrayNode refusals = json.putArray("refusals");
        plan.verdict().refusals().forEach(refusal -> refusals.addObject()
                .put("unit", refusal.unit().toString())
                .put("address", refusal.address())
                .put("what", refusal.what())
                .put("remedy", refusal.remedy()));
        ArrayNode notes = json.putArray("notes");
        plan.verdict().notes().forEach(notes::add);
        diagram.ifPresent(drawn -> json.set(DRAWING, DiagramJson.json(drawn)));
        return json.put(DIGEST, digest(json));
    }

    /**
     * The diagram of the environment that is in the JSON of a plan; empty if there is none.
     *
     * @param text what {@link #read} accepts
     */
    public static Optional<Diagram> diagram(String text) {
        JsonNode drawing = TerraformJson.read(text).path(DRAWING);
        return drawing.isObject() ? Optional.of(DiagramJson.read(drawing)) : Optional.empty();
    }

    /** The digest of everything in the JSON but the digest itself. */
    private static String digest(ObjectNode json) {
        return ContentHash.sha256(TerraformJson.write(json.deepCopy().without(DIGEST)));
    }

    private static void warning(ObjectNode json, PlanWarning warning) {
        warning.unit().ifPresent(unit -> json.put("unit", unit.toString()));
        json.put("address", warning.address()).put("summary", warning.summary()).put("detail", warning.detail());
    }

    private static void unit(ObjectNode json, UnitPlan unit) {
        json.put("path", unit.unit().toString()).put("removed", unit.removed()).put("serial", unit.serial());
        unit.lineage().ifPresent(lineage -> json.put("lineage", lineage));
        unit.owner().ifPresent(owner -> json.put("owner", owner));
        unit.cost().ifPresent(cost -> cost(json, cost));
        counts(json.putObject("counts"), unit::count);
        ArrayNode outputs = json.putArray("outputs");
        unit.outputs()
                .forEach(
                        output -> outputs.addObject().put("name", output.name()).put("action", word(output.action())));
        ArrayNode changes = json.putArray("changes");
        for (Change change : unit.changes()) {
            ObjectNode node = changes.addObject();
            node.put("address", change.address()).put("type", change.type()).put("action", word(change.action()));
            change.deposed().ifPresent(key -> node.put("deposed", key));
            change.previousAddress().ifPresent(from -> node.put("previous_address", from));
            change.importing().ifPresent(id -> node.put("importing", id));
            change.reason().ifPresent(reason -> node.put("reason", reason));
            ArrayNode differences = node.putArray("differences");
            change.differences().forEach(difference -> DifferenceJson.write(difference, differences.addObject()));
            ArrayNode dangers = node.putArray("dangers");
            change.dangers().forEach(danger -> dangers.addObject()
                    .put("weight", word(danger.weight()))
                    .put("what", danger.what()));
            ObjectNode values = node.putObject("values");
            change.values().forEach(values::put);
            ExplanationJson.write(node, change.explanation());
        }
    }

    /**
     * Reads the JSON of a plan.
     *
     * @throws IllegalArgumentException when it is not a plan in this version of the format, or was changed after it was written; the
     *     message does not say which digest would be accepted
     */
    public static EnvironmentPlan read(String text) {
        ObjectNode json = document(text);
        if (!json.path("format").asText().equals("groundplan-plan")) {
            throw new IllegalArgumentException(
                    "this is not a plan of Groundplan; make one with groundplan plan <system>/<environment> --out FILE");
        }
        if (json.path("version").asInt() != VERSION || !json.path(DIGEST).isTextual()) {
            throw new IllegalArgumentException(
                    "this plan was written by another version of Groundplan; plan again with groundplan plan <system>/<environment> --out FILE");
        }
        if (!json.path(DIGEST).asText().equals(digest(json))) {
            throw new IllegalArgumentException(
                    "this plan was changed or damaged after it was written;"
                            + " plan again with groundplan plan <system>/<environment> --out FILE, and have the new plan approved");
        }
        List<UnitPlan> units = new ArrayList<>();
        json.path("units").forEach(unit -> {
            List<Change> changes = new ArrayList<>();
            unit.path("changes").forEach(change -> changes.add(change(change)));
            List<OutputChange> outputs = new ArrayList<>();
            unit.path("outputs")
                    .forEach(output ->
                            outputs.add(new OutputChange(output.path("name").asText(), action(output))));
            units.add(new UnitPlan(
                    UnitPath.read(unit.path("path").asText()),
                    unit.path("removed").asBoolean(),
                    text(unit.path("lineage")),
                    unit.path("serial").asLong(),
                    List.copyOf(changes),
                    List.copyOf(outputs),
                    text(unit.path("owner")),
                    unit.has("cost")
                            ? Optional.of(new CostChange(
                                    amount(unit, "monthly_before"), amount(unit, "monthly_after"), unpriced(unit)))
                            : Optional.empty()));
        });
        List<String> drifted = new ArrayList<>();
        json.path("drifted").forEach(entry -> drifted.add(entry.asText()));
        return new EnvironmentPlan(
                json.path("environment").asText(),
                json.path("settings").asText(),
                json.path("complete").asBoolean(),
                List.copyOf(units),
                List.copyOf(drifted),
                verdict(json),
                json.path("destroys").asBoolean(),
                warnings(json));
    }

    private static ObjectNode document(String text) {
        try {
            return TerraformJson.readWhole(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "this is not a plan of Groundplan, or a damaged one: " + e.getMessage()
                            + "; make one with groundplan plan <system>/<environment> --out FILE",
                    e);
        }
    }

    private static List<PlanWarning> warnings(JsonNode json) {
        List<PlanWarning> warnings = new ArrayList<>();
        json.path("warnings")
                .forEach(warning -> warnings.add(new PlanWarning(
                        text(warning.path("unit")).map(UnitPath::read),
                        warning.path("address").asText(),
                        warning.path("summary").asText(),
                        warning.path("detail").asText())));
        return List.copyOf(warnings);
    }

    private static Verdict verdict(JsonNode json) {
        List<Verdict.Refusal> refusals = new ArrayList<>();
        json.path("refusals")
                .forEach(refusal -> refusals.add(new Verdict.Refusal(
                        UnitPath.read(refusal.path("unit").asText()),
                        refusal.path("address").asText(),
                        refusal.path("what").asText(),
                        refusal.path("remedy").asText())));
        List<String> notes = new ArrayList<>();
        json.path("notes").forEach(note -> notes.add(note.asText()));
        return new Verdict(List.copyOf(refusals), List.copyOf(notes));
    }

    private static Change change(JsonNode json) {
        List<AttributeChange> differences = new ArrayList<>();
        json.path("differences").forEach(difference -> differences.add(DifferenceJson.read(difference)));
        List<Danger> dangers = new ArrayList<>();
        json.path("dangers")
                .forEach(danger -> dangers.add(new Danger(
                        Danger.Weight.valueOf(danger.path("weight").asText().toUpperCase(Locale.ROOT)),
                        danger.path("what").asText())));
        Map<String, String> values = new TreeMap<>();
        json.path("values")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return new Change(
                ResourceAddress.parse(json.path("address").asText()).toString(),
                json.path("type").asText(),
                action(json),
                text(json.path("deposed")),
                text(json.path("previous_address")),
                text(json.path("importing")),
                text(json.path("reason")),
                List.copyOf(differences),
                List.copyOf(dangers),
                values,
                ExplanationJson.read(json));
    }

    private static Action action(JsonNode json) {
        return Action.valueOf(json.path("action").asText().toUpperCase(Locale.ROOT));
    }

    private static void cost(ObjectNode json, CostChange cost) {
        ObjectNode sums = json.putObject("cost")
                .put("currency", "USD")
                .put("monthly_before", cost.before().toPlainString())
                .put("monthly_after", cost.after().toPlainString())
                .put("monthly_difference", cost.difference().toPlainString());
        if (!cost.unpriced().isEmpty()) {
            ArrayNode unpriced = sums.putArray("unpriced");
            cost.unpriced().forEach(unpriced::add);
        }
    }

    private static List<String> unpriced(JsonNode unit) {
        List<String> names = new ArrayList<>();
        unit.path("cost").path("unpriced").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static BigDecimal amount(JsonNode unit, String name) {
        return new BigDecimal(unit.path("cost").path(name).asText());
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static void counts(ObjectNode json, ToLongFunction<Tally> count) {
        for (Tally tally : Tally.values()) {
            if (Tally.ALWAYS.contains(tally) || count.applyAsLong(tally) > 0) {
                json.put(tally.key(), count.applyAsLong(tally));
            }
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
