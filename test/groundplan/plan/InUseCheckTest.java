package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.review.Danger;
import groundplan.states.StateFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InUseCheckTest {
    private static final UnitPath NETWORK = UnitPath.parse("shop/dev/us-east-1/network");
    private static final UnitPath DATABASE = UnitPath.parse("shop/dev/us-east-1/database");
    private static final Map<UnitPath, StateFile> STATES = Map.of(
            NETWORK,
                    state(
                            "aws_subnet",
                            "database_a",
                            "{\"id\": \"subnet-0a1b2c3d4e\", \"arn\": \"arn:aws:ec2:us-east-1:1:subnet/0a1b\"}"),
            DATABASE, state("aws_db_subnet_group", "main", "{\"subnet_ids\": [\"subnet-0a1b2c3d4e\"]}"));

    @Test
    void whatAnotherUnitStandsInIsADangerWhenItGoes() {
        for (Action action : List.of(Action.DELETE, Action.REPLACE)) {
            List<Danger> dangers = dangers(change("aws_subnet.database_a", "aws_subnet", action), false, STATES);
            assertEquals(
                    List.of(Danger.Weight.IN_USE),
                    dangers.stream().map(Danger::weight).toList(),
                    action.toString());
            assertEquals(
                    true, dangers.get(0).what().contains("us-east-1/database is applied later"), dangers.toString());
        }
    }

    @Test
    void whatStaysOrNobodyUsesOrGoesLastIsNone() {
        assertEquals(
                List.of(),
                dangers(change("aws_subnet.database_a", "aws_subnet", Action.UPDATE), false, STATES),
                "it stays");
        assertEquals(
                List.of(),
                dangers(
                        change("aws_subnet.database_a", "aws_subnet", Action.DELETE),
                        false,
                        Map.of(NETWORK, STATES.get(NETWORK))),
                "nobody uses it");
        assertEquals(
                List.of(),
                dangers(change("aws_subnet.database_a", "aws_subnet", Action.DELETE), true, STATES),
                "a removed unit goes after all others");
        assertEquals(
                List.of(),
                dangers(change("aws_flow_log.main", "aws_flow_log", Action.DELETE), false, STATES),
                "AWS lets a flow log go");
    }

    @Test
    void whatLetsGoOfItInTheSameUnitComesTooLate() {
        Change subnet = change("aws_subnet.database_a", "aws_subnet", Action.DELETE);
        Change leaving = change(
                "aws_vpc_endpoint.ecr",
                "aws_vpc_endpoint",
                Action.UPDATE,
                new AttributeChange(
                        AttributePath.parse("subnet_ids"),
                        "[\"subnet-0a1b2c3d4e\",\"subnet-0f0f0f0f0f\"]",
                        "[\"subnet-0f0f0f0f0f\"]",
                        false));
        List<Danger> dangers = dangers(List.of(subnet, leaving), false, Map.of(NETWORK, STATES.get(NETWORK)));
        assertEquals(
                List.of(Danger.Weight.IN_USE),
                dangers.stream().map(Danger::weight).toList());
        assertEquals(
                true,
                dangers.get(0).what().contains("Terraform changes aws_vpc_endpoint.ecr only afterwards"),
                dangers.toString());
    }

    @Test
    void whoMovesInsideOfAListOrGoesTooOrIsOutlivedIsNone() {
        Change subnet = change("aws_subnet.database_a", "aws_subnet", Action.DELETE);
        AttributeChange let = new AttributeChange(
                AttributePath.parse("subnet_ids[0]"), "subnet-0a1b2c3d4e", "subnet-0f0f0f0f0f", false);
        AttributeChange taken = new AttributeChange(
                AttributePath.parse("subnet_ids[1]"), "subnet-0f0f0f0f0f", "subnet-0a1b2c3d4e", false);
        Map<UnitPath, StateFile> alone = Map.of(NETWORK, STATES.get(NETWORK));
        assertEquals(
                List.of(),
                dangers(List.of(subnet, change("aws_lb.main", "aws_lb", Action.UPDATE, let, taken)), false, alone),
                "it is in the list before and after");
        assertEquals(
                List.of(),
                dangers(List.of(subnet, change("aws_lb.main", "aws_lb", Action.REPLACE, let)), false, alone),
                "what is replaced goes first");
        assertEquals(
                List.of(),
                dangers(
                        List.of(subnet, change("aws_lb.main", "aws_lb", Action.UPDATE, let)),
                        false,
                        Map.of(
                                NETWORK,
                                state(
                                        "aws_subnet",
                                        "database_a",
                                        "{\"id\": \"subnet-0a1b2c3d4e\"}, \"create_before_destroy\": true"))),
                "it goes last");
    }

    private static List<Danger> dangers(Change change, boolean removed, Map<UnitPath, StateFile> states) {
        return dangers(List.of(change), removed, states);
    }

    private static List<Danger> dangers(List<Change> changes, boolean removed, Map<UnitPath, StateFile> states) {
        EnvironmentPlan plan = new EnvironmentPlan(
                "shop/dev",
                "",
                true,
                List.of(new UnitPlan(NETWORK, removed, Optional.of("lineage"), 1, changes)),
                List.of());
        return new InUseCheck(states).in(plan).units().get(0).changes().get(0).dangers();
    }

    private static Change change(String address, String type, Action action, AttributeChange... differences) {
        return new Change(
                address,
                type,
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(differences),
                List.of(),
                Map.of());
    }

    private static StateFile state(String type, String name, String attributes) {
        return new StateFile(
                "k",
                TerraformJson.read("{\"version\": 4, \"outputs\": {}, \"resources\": [{\"mode\": \"managed\","
                        + " \"type\": \"" + type + "\", \"name\": \"" + name + "\", \"instances\": [{\"attributes\": "
                        + attributes + "}]}]}"));
    }
}
