package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.cost.Prices;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.pricing.Estimator;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.settings.UsageFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A db.t4g.micro costs 0.016 USD an hour, a db.t4g.small twice that; a month has 730 hours. */
class PlannedCostTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/network");
    private static final JsonNode DOCUMENT = TerraformJson.read(
            """
      {"provider": {"aws": [{"region": "us-east-1"}]}, "resource": {
        "aws_eip": {"a": {"domain": "vpc"}},
        "aws_db_instance": {"main": {"engine": "postgres", "instance_class": "db.t4g.small", "multi_az": false,
          "storage_type": "gp3", "allocated_storage": 20}}}}""");
    private static PlannedCost costs;

    @BeforeAll
    static void readPrices() throws Exception {
        EnvironmentModel any =
                SettingsTree.read(Path.of(""), groundplan.catalogue.Kinds.all()).get(0);
        costs = new PlannedCost(
                new Estimator(Prices.read(), UsageFile.of(Path.of(""), any).usage()));
    }

    @Test
    void withoutChangesTheCostStays() {
        CostChange cost = of(DOCUMENT, Map.of());
        assertEquals(cost.before(), cost.after());
        assertEquals(1, cost.after().signum(), "the database costs something");
    }

    @Test
    void aNewUnitCostsNothingBefore() {
        CostChange cost =
                of(DOCUMENT, Map.of("aws_eip.a", change("null", "{}"), "aws_db_instance.main", change("null", "{}")));
        assertEquals(0, cost.before().signum());
    }

    @Test
    void aLargerClassCostsTheDifference() {
        CostChange cost = of(
                DOCUMENT,
                Map.of(
                        "aws_db_instance.main",
                        change("{\"instance_class\": \"db.t4g.micro\"}", "{\"instance_class\": \"db.t4g.small\"}")));
        assertEquals("+11.68", cost.signed(), "0.016 USD an hour more, for 730 hours");
    }

    @Test
    void whatIsDeletedIsPaidForUntilThen() {
        CostChange kept = of(DOCUMENT, Map.of());
        CostChange removed = costs.of(
                UNIT,
                Optional.empty(),
                Map.of(
                        "aws_db_instance.main",
                        change(
                                DOCUMENT.path("resource")
                                        .path("aws_db_instance")
                                        .path("main")
                                        .toString(),
                                "null")));
        assertEquals(0, removed.after().signum());
        assertEquals(1, removed.before().signum());
        assertEquals(-1, removed.difference().signum());
        assertEquals(1, kept.before().compareTo(removed.before()), "the address costs something too");
    }

    /** What a service costs depends on what it refers to: its task definition, and that one's log group. */
    @Test
    void anotherImageAndAnotherNameCostNothing() {
        JsonNode document = TerraformJson.read(
                """
          {"provider": {"aws": [{"region": "us-east-1"}]}, "resource": {
            "aws_cloudwatch_log_group": {"web": {"name": "/shop-dev/web", "retention_in_days": 30}},
            "aws_ecs_cluster": {"main": {"name": "shop-dev", "setting": [{"name": "containerInsights", "value": "enabled"}]}},
            "aws_ecs_task_definition": {"web": {"family": "shop-dev-web", "cpu": "256", "memory": "512",
              "container_definitions": "[{\\"image\\":\\"web:1.1.0\\",\\"group\\":\\"${aws_cloudwatch_log_group.web.name}\\"}]"}},
            "aws_ecs_service": {"web": {"name": "shop-dev-web", "desired_count": 1, "cluster": "${aws_ecs_cluster.main.arn}",
              "task_definition": "${aws_ecs_task_definition.web.arn}"}}}}""");
        JsonNode cluster = change(
                "{\"arn\": \"arn:aws:ecs:us-east-1:1:cluster/shop-dev\"}",
                "{\"arn\": \"arn:aws:ecs:us-east-1:1:cluster/shop-dev\"}");
        CostChange image = of(
                document,
                Map.of(
                        "aws_ecs_cluster.main",
                        cluster,
                        "aws_cloudwatch_log_group.web",
                        change("{\"name\": \"/shop-dev/web\"}", "{\"name\": \"/shop-dev/web\"}"),
                        "aws_ecs_task_definition.web",
                        change(
                                "{\"container_definitions\": \"[{\\\"image\\\":\\\"web:1.0.0\\\",\\\"group\\\":\\\"/shop-dev/web\\\"}]\"}",
                                "{\"container_definitions\": \"[{\\\"image\\\":\\\"web:1.1.0\\\",\\\"group\\\":\\\"/shop-dev/web\\\"}]\"}")));
        assertEquals("unchanged", image.any() ? image.signed() : "unchanged", "another image");
        String task = "arn:aws:ecs:us-east-1:1:task-definition/shop-dev-api:1";
        CostChange name = of(
                document,
                Map.of(
                        "aws_ecs_cluster.main",
                        cluster,
                        "aws_cloudwatch_log_group.api",
                        change("{\"name\": \"/shop-dev/api\", \"retention_in_days\": 30}", "null"),
                        "aws_cloudwatch_log_group.web",
                        change("null", "{}"),
                        "aws_ecs_task_definition.api",
                        change(
                                "{\"arn\": \"" + task
                                        + "\", \"cpu\": \"256\", \"memory\": \"512\", \"container_definitions\": \"[{\\\"group\\\":\\\"/shop-dev/api\\\"}]\"}",
                                "null"),
                        "aws_ecs_task_definition.web",
                        change("null", "{}"),
                        "aws_ecs_service.api",
                        change(
                                "{\"desired_count\": 1, \"cluster\": \"arn:aws:ecs:us-east-1:1:cluster/shop-dev\", \"task_definition\": \""
                                        + task + "\"}",
                                "null"),
                        "aws_ecs_service.web",
                        change("null", "{}")));
        assertEquals("unchanged", name.any() ? name.signed() : "unchanged", "another name");
        assertEquals(1, name.after().signum());
    }

    @Test
    void aResourceWithoutAPriceIsNamedAndMakesTheSumALeastOne() {
        JsonNode document = TerraformJson.read(
                """
          {"provider": {"aws": [{"region": "us-east-1"}]}, "resource": {
            "aws_eip": {"a": {"domain": "vpc"}}, "aws_of_tomorrow": {"thing": {}},
            "aws_db_instance": {"main": {"engine": "postgres", "instance_class": "db.z99.tomorrow", "multi_az": false,
              "storage_type": "gp3", "allocated_storage": 20}}}}""");
        CostChange cost = of(document, Map.of("aws_eip.a", change("null", "{}")));
        assertEquals(
                "at least USD 3.65 (+3.65), without us-east-1/network aws_db_instance.main, us-east-1/network"
                        + " aws_of_tomorrow.thing, whose price is not known",
                cost.text());
    }

    private static CostChange of(JsonNode document, Map<String, JsonNode> changes) {
        return costs.of(UNIT, Optional.of(document), changes);
    }

    private static JsonNode change(String before, String after) {
        return TerraformJson.read("{\"before\": " + before + ", \"after\": " + after + ", \"after_unknown\": {}}");
    }
}
