package groundplan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.VisibleText;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlanWarning;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a value, a key, an id, an address or a message contains moves the cursor, is invisible, or adds a line to a report. */
class HostileTextTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/prod/us-east-1/ecs");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]"
            // What looks like something else: other spaces, empty marks, marks on marks, Cyrillic letters in Latin
            // words.
            + "|[\u00a0\u3000\u034f\u17b4\ufe0f]|\u0301{3}|[a-z]\u0430|\u0430[a-z]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J\u001b[1;1HNo changes.",
                "\u001b[8m",
                "\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007",
                "ok\rPlan: 0 to add",
                "k\n+ aws_iam_role.fake",
                "k\r\n- aws_iam_role.fake",
                "\u0007",
                "\b\b\b",
                "\u0000",
                "\u007f",
                "\u0085next line",
                "\u009b2J",
                "\u2028line",
                "\u2029paragraph",
                "\u202egnp.exe",
                "\u2066a\u2069",
                "\u200e\u200f\u061c",
                "a\u200bb\u200d\u2060\ufeff",
                "a\u00adb",
                "\udb40\udc41",
                "a\u00a0b",
                "a\u3000b",
                "a\u034fb\ufe0f\u17b4",
                "\u0430dmin",
                "p\u0430y",
                "a\u0301\u0301\u0301"
            })
    void everyReportShowsItEscapedInItsPlace(String hostile) throws IOException {
        Map<String, String> harmless = reports("X");
        Map<String, String> shown = reports(hostile);
        String json = shown.remove("json");
        shown.forEach((name, report) -> {
            assertFalse(UNSEEN.matcher(report).find(), () -> name + ": " + codes(report));
            assertEquals(
                    harmless.get(name).lines().count(),
                    report.lines().count(),
                    () -> name + " has other lines: " + codes(report));
        });
        // For programs the value is what it is, also when the JSON is written to a terminal.
        for (String written : List.of(json, VisibleText.lines(json))) {
            assertEquals(
                    Set.of(hostile, "1", "b" + hostile),
                    Set.copyOf(TerraformJson.read(written)
                            .at("/units/0/changes/3/differences")
                            .findValuesAsText("after")));
        }
    }

    /** A runner reads the log of a job and executes what looks like a command there, wherever the line came from. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "::add-mask::prod",
                "::set-output name=has_changes::false",
                "a\n::stop-commands::x",
                "a\n   ::error file=a,line=1::fake",
                "##[set-output name=a]b",
                "x ##[add-mask]prod",
                "##vso[task.setvariable variable=a]b"
            })
    void noReportHasACommandForARunner(String hostile) throws IOException {
        reports(hostile).forEach((name, report) -> {
            String log = VisibleText.lines(report);
            assertFalse(
                    Pattern.compile("(?m)^\\s*::[a-z-]+[^\n]*::|##(vso|teamcity)?\\[[a-z]")
                            .matcher(log)
                            .find(),
                    () -> name + ": " + log);
        });
        assertEquals("::1 and ::/0 and a::b::c", VisibleText.lines("::1 and ::/0 and a::b::c"));
    }

    private static String codes(String text) {
        return UNSEEN.matcher(text)
                .replaceAll(found -> "<U+" + Integer.toHexString(found.group().codePointAt(0)) + ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`` ` ``<img src=x>",
                "```\n```",
                "</code></summary></details>",
                "-->",
                "~~~\n~~~",
                "|a|",
                "</script>"
            })
    void markupLeavesNoPlace(String hostile) throws IOException {
        Map<String, String> shown = reports(hostile);
        assertFalse(shown.get("html").contains("<img") || shown.get("html").contains("</script>"));
        Map<String, String> harmless = reports("X");
        assertEquals(count(harmless.get("html"), "<"), count(shown.get("html"), "<"), "tags of the HTML");
        assertEquals(headings(harmless.get("markdown")), headings(shown.get("markdown")));
        assertEquals(
                harmless.get("text").lines().count(), shown.get("text").lines().count());
    }

    private static long count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length;
    }

    /** The kinds of blocks of a Markdown text, in order. */
    private static List<String> headings(String markdown) {
        List<String> kinds = new ArrayList<>();
        org.commonmark.node.Node document = org.commonmark.parser.Parser.builder()
                .extensions(List.of(org.commonmark.ext.gfm.tables.TablesExtension.create()))
                .build()
                .parse(markdown);
        for (org.commonmark.node.Node child = document.getFirstChild(); child != null; child = child.getNext()) {
            kinds.add(child.getClass().getSimpleName());
        }
        return kinds;
    }

    /** The reports of a plan that has a text in every place that a text can be in. */
    private static Map<String, String> reports(String text) throws IOException {
        ObjectNode plan = TerraformJson.object();
        var changes = plan.putArray("resource_changes");
        ObjectNode key = change(
                changes.addObject(), "aws_kms_key.a[" + TerraformJson.object().textNode(text) + "]", "delete");
        key.putObject("before").put("description", text);
        ObjectNode parameter = change(changes.addObject(), "aws_ssm_parameter.b", "update");
        parameter.putObject("before").put("value", "a").putObject("tags").put("T", "x");
        parameter
                .putObject("after")
                .put("value", "b" + text)
                .putObject("tags")
                .put("T", text)
                .put(text, "1");
        ObjectNode imported = change(changes.addObject(), "aws_s3_object.c", "update");
        imported.putObject("importing").put("id", text);
        imported.putObject("before").put("acl", "a");
        imported.putObject("after").put("acl", "b");
        ObjectNode policy = change(changes.addObject(), "aws_iam_policy.d", "update");
        policy.putObject("before").put("policy", "{\"Statement\":[]}");
        ObjectNode document = TerraformJson.object();
        document.putArray("Statement")
                .addObject()
                .put("Effect", "Allow")
                .put("Action", "*")
                .put("Resource", "*")
                .put("Sid", text);
        policy.putObject("after").put("policy", document.toString());
        UnitPlan unit = EnvironmentPlan.unit(UNIT, plan);
        EnvironmentPlan whole = new EnvironmentPlan(
                "shop/prod",
                "0123",
                true,
                List.of(unit),
                List.of(UNIT + ": aws_s3_bucket.x: tags"),
                new Verdict(
                        List.of(new Verdict.Refusal(UNIT, "aws_x.y", "refused " + text, "remedy " + text)),
                        List.of("note " + text)),
                false,
                List.of(new PlanWarning(
                        Optional.of(UNIT), "aws_x.y", "summary " + text, "detail " + text.replace("\n", " "))));
        Map<String, String> reports = new LinkedHashMap<>();
        reports.put("text", new TextReport((colour, shown) -> shown).of(whole));
        reports.put("markdown", new MarkdownReport(60_000, Optional.empty()).of(whole));
        reports.put("html", HtmlReport.of(whole));
        reports.put(
                "pull request",
                new PullRequestReport(60_000, Optional.empty(), "")
                        .of(List.of(whole), List.of("why " + text), List.of())
                        .text());
        reports.put("json", TerraformJson.write(PlanJson.of(whole)));
        return reports;
    }

    private static ObjectNode change(ObjectNode resource, String address, String action) {
        resource.put("address", address).put("mode", "managed").put("type", address.substring(0, address.indexOf('.')));
        ObjectNode change = resource.putObject("change");
        change.putArray("actions").add(action);
        return change;
    }
}
