package groundplan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What differs in a long value can be seen in every report, or the report says that it does not show it. */
class DocumentsInReportsTest {
    private static final List<String> UPDATE = List.of("update");

    private static PlannedReports containers(String before, String after) {
        String variables = IntStream.range(0, 20)
                .mapToObj(i -> "{\"name\": \"SETTING_%02d\", \"value\": \"value-%02d\"}, ".formatted(i, i))
                .collect(Collectors.joining());
        String document = "[{\"environment\": [" + variables + "%s], \"name\": \"sign\"}]";
        return new PlannedReports()
                .with(
                        "aws_ecs_task_definition",
                        List.of("delete", "create"),
                        PlannedReports.attribute("container_definitions", document.formatted(before)),
                        PlannedReports.attribute("container_definitions", document.formatted(after)),
                        "{\"replace_paths\": [[\"container_definitions\"]]}");
    }

    @Test
    void aVariableBehindCharacter400OfContainersIsShown() throws IOException {
        PlannedReports reports = containers(
                "{\"name\": \"LOG_LEVEL\", \"value\": \"info\"}", "{\"name\": \"LOG_LEVEL\", \"value\": \"debug\"}");
        String line = "container_definitions[sign].environment[LOG_LEVEL].value: info -> debug";
        for (String report : List.of(reports.text(), reports.markdown())) {
            assertTrue(report.contains(line), report);
            assertFalse(report.contains("SETTING_01"), report);
        }
        assertTrue(reports.markdown().contains("\"truncated\":false"), reports::markdown);
        assertTrue(reports.html().contains("container_definitions[sign].environment[LOG_LEVEL].value"), "in HTML");
        assertEquals(
                "info",
                TerraformJson.read(reports.jsonText())
                        .at("/units/0/changes/0/differences/0/inside/0/before")
                        .asText());
    }

    @Test
    void theWholeValuesAreInTheHtmlToo() throws IOException {
        String html = containers("{\"name\": \"A\", \"value\": \"1\"}", "{\"name\": \"A\", \"value\": \"2\"}")
                .html();
        assertEquals(2, html.split("SETTING_01", -1).length - 1, html);
    }

    @Test
    void aPermissionBehindCharacter400OfAPolicyIsShown() {
        String statements = IntStream.range(0, 12)
                .mapToObj(i -> "{\"Sid\": \"S%d\", \"Effect\": \"Allow\", \"Action\": \"s3:GetObject\"}, ".formatted(i))
                .collect(Collectors.joining());
        String policy = "{\"Statement\": [" + statements
                + "{\"Sid\": \"SendMail\", \"Effect\": \"Allow\", \"Action\": [\"ses:SendEmail\"%s], \"Resource\": \"*\"}]}";
        PlannedReports reports = new PlannedReports()
                .with(
                        "aws_iam_role_policy",
                        UPDATE,
                        PlannedReports.attribute("policy", policy.formatted("")),
                        PlannedReports.attribute("policy", policy.formatted(", \"iam:PassRole\"")));
        for (String report : List.of(reports.text(), reports.markdown())) {
            assertTrue(report.contains("policy.Statement[SendMail].Action: + iam:PassRole\n"), report);
        }
    }

    @Test
    void aSecretInADocumentIsShownInNoReport() throws IOException {
        PlannedReports reports = containers(
                "{\"name\": \"DB_PASSWORD\", \"value\": \"canary-one-11\"}",
                "{\"name\": \"DB_PASSWORD\", \"value\": \"canary-two-22\"}");
        for (String report : reports.all()) {
            assertFalse(report.contains("canary"), report);
        }
        assertTrue(
                reports.text().contains("environment[DB_PASSWORD].value: (sensitive) -> (sensitive)"), reports.text());
    }

    @Test
    void anUnknownPartOfABlockIsSaidToBe() {
        PlannedReports reports = new PlannedReports()
                .with(
                        "aws_ecs_service",
                        UPDATE,
                        "{\"load_balancer\": []}",
                        "{\"load_balancer\": [{\"container_port\": 80}]}",
                        "{\"after_unknown\": {\"load_balancer\": [{\"target_group_arn\": true}]}}");
        for (String report : List.of(reports.text(), reports.markdown())) {
            assertTrue(report.contains("load_balancer[0].container_port: + 80"), report);
            assertTrue(report.contains("load_balancer[0].target_group_arn: + (known after apply)"), report);
        }
    }

    @Test
    void aLongTextIsCutAroundWhatDiffers() {
        String before = "p".repeat(900) + "ONE" + "s".repeat(900);
        PlannedReports reports = text(before, before.replace("ONE", "TWO"));
        for (String report : List.of(reports.text(), reports.markdown())) {
            assertTrue(report.contains("pppONEsss") && report.contains("pppTWOsss"), report);
            assertFalse(report.contains("p".repeat(100)), report);
            assertFalse(report.contains("Shortened") || report.contains("Left out"), "all of the change is shown");
        }
        assertTrue(reports.markdown().contains("\"truncated\":false"), "it can be approved");
    }

