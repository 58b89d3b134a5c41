package groundplan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.OutputChange;
import groundplan.plan.UnitPlan;
import groundplan.review.Danger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final EnvironmentPlan PLAN = plan(300);

    @Test
    void theJsonReadsBackAsTheSamePlan() {
        assertEquals(PLAN, PlanJson.read(TerraformJson.write(PlanJson.of(PLAN))));
    }

    @Test
    void aFileThatWasChangedIsRefusedWhateverWasChanged() {
        ObjectNode json = PlanJson.of(plan(2));
        List<JsonPointer> places = new ArrayList<>();
        collect(json, JsonPointer.empty(), places);
        assertTrue(places.contains(JsonPointer.compile("/units/0/changes/0/values/name")), places::toString);
        for (JsonPointer place : places) {
            ObjectNode gone = json.deepCopy();
            JsonNode parent = gone.at(place.head());
            if (parent instanceof ObjectNode object) {
                object.remove(place.last().getMatchingProperty());
            } else {
                ((ArrayNode) parent).remove(place.last().getMatchingIndex());
            }
            refused(gone, json);
        }
        refused(json.deepCopy().put("more", true), json);
        ObjectNode other = json.deepCopy();
        ((ObjectNode) other.at("/units/0/changes/0/values")).put("name", AttributeChange.UNKNOWN);
        refused(other, json);
        ((ObjectNode) other.at("/units/0/changes/0")).putObject("values");
        refused(other, json);
    }

    @Test
    void aPlanOfAnEarlierVersionSaysToPlanAgain() {
        ObjectNode json = PlanJson.of(PLAN);
        for (ObjectNode old :
                List.of(json.deepCopy().put("version", 1), json.deepCopy().without(List.of("digest")))) {
            String message = assertThrows(IllegalArgumentException.class, () -> PlanJson.read(TerraformJson.write(old)))
                    .getMessage();
            assertEquals(
                    "this plan was written by another version of Groundplan; plan again with groundplan plan <system>/<environment> --out FILE",
                    message);
        }
    }

    private static void refused(ObjectNode changed, ObjectNode original) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> PlanJson.read(TerraformJson.write(changed)),
                        changed::toPrettyString)
                .getMessage();
        assertTrue(
                message.contains("plan") && message.contains("groundplan plan <system>/<environment> --out FILE"),
                message);
        assertFalse(message.contains(original.path("digest").asText()), message);
    }

    /** Every entry of every object and every item of every array. */
    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        node.properties().forEach(entry -> {
            places.add(at.appendProperty(entry.getKey()));
            collect(entry.getValue(), at.appendProperty(entry.getKey()), places);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(at.appendIndex(i));
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    @Test
    void theJsonIsOfItsSchema() throws IOException {
        try (InputStream schema = PlanJson.class.getResourceAsStream("plan.schema.json")) {
            assertEquals(
                    Set.of(),
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(PlanJson.of(PLAN)));
        }
    }

    @Test
    void theCommentKeepsToItsBytesAndSaysWhatItLeavesOut() {
        String text = new MarkdownReport(4000, Optional.of("https://example.com/run")).of(PLAN);
        assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 4000, text.length() + " characters");
        assertTrue(text.startsWith(MarkdownReport.MARKER), "the marker comes first");
        assertTrue(text.contains("\"truncated\":true"), "a shortened comment says so in its marker");
        assertTrue(text.contains("Left out for size"), "what was left out is said");
        assertTrue(text.contains("https://example.com/run"), "the whole report is linked");
    }

    @Test
    void theDangerousChangeStandsBeforeTheOthers() {
        for (String text : List.of(
                new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(PLAN),
                new TextReport((colour, plain) -> plain).of(PLAN))) {
            int danger = text.indexOf("aws_db_instance.main");
            assertTrue(
                    danger > 0 && text.substring(0, danger).lines().count() <= 12,
                    text.lines().limit(14).toList().toString());
        }
    }

    @Test
    void theTotalsAreTerraforms() {
        String text = new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(PLAN);
        assertTrue(
                text.contains("**Plan: 301 to add, 0 to change, 1 to destroy.** 1 of them is a replacement."),
                text.lines().limit(5).toList().toString());
    }

    @Test
    void noValueEndsAFenceOrBecomesMarkup() throws IOException {
        EnvironmentPlan plan = with(List.of(new Change(
                "aws_x.y",
                "aws_x",
                Action.UPDATE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new AttributeChange(
                        AttributePath.parse("text"), "a", "```\n</details><script>alert(1)</script>", false)),
                List.of(),
                Map.of())));
        String markdown = new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(plan);
        assertTrue(markdown.contains("````diff"), "a longer fence");
        String html = HtmlReport.of(plan);
        assertFalse(html.contains("<script>"), "the report has a script");
        assertFalse(html.matches("(?s).*(src|href)=\"(https?:)?//.*"), "the report loads something");
    }

    @Test
    void withoutChangesItSaysSo() {
        assertTrue(new TextReport((colour, plain) -> plain).of(with(List.of())).startsWith("No changes."));
    }

    @Test
    void aUnitThatOnlyPublishesOtherValuesIsAChange() throws IOException {
        EnvironmentPlan plan = new EnvironmentPlan(
                "shop/prod",
                "0011",
                true,
                List.of(new UnitPlan(
                        UnitPath.parse("shop/prod/us-east-1/rds"),
                        false,
                        Optional.of("lineage"),
                        4,
                        List.of(),
                        List.of(new OutputChange("address", Action.CREATE)),
                        Optional.empty(),
                        Optional.empty())),
                List.of());
        assertTrue(plan.hasChanges(), "its readers find the value in its state");
        assertEquals(plan, PlanJson.read(PlanJson.of(plan).toString()));
        for (String report : List.of(
                new TextReport((colour, plain) -> plain).of(plan),
                HtmlReport.of(plan),
                new MarkdownReport(60_000, Optional.empty()).of(plan))) {
            assertTrue(report.contains("only outputs change: address"), report);
        }
    }

    private static EnvironmentPlan plan(int creates) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < creates; i++) {
            changes.add(change("aws_iam_role.r" + i, Action.CREATE, List.of()));
        }
        changes.add(change(
                "aws_db_instance.main",
                Action.REPLACE,
                List.of(new Danger(Danger.Weight.DATA_LOSS, "is replaced: its data are lost"))));
        return with(changes);
    }

    private static EnvironmentPlan with(List<Change> changes) {
        return new EnvironmentPlan(
                "shop/prod",
                "0011",
                true,
                List.of(new UnitPlan(
                        UnitPath.parse("shop/prod/us-east-1/rds"), false, Optional.of("lineage"), 4, changes)),
                List.of());
    }

    private static Change change(String address, Action action, List<Danger> dangers) {
        return new Change(
                address,
                address.split("\\.")[0],
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new AttributeChange(AttributePath.parse("name"), null, "x", false)),
                dangers,
                Map.of("name", "00"));
    }
}
