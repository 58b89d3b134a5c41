package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.states.StateFile;
import groundplan.testing.MemoryObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An approved plan counts as long as nothing has moved. */
class PlanFreshnessTest {
    private static final UnitPath RDS = UnitPath.parse("shop/dev/us-east-1/rds");
    private static final UnitPath NEW = UnitPath.parse("shop/dev/us-east-1/web");
    private static final EnvironmentPlan APPROVED = new EnvironmentPlan(
            "shop/dev",
            "f00",
            true,
            List.of(
                    new UnitPlan(RDS, false, Optional.of("one"), 7, List.of()),
                    new UnitPlan(NEW, false, Optional.empty(), 0, List.of())),
            List.of());

    @Test
    void whatIsAsItWasIsNotStale() throws IOException {
        assertEquals(Optional.empty(), moved("f00", Map.of(RDS, state("one", 7))));
    }

    @Test
    void otherSettingsAre() throws IOException {
        assertEquals(
                Optional.of("the settings have changed since the plan was made"),
                moved("bad", Map.of(RDS, state("one", 7))));
    }

    @Test
    void aStateThatWasWrittenSinceIs() throws IOException {
        String written = "the state of " + RDS + " was written after the plan was made, when its serial was 7";
        assertEquals(Optional.of(written), moved("f00", Map.of(RDS, state("one", 8))));
        assertEquals(Optional.of(written), moved("f00", Map.of(RDS, state("another", 7))));
        assertEquals(Optional.of(written), moved("f00", Map.of()));
        assertEquals(
                Optional.of("the state of " + NEW + " was written after the plan was made, when its serial was 0"),
                moved("f00", Map.of(RDS, state("one", 7), NEW, state("two", 1))));
    }

    @Test
    void whatAnEarlierRunOfThePlanHasWrittenIsNot() throws IOException {
        Journal journal = Journal.open(new MemoryObject(), JournalTest.holder("run", "builder", "plan"));
        journal.note(RDS, Journal.Step.APPLYING);
        assertEquals(Optional.empty(), PlanFreshness.of(APPROVED, "f00", Map.of(RDS, state("one", 8)), journal));
    }

    private Optional<String> moved(String settings, Map<UnitPath, StateFile> states) throws IOException {
        return PlanFreshness.of(
                APPROVED,
                settings,
                states,
                Journal.open(new MemoryObject(), JournalTest.holder("run", "builder", "plan")));
    }

    private static StateFile state(String lineage, int serial) {
        return new StateFile(
                "any/key", TerraformJson.object().put("lineage", lineage).put("serial", serial));
    }
}
