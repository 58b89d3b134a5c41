package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.UnitPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/rds");

  @Test
  void theSameOrLessIsAllowed() {
    UnitPlan approved = plan(change("a.b", Action.CREATE, "x"), change("a.c", Action.UPDATE, "y"));
    assertEquals(Optional.empty(), difference(approved, approved));
    assertEquals(Optional.empty(), difference(approved, plan(change("a.c", Action.UPDATE, "y"))));
  }

  @Test
  void moreIsNamed() {
    assertEquals(Optional.of("a.c would be replaced, which the approved plan does not contain"),
        difference(plan(change("a.b", Action.CREATE, "x")), plan(change("a.b", Action.CREATE, "x"), change("a.c",
            Action.REPLACE, "y"))));
  }

  @Test
  void anotherActionIsNamed() {
    assertEquals(Optional.of("a.b would be replaced; approved is that it is updated"),
        difference(plan(change("a.b", Action.UPDATE, "x")), plan(change("a.b", Action.REPLACE, "x"))));
  }

  @Test
  void theSecondHalfOfAReplacementIsAllowed() {
    UnitPlan approved = plan(change("a.b", Action.REPLACE, "x"));
    assertEquals(Optional.empty(), difference(approved, plan(change("a.b", Action.CREATE, "x"))), "the old object is gone");
    assertEquals(Optional.empty(), difference(approved, plan(deposed("a.b"))), "the new object is there, the old one left over");
    assertEquals(Optional.of("a.c would be destroyed, which the approved plan does not contain"),
        difference(approved, plan(deposed("a.c"))));
  }

  @Test
  void anObjectThatWasNotMadeWholeIsMadeAgain() {
    UnitPlan approved = plan(change("a.b", Action.CREATE, "x"));
    assertEquals(Optional.empty(), difference(approved, plan(because("a.b", "replace_because_tainted"))));
    assertEquals(Optional.of("a.b would be replaced; approved is that it is created"),
        difference(approved, plan(because("a.b", "replace_because_cannot_update"))));
  }

  @Test
  void anotherValueIsNamed() {
    assertEquals(Optional.of("a.b would get another name than the approved one"),
        difference(plan(change("a.b", Action.UPDATE, "x")), plan(change("a.b", Action.UPDATE, "y"))));
  }

  @Test
  void unitsComeBehindAllThatTheyReadEvenOverOneThatIsNotApplied() {
    UnitPath network = UNIT.sibling("us-east-1", "network");
    UnitPath between = UNIT.sibling("us-east-1", "between");
    assertEquals(List.of(List.of(network), List.of(UNIT)),
        Waves.of(List.of(UNIT, network), Map.of(UNIT, Set.of(between), between, Set.of(network))));
    assertThrows(IllegalArgumentException.class, () -> Waves.of(List.of(UNIT, network),
        Map.of(UNIT, Set.of(network), network, Set.of(UNIT))));
  }

  @Test
  void theNextRunKnowsHowFarTheLastOneCame(@TempDir Path folder) throws IOException {
    Journal first = Journal.open(folder, "plan");
    first.note(UNIT, Journal.Step.APPLYING);
    Journal second = Journal.open(folder, "plan");
    assertEquals(Journal.Step.APPLYING, second.of(UNIT));
    second.note(UNIT, Journal.Step.APPLIED);
    second.close();
    assertEquals(Journal.Step.NOT_STARTED, Journal.open(folder, "plan").of(UNIT),
        "a plan that is done leaves nothing behind");
  }

  private static Optional<String> difference(UnitPlan approved, UnitPlan now) {
    return Comparison.of(approved, now, (address, argument) -> true);
  }

  private static UnitPlan plan(Change... changes) {
    return new UnitPlan(UNIT, false, Optional.empty(), 0, List.of(changes));
  }

  private static Change change(String address, Action action, String fingerprint) {
    return new Change(address, "a", action, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        List.of(),
        List.of(), Map.of("name", fingerprint));
  }

  private static Change deposed(String address) {
    return new Change(address, "a", Action.DELETE, Optional.of("0a1b2c3d"), Optional.empty(), Optional.empty(),
        Optional.empty(), List.of(), List.of(), Map.of());
  }

  private static Change because(String address, String reason) {
    return new Change(address, "a", Action.REPLACE, Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.of(reason), List.of(), List.of(), Map.of());
  }
}
