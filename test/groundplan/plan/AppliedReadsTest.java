package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppliedReadsTest {
    private static final UnitPath NETWORK = UnitPath.parse("shop/dev/us-east-1/network");
    private static final UnitPath DATABASE = UnitPath.parse("shop/dev/us-east-1/database");
    private static final UnitPath SERVICE = UnitPath.parse("shop/dev/us-east-1/service");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::shop-dev-uploads",
                "vpc-0a1b2c3d4e5f67890",
                "Z0123456789ABC",
                "https://example.com/x",
                "shop-dev-uploads",
                "/ecs/shop-dev/web",
                "db.abc.us-east-1.rds.amazonaws.com"
            })
    void aValueThatStandsNowhereByChanceIsTelling(String value) {
        assertTrue(AppliedReads.telling(value), value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5432", "10.0.0.0/16", "us-east-1", "us-east-1a", "true", "postgres", "dev", ""})
    void aFigureOrAWordIsNot(String value) {
        assertFalse(AppliedReads.telling(value), value);
    }

    @Test
    void aValueIsFoundWholeAndInsideOfPolicies() {
        AppliedReads reads = new AppliedReads(Map.of(
                DATABASE,
                        state(
                                "{}",
                                "\"policy\": \"{\\\\\"Resource\\\\\":\\\\\"arn:aws:s3:::shop-dev-a/*\\\\\"}\""
                                        .replace("\\\\", "\\")),
                SERVICE, state("{}", "\"arn\": \"arn:aws:s3:::shop-dev-a-copy\"")));
        assertEquals(Set.of(DATABASE), reads.holding("arn:aws:s3:::shop-dev-a"), "the copy is another bucket");
    }

    @Test
    void readersGoBeforeWhatTheyRead() {
        AppliedReads reads = new AppliedReads(Map.of(
                NETWORK, state("{\"vpc_id\": {\"value\": \"vpc-0123456789\"}}", "\"id\": \"vpc-0123456789\""),
                DATABASE,
                        state(
                                "{\"urls\": {\"value\": {\"main\": \"db.x1.rds.amazonaws.com\"}}}",
                                "\"vpc_id\": \"vpc-0123456789\""),
                SERVICE, state("{}", "\"environment\": \"DB=db.x1.rds.amazonaws.com\"")));
        assertEquals(List.of(SERVICE, DATABASE, NETWORK), reads.readersFirst(List.of(DATABASE, NETWORK, SERVICE)));
    }

    @Test
    void aStateThatWasLookedUpIsRead() {
        StateFile lookup = new StateFile(
                "k",
                TerraformJson.read(
                        """
        {"version": 4, "outputs": {}, "resources": [{"mode": "data", "type": "terraform_remote_state", "name": "x", "instances": [
          {"attributes": {"config": {"value": {"key": "dev/us-east-1/network/terraform.tfstate"}}}}]}]}"""));
        assertEquals(
                List.of(SERVICE, NETWORK),
                new AppliedReads(Map.of(NETWORK, state("{}", "\"a\": \"b\""), SERVICE, lookup))
                        .readersFirst(List.of(NETWORK, SERVICE)));
    }

    @Test
    void unitsThatUseEachOtherAreNotLost() {
        AppliedReads reads = new AppliedReads(Map.of(
                NETWORK, state("{\"a\": {\"value\": \"sg-0123456789\"}}", "\"x\": \"sg-9876543210\""),
                DATABASE, state("{\"b\": {\"value\": \"sg-9876543210\"}}", "\"x\": \"sg-0123456789\"")));
        assertEquals(
                Set.of(NETWORK, DATABASE), Set.copyOf(new ArrayList<>(reads.readersFirst(List.of(NETWORK, DATABASE)))));
    }

    private static StateFile state(String outputs, String attribute) {
        return new StateFile(
                "k",
                TerraformJson.read(
                        "{\"version\": 4, \"outputs\": " + outputs + ", \"resources\": [{\"mode\": \"managed\","
                                + " \"type\": \"aws_x\", \"name\": \"y\", \"instances\": [{\"attributes\": {"
                                + attribute + "}}]}]}"));
    }
}
