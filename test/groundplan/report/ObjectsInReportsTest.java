package groundplan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import groundplan.json.TerraformJson;
import groundplan.plan.Action;
import groundplan.plan.EnvironmentPlan;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to an object is named and counted as what it is. */
class ObjectsInReportsTest {
    private static final PlannedReports RELEASED = new PlannedReports()
            .with("aws_db_instance", List.of("forget"), "{\"identifier\": \"main\"}", null)
            .with("aws_cloudwatch_metric_alarm", List.of("forget"), "{\"alarm_name\": \"a\"}", null)
            .with("aws_iam_role", List.of("forget"), "{\"name\": \"r\"}", null)
            .with("aws_instance", List.of("create", "forget"), "{\"ami\": \"a\"}", "{\"ami\": \"b\"}")
            .with("aws_s3_bucket", List.of("forget", "create"), "{\"bucket\": \"a\"}", "{\"bucket\": \"b\"}")
            .with(
                    "aws_ecr_repository",
                    List.of("delete", "create"),
                    "{\"name\": \"t\"}",
                    "{\"name\": \"t\"}",
                    "{\"action_reason\": \"replace_because_tainted\"}");

    private static final PlannedReports OTHERS = new PlannedReports()
            .with("aws_s3_bucket", List.of("no-op"), "{}", "{}", "{\"previous_address\": \"aws_s3_bucket.old\"}")
            .with("aws_sqs_queue", List.of("update"), "{}", "{\"a\": 1}", "{\"importing\": {\"id\": \"the-queue\"}}")
            .with(
                    "aws_sns_topic",
                    List.of("no-op"),
                    "{}",
                    "{}",
                    "{\"importing\": {\"identity\": {\"arn\": \"arn:x\"}}}")
            .with("aws_lb", List.of("delete"), "{\"name\": \"lb\"}", null, "{\"deposed\": \"ab12\"}")
            .withEntry(
                    "deferred_changes",
                    "[{\"reason\": \"instance_count_unknown\", \"resource_change\": {\"address\": \"aws_eip.later\","
                            + "\"type\": \"aws_eip\", \"change\": {\"actions\": [\"create\"]}}}]");

    @Test
    void aForgottenObjectIsSaidToStay() {
        String word = "aws_iam_role.x  forgotten; it stays as it is, and Terraform no longer manages it";
        assertTrue(RELEASED.text().contains(". " + word), RELEASED.text());
        assertTrue(RELEASED.markdown().contains("\n# " + word), "not the sign of an update: " + RELEASED.markdown());
    }

    @Test
    void theReleaseOfWhatHoldsDataOrWatchesItIsLookedAtFirst() {
        List<String> first = RELEASED.plan().dangers().stream()
                .map(found -> found.change().address() + " " + found.danger().what())
                .toList();
        assertTrue(first.toString().contains("aws_db_instance.x is forgotten: it stays with its data"), "" + first);
        assertTrue(first.toString().contains("aws_cloudwatch_metric_alarm.x is forgotten"), "" + first);
        assertTrue(
                first.toString().contains("aws_s3_bucket.x is replaced by a new object, and the old one is forgotten"),
                "" + first);
        assertFalse(first.toString().contains("aws_iam_role"), "" + first);
    }

    @Test
    void aReplacementThatLeavesTheOldObjectIsBoth() throws IOException {
        EnvironmentPlan plan = RELEASED.plan();
        assertEquals(2, plan.count(Action.FORGET_AND_CREATE));
        assertEquals("Plan: 3 to add, 0 to change, 1 to destroy, 5 to forget. Among them 1 tainted.", plan.summary());
        assertTrue(
                RELEASED.markdown().contains("| unit | create | update | replace | destroy | forget | tainted |"),
                RELEASED.markdown());
        assertTrue(RELEASED.markdown().contains("| `us-east-1/ecs` | 0 | 0 | 3 | 0 | 5 | 1 |"), RELEASED.markdown());
        for (String report : List.of(RELEASED.text(), RELEASED.markdown(), RELEASED.html())) {
            assertTrue(report.contains("replaced, with the old object forgotten"), report);
            assertTrue(report.contains(plan.summary()), report);
        }
        JsonNode counts = TerraformJson.read(RELEASED.jsonText()).path("counts");
        assertEquals("5", counts.path("forget").asText());
        assertEquals("3", counts.path("replace").asText());
    }

    @Test
    void theCommentOfAPullRequestCountsThem() {
        String comment = new PullRequestReport(60_000, Optional.empty(), "1234")
                .of(List.of(RELEASED.plan()), List.of(), List.of())
                .text();
        assertTrue(
                comment.contains("| `shop/prod` | Plan: 3 to add, 0 to change, 1 to destroy, 5 to forget."), comment);
    }

