package groundplan.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes Terraform's JSON of a unit's plan, and all reports of it. */
final class PlannedReports {
    private final ObjectNode json = TerraformJson.object();
    private final ArrayNode changes = json.putArray("resource_changes");

    /** An object whose address is {@code <type>.x}. */
    PlannedReports with(String type, List<String> actions, String before, String after) {
        entry(type, actions, before, after);
        return this;
    }

    /** The same with more entries: beside the change, or in it if they are parts of a change. */
    PlannedReports with(String type, List<String> actions, String before, String after, String more) {
        ObjectNode resource = entry(type, actions, before, after);
        TerraformJson.read(more).properties().forEach(one -> (List.of(
                                        "importing", "replace_paths", "after_unknown", "after_sensitive")
                                .contains(one.getKey())
                        ? (ObjectNode) resource.path("change")
                        : resource)
                .set(one.getKey(), one.getValue()));
        return this;
    }

    /** An entry at the top level of the plan. */
    PlannedReports withEntry(String name, String value) {
        json.set(name, TerraformJson.readAny(value));
        return this;
    }

    private ObjectNode entry(String type, List<String> actions, String before, String after) {
        ObjectNode resource = changes.addObject()
                .put("address", type + ".x")
                .put("mode", "managed")
                .put("type", type)
                .put("name", "x");
        ObjectNode change = resource.putObject("change");
        actions.forEach(change.putArray("actions")::add);
        change.set("before", value(before));
        change.set("after", value(after));
        return resource;
    }

    private static JsonNode value(String text) {
        return text == null ? TerraformJson.readAny("null") : TerraformJson.readAny(text);
    }

    /** An object with one attribute that is a text. */
    static String attribute(String name, String text) {
        return TerraformJson.object().put(name, text).toString();
    }

    EnvironmentPlan plan() {
        return new EnvironmentPlan(
                "shop/prod",
                "0123",
                true,
                List.of(EnvironmentPlan.unit(UnitPath.parse("shop/prod/us-east-1/ecs"), json)),
                List.of());
    }

    String text() {
        return new TextReport((colour, plain) -> plain).of(plan());
    }

    String markdown() {
        return new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(plan());
    }

    String html() throws IOException {
        return HtmlReport.of(plan());
    }

    String jsonText() {
        return TerraformJson.write(PlanJson.of(plan()));
    }

    List<String> all() throws IOException {
        return List.of(text(), markdown(), html(), jsonText());
    }
}