    @Test
    void aReportThatCutsAChangeSaysSoAtItsTopAndInItsMarker() throws IOException {
        PlannedReports reports = text("a".repeat(900), "b".repeat(900));
        assertTrue(reports.text().startsWith("Shortened: one value or line is not shown"), reports.text());
        String markdown = reports.markdown();
        assertTrue(markdown.lines().findFirst().orElse("").contains("\"truncated\":true"), markdown);
        assertTrue(
                markdown.lines().limit(5).anyMatch(line -> line.contains("Left out for size: a part of one value")),
                markdown);
        assertTrue(reports.html().contains("a".repeat(900)), "the HTML shows it");
        RenderedMarkdown comment = new PullRequestReport(60_000, Optional.empty(), "1234")
                .of(List.of(reports.plan()), List.of(), List.of());
        assertTrue(comment.truncated(), "the comment cannot be approved as the whole plan");
        assertTrue(
                comment.text().lines().limit(4).anyMatch(line -> line.contains("does not show all of the changes")),
                comment::text);
    }

    @Test
    void aCommentOfWholePlansIsNotMarked() {
        RenderedMarkdown comment = new PullRequestReport(60_000, Optional.empty(), "1234")
                .of(List.of(text("a", "b").plan()), List.of(), List.of());
        assertFalse(comment.truncated(), comment::text);
        assertFalse(comment.text().contains("[!IMPORTANT]"), comment::text);
    }

    @Test
    void whatNobodyCanReadIsShownByItsDigest() {
        String archive = "UEsDBAoAAAgAAAAh" + "AAECAwQFBgcICQoLDA0O".repeat(48);
        PlannedReports reports = text(archive, archive.replaceFirst("UEsDB", "UEsDC"));
        assertTrue(
                reports.markdown().matches("(?s).*976 characters of Base64, SHA-256 [0-9a-f]{64}\\) -> \\(976.*"),
                reports.markdown());
        assertTrue(reports.markdown().contains("\"truncated\":false"), reports.markdown());
    }

    @Test
    void theFormerValueOfWhatIsNotKnownYetIsNoCut() {
        PlannedReports reports = new PlannedReports()
                .with(
                        "aws_x",
                        UPDATE,
                        PlannedReports.attribute("text", "a b ".repeat(300)),
                        "{}",
                        "{\"after_unknown\": {\"text\": true}}");
        assertTrue(reports.markdown().contains("text: (1,200 characters) -> (known after apply)"), reports.markdown());
        assertTrue(reports.markdown().contains("\"truncated\":false"), reports.markdown());
    }

    @Test
    void namesInDocumentsStayInTheirPlace() throws IOException {
        String document = "[{\"name\": \"x`\\n```\\n</details><script>\\u001b[31m]\", \"v\": \"%s\"}]";
        PlannedReports reports = new PlannedReports()
                .with(
                        "aws_x",
                        UPDATE,
                        PlannedReports.attribute("doc", document.formatted("1")),
                        PlannedReports.attribute("doc", document.formatted("2")));
        assertFalse(reports.html().contains("<script>"), "no markup in HTML");
        for (String report : List.of(reports.text(), reports.markdown())) {
            assertFalse(report.contains("\u001b"), report);
            assertTrue(report.lines().anyMatch(line -> line.contains("doc[") && line.endsWith(".v: 1 -> 2")), report);
        }
    }

    @Test
    void aPlanOfManyLinesIsShownAsFarAsItFits() {
        StringBuilder after = new StringBuilder("#!/bin/sh\n");
        IntStream.range(0, 500).forEach(i -> after.append("echo ").append(i).append('\n'));
        PlannedReports reports = text("#!/bin/sh\n", after.toString());
        assertTrue(reports.markdown().contains("and 300 more differences"), reports.markdown());
        assertTrue(reports.markdown().contains("\"truncated\":true"), reports.markdown());
    }

    @Test
    void aRestOfAReplacementIsShownToo() {
        PlannedReports reports = new PlannedReports()
                .with(
                        "aws_db_instance",
                        List.of("delete", "create"),
                        "{\"identifier\": \"a\", \"publicly_accessible\": false}",
                        "{\"identifier\": \"b\", \"publicly_accessible\": true}",
                        "{\"replace_paths\": [[\"identifier\"]], \"after_unknown\": {\"arn\": true}}");
        for (String report : List.of(reports.text(), reports.markdown())) {
            assertTrue(report.contains("identifier: a -> b"), report);
            assertTrue(report.contains("publicly_accessible: false -> true"), report);
            assertFalse(report.contains("arn:"), report);
        }
    }

    @Test
    void theFileReadsBackWithWhatIsInsideOfDocuments() {
        EnvironmentPlan plan = containers("{\"name\": \"A\", \"value\": \"1\"}", "{\"name\": \"A\"}")
                .plan();
        EnvironmentPlan read = PlanJson.read(TerraformJson.write(PlanJson.of(plan)));
        assertEquals(
                UnitPath.parse("shop/prod/us-east-1/ecs"), read.units().get(0).unit());
        assertEquals(plan, read);
    }

    private static PlannedReports text(String before, String after) {
        return new PlannedReports()
                .with(
                        "aws_x",
                        UPDATE,
                        PlannedReports.attribute("text", before),
                        PlannedReports.attribute("text", after));
    }
}