    @Test
    void aTaintedObjectSaysWhyItIsReplaced() throws IOException {
        for (String report : List.of(RELEASED.text(), RELEASED.markdown(), RELEASED.html())) {
            assertTrue(report.contains("replaced because it is tainted"), report);
        }
    }

    @Test
    void movedImportedDeposedAndDeferredObjectsAreNamedAndCounted() throws IOException {
        EnvironmentPlan plan = OTHERS.plan();
        assertEquals(
                "Plan: 0 to add, 1 to change, 1 to destroy, 2 to import. Among them 1 moved, 1 deposed, 1 deferred.",
                plan.summary());
        for (String report : List.of(OTHERS.text(), OTHERS.markdown(), OTHERS.html())) {
            for (String told : List.of(
                    "moved from aws_s3_bucket.old",
                    "updated; imported from the-queue",
                    "destroyed; deposed object ab12",
                    "deferred because the number of its instances is known only after the apply",
                    plan.summary())) {
                assertTrue(report.contains(told), () -> told + " in " + report);
            }
        }
        assertTrue(OTHERS.text().contains("imported from {\"arn\":\"arn:x\"}"), OTHERS.text());
        assertEquals(
                TerraformJson.read(
                        "{\"create\": 0, \"update\": 1, \"replace\": 0, \"delete\": 1, \"import\": 2, \"move\": 1,"
                                + " \"deposed\": 1, \"defer\": 1}"),
                TerraformJson.read(OTHERS.jsonText()).path("counts"));
    }

    @Test
    void theFilesReadBackAndAreOfTheirSchema() throws IOException {
        for (PlannedReports reports : List.of(RELEASED, OTHERS)) {
            EnvironmentPlan plan = reports.plan();
            assertEquals(plan, PlanJson.read(reports.jsonText()));
            try (InputStream schema = PlanJson.class.getResourceAsStream("plan.schema.json")) {
                assertEquals(
                        Set.of(),
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(schema)
                                .validate(PlanJson.of(plan)));
            }
        }
    }

    @Test
    void newAndFormerObjectsShowTheirArgumentsFolded() {
        PlannedReports reports = new PlannedReports()
                .with(
                        "aws_sqs_queue",
                        List.of("create"),
                        null,
                        "{\"name\": \"orders\", \"delay_seconds\": 5, \"kms_master_key_id\": null, \"tags_all\": {\"A\": \"b\"},"
                                + "\"policy\": \"{\\\"Statement\\\": [{\\\"Sid\\\": \\\"All\\\", \\\"Effect\\\": \\\"Allow\\\", \\\"Action\\\": [\\\"sqs:*\\\", \\\"x:y\\\"]}]}\"}",
                        "{\"after_unknown\": {\"arn\": true, \"queue_id\": true}}")
                .with(
                        "aws_instance",
                        List.of("delete"),
                        "{\"ami\": \"ami-1\", \"arn\": \"arn:i\", \"tags\": {\"Name\": \"web\"}}",
                        null);
        String markdown = reports.markdown();
        assertTrue(markdown.contains("</code>: arguments of 1 created object</summary>"), markdown);
        assertTrue(markdown.contains("</code>: arguments of 1 destroyed object</summary>"), markdown);
        for (String report : List.of(markdown, reports.text())) {
            for (String argument : List.of(
                    "name: orders",
                    "delay_seconds: 5",
                    "queue_id: (known after apply)",
                    "policy.Statement[All]  Action: sqs:*, x:y; Effect: Allow",
                    "ami: ami-1",
                    "tags.Name: web")) {
                assertTrue(report.contains(argument), () -> argument + " in " + report);
            }
            assertFalse(report.contains("tags_all") || report.contains("kms_master_key_id"), report);
        }
    }

    @Test
    void theArgumentsOfANewObjectAreBoundedAndThatCounts() {
        String many = IntStream.range(0, 100)
                .mapToObj(i -> "\"a%03d\": \"%s\"".formatted(i, "v".repeat(30)))
                .collect(Collectors.joining(", ", "{", "}"));
        PlannedReports reports = new PlannedReports().with("aws_x", List.of("create"), null, many);
        assertTrue(reports.markdown().contains("and 40 more differences"), reports.markdown());
        assertTrue(reports.markdown().contains("\"truncated\":true"), reports.markdown());
        assertTrue(reports.text().startsWith("Shortened: 40 values or lines are not shown"), reports.text());
    }
}
