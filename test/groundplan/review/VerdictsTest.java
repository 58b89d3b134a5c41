package groundplan.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.json.TerraformJson;
import groundplan.kernel.PromotionSettings;
import groundplan.kernel.Setting;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the judgement of changes against {@code verdicts.yaml}, and {@code docs/verdicts.md} against both. */
class VerdictsTest {
    private static final Path PAGE = Repository.root().resolve("docs/verdicts.md");
    /** The arguments that are JSON in a string. */
    private static final Set<String> DOCUMENTS = Set.of("policy", "assume_role_policy", "content", "archive_policy");

    private static final String BEGIN = "<!-- rows: VerdictsTest -->\n";
    private static final List<JsonNode> SECTIONS = sections();

    @TestFactory
    Stream<DynamicTest> everyChangeGetsItsVerdict() {
        return rows().map(row -> DynamicTest.dynamicTest(
                row.path("type").asText() + ": " + row.path("what").asText(),
                () -> assertEquals(row.path("verdict").asText(), verdict(row), () -> dangers(row)
                        .toString())));
    }

    /** The rows are of use only while both kinds are many, and none is there twice. */
    @Test
    void theTableHasDangerousAndHarmlessChanges() {
        long harmless = rows().filter(row -> row.path("verdict").asText().equals("none"))
                .count();
        assertTrue(rows().count() >= 150, () -> rows().count() + " rows");
        assertTrue(harmless >= 60, () -> harmless + " harmless rows");
        assertEquals(
                rows().count(),
                rows().map(row -> row.path("what").asText()).distinct().count(),
                "a change is there twice");
    }

    /** A verdict without a name there could neither be refused nor be read again. */
    @Test
    void everyVerdictIsASettingAndInThePlansSchema() throws IOException {
        List<String> names = Stream.of(Danger.Weight.values())
                .map(weight -> weight.name().toLowerCase(Locale.ROOT))
                .toList();
        List<String> schema = new ArrayList<>();
        TerraformJson.read(Repository.text(Repository.root().resolve("main/groundplan/report/plan.schema.json")))
                .path("$defs")
                .path("weight")
                .path("enum")
                .forEach(name -> schema.add(name.asText()));
        assertEquals(names, schema, "the schema of a plan's JSON");
        List<String> settings = Stream.of(PromotionSettings.class.getRecordComponents())
                .filter(component -> component.getName().equals("refuse"))
                .flatMap(component ->
                        Stream.of(component.getAnnotation(Setting.class).oneOf()))
                .toList();
        assertEquals(names, settings, "the setting promotion.refuse");
        assertTrue(
                names.stream()
                        .allMatch(name -> Repository.text(Repository.root().resolve("docs/promotion.md"))
                                .contains("`" + name + "`")),
                "docs/promotion.md");
    }

    @Test
    void thePageHasTheTable() throws IOException {
        String page = Repository.text(PAGE);
        String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String expected = head + table();
        Path written = Repository.root().resolve("target/verdicts.md");
        Files.createDirectories(written.getParent());
        Files.writeString(written, expected);
        assertEquals(expected, page, "docs/verdicts.md is not that of the code: copy target/verdicts.md");
    }

    private static String table() {
        StringBuilder text = new StringBuilder();
        for (JsonNode section : SECTIONS) {
            text.append("\n## ")
                    .append(section.path("section").asText())
                    .append("\n\n")
                    .append(section.path("text").asText())
                    .append("\n\n| change | resource | verdict | what the report says |\n|---|---|---|---|\n");
            section.path("rows").forEach(row -> text.append("| ")
                    .append(row.path("what").asText())
                    .append(" | `")
                    .append(row.path("type").asText())
                    .append("` | ")
                    .append(words(row))
                    .append(" | ")
                    .append(dangers(row).stream()
                            .map(danger -> danger.what().replace("|", "\\|").replace("*", "\\*"))
                            .collect(Collectors.joining("<br>")))
                    .append(" |\n"));
        }
        return text.toString();
    }

    private static String words(JsonNode row) {
        String words = dangers(row).stream()
                .map(danger -> danger.weight().words())
                .distinct()
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "no danger" : "**" + words + "**";
    }

    private static String verdict(JsonNode row) {
        String found = dangers(row).stream()
                .map(danger -> danger.weight().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "none" : found;
    }

    /** What a plan with this change says of it. */
    private static List<Danger> dangers(JsonNode row) {
        ObjectNode plan = TerraformJson.object();
        ArrayNode changes = plan.putArray("resource_changes");
        changes.add(resource(row, "judged"));
        row.path("beside").forEach(other -> changes.add(resource(other, "beside" + changes.size())));
        return EnvironmentPlan.unit(UnitPath.parse("shop/prod/us-east-1/unit"), plan).changes().stream()
                .filter(change -> change.address().endsWith(".judged"))
                .flatMap(change -> change.dangers().stream())
                .toList();
    }

    private static ObjectNode resource(JsonNode row, String name) {
        ObjectNode resource = TerraformJson.object();
        resource.put("address", row.path("type").asText() + "." + name);
        resource.put("mode", "managed");
        resource.put("type", row.path("type").asText());
        resource.put("name", name);
        ObjectNode change = resource.putObject("change");
        JsonNode actions = row.path("actions");
        if (actions.isMissingNode()) {
            change.putArray("actions").add(!row.has("before") ? "create" : !row.has("after") ? "delete" : "update");
        } else {
            change.set("actions", actions);
        }
        change.set("before", side(row.path("before")));
        change.set("after", side(row.path("after")));
        change.set("after_unknown", row.has("unknown") ? row.get("unknown") : TerraformJson.object());
        change.putObject("before_sensitive");
        change.putObject("after_sensitive");
        return resource;
    }

    private static JsonNode side(JsonNode given) {
        if (given instanceof MissingNode) {
            return null;
        }
        ObjectNode side = given.deepCopy();
        DOCUMENTS.stream()
                .filter(name -> side.path(name).isObject())
                .forEach(name -> side.put(name, side.get(name).toString()));
        return side;
    }

    private static Stream<JsonNode> rows() {
        List<JsonNode> rows = new ArrayList<>();
        SECTIONS.forEach(section -> section.path("rows").forEach(rows::add));
        return rows.stream();
    }

    private static List<JsonNode> sections() {
        try {
            List<JsonNode> sections = new ArrayList<>();
            new YAMLMapper()
                    .readTree(Repository.text(Repository.root().resolve("test/groundplan/review/verdicts.yaml")))
                    .forEach(sections::add);
            return sections;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
