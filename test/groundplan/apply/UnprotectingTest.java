package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.UnitPlan;
import groundplan.review.Danger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The blocks that switch off a protection name what was approved, and change nothing else. */
class UnprotectingTest {
    private static final String STATE =
            """
      {"resources": [
        {"mode": "managed", "type": "aws_db_instance", "name": "main",
         "provider": "provider[\\"registry.example.com/hashicorp/aws\\"].west",
         "instances": [{"attributes": {"instance_class": "db.t3.micro", "deletion_protection": true, "tags": {}, "tags_all": {}}}]},
        {"mode": "managed", "type": "aws_dynamodb_table", "name": "orders",
         "provider": "provider[\\"registry.example.com/hashicorp/aws\\"]",
         "instances": [
           {"index_key": "a", "attributes": {"name": "orders-${a}", "deletion_protection_enabled": true}},
           {"index_key": "b", "attributes": {"name": "orders-b", "deletion_protection_enabled": true}}]},
        {"mode": "managed", "type": "aws_lb", "name": "open",
         "instances": [{"attributes": {"enable_deletion_protection": false, "subnets": ["subnet-1"]}}]}]}""";

    @Test
    void onlyWhatWasApprovedAndIsStillProtectedHasABlock() {
        Unprotecting found = Unprotecting.of(
                        approved("aws_db_instance.main", "aws_dynamodb_table.orders[\"a\"]", "aws_lb.open"),
                        TerraformJson.read(STATE))
                .orElseThrow();
        assertEquals(List.of("aws_db_instance.main", "aws_dynamodb_table.orders[\"a\"]"), found.targets());
        assertEquals(
                TerraformJson.read(
                        """
              {"aws_db_instance": {"main": {"instance_class": "db.t3.micro", "deletion_protection": false, "provider": "aws.west",
                 "lifecycle": {"ignore_changes": ["instance_class", "tags"]}}},
               "aws_dynamodb_table": {"orders": {"for_each": {"a": ""}, "name": "orders-$${a}", "deletion_protection_enabled": false,
                 "lifecycle": {"ignore_changes": ["name"]}}}}"""),
                found.blocks().path("resource"));
    }

    @Test
    void whatIsNoLongerProtectedNeedsNothing() {
        assertEquals(Optional.empty(), Unprotecting.of(approved("aws_lb.open"), TerraformJson.read(STATE)));
        assertEquals(Optional.empty(), Unprotecting.of(approved(), TerraformJson.read(STATE)));
    }

    @Test
    void anythingBesideTheProtectionIsSaid() {
        Unprotecting found = Unprotecting.of(approved("aws_db_instance.main"), TerraformJson.read(STATE))
                .orElseThrow();
        assertEquals(Optional.empty(), found.beside(plan("update", "\"deletion_protection\": false, \"size\": 1")));
        assertEquals(
                Optional.of("aws_db_instance.main would get another size too"),
                found.beside(plan("update", "\"deletion_protection\": false, \"size\": 2")));
        assertEquals(
                Optional.of("aws_db_instance.main would be changed too: [\"delete\"]"),
                found.beside(plan("delete", "")));
    }

    private static ObjectNode plan(String action, String after) {
        return TerraformJson.read(
                "{\"resource_changes\": [{\"address\": \"aws_db_instance.main\", \"change\": {\"actions\": [\"" + action
                        + "\"], \"before\": {\"deletion_protection\": true, \"size\": 1}, \"after\": {" + after
                        + "}}}]}");
    }

    private static UnitPlan approved(String... addresses) {
        List<Change> changes = Stream.of(addresses)
                .map(address -> new Change(
                        address,
                        address.substring(0, address.indexOf('.')),
                        Action.DELETE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(new Danger(Danger.Weight.UNPROTECTED, "is switched off")),
                        Map.of()))
                .toList();
        return new UnitPlan(UnitPath.parse("shop/dev/us-east-1/legacy"), true, Optional.empty(), 1, changes);
    }
}
