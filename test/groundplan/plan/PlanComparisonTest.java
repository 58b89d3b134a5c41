package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.address.AttributePath;
import groundplan.json.ContentHash;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanComparisonTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/rds");

    @Test
    void theSameOrLessIsAllowed() {
        UnitPlan approved = plan(change("a.b", Action.CREATE, "x"), change("a.c", Action.UPDATE, "y"));
        assertEquals(List.of(), difference(approved, approved));
        assertEquals(List.of(), difference(approved, plan(change("a.c", Action.UPDATE, "y"))));
    }

    @Test
    void moreIsNamed() {
        assertEquals(
                List.of("a.c would be replaced, which the approved plan does not contain"),
                difference(
                        plan(change("a.b", Action.CREATE, "x")),
                        plan(change("a.b", Action.CREATE, "x"), change("a.c", Action.REPLACE, "y"))));
    }

    @Test
    void anotherActionIsNamed() {
        assertEquals(
                List.of("a.b would be replaced, but in the approved plan it is updated"),
                difference(plan(change("a.b", Action.UPDATE, "x")), plan(change("a.b", Action.REPLACE, "x"))));
    }

    @Test
    void theSecondHalfOfAReplacementIsAllowed() {
        UnitPlan approved = plan(change("a.b", Action.REPLACE, "x"));
        assertEquals(
                List.of(), difference(approved, plan(change("a.b", Action.CREATE, "x"))), "the old object is gone");
        assertEquals(
                List.of(),
                difference(approved, plan(deposed("a.b"))),
                "the new object is there, the old one left over");
        assertEquals(
                List.of("a.c would be destroyed, which the approved plan does not contain"),
                difference(approved, plan(deposed("a.c"))));
    }

    @Test
    void anObjectThatWasNotMadeWholeIsMadeAgain() {
        UnitPlan approved = plan(change("a.b", Action.CREATE, "x"));
        assertEquals(List.of(), difference(approved, plan(because("a.b", "replace_because_tainted"))));
        assertEquals(
                List.of("a.b would be replaced, but in the approved plan it is created"),
                difference(approved, plan(because("a.b", "replace_because_cannot_update"))));
    }

    @Test
    void anotherValueIsNamed() {
        assertEquals(
                List.of("a.b would get a different name than was approved"),
                difference(plan(change("a.b", Action.UPDATE, "x")), plan(change("a.b", Action.UPDATE, "y"))));
    }

    @Test
    void aValueOfWhichNothingWasApprovedIsNamed() {
        assertEquals(
                List.of("a.b would get a name of which the approved plan says nothing"),
                difference(plan(because("a.b", "none")), plan(change("a.b", Action.REPLACE, "x"))));
        assertEquals(
                List.of(),
                PlanComparison.of(
                        plan(because("a.b", "none")),
                        plan(change("a.b", Action.REPLACE, "x")),
                        (address, argument) -> false),
                "what the settings do not set is the provider's");
    }

    @Test
    void aValueThatWasUnknownOrSecretMayBecomeAnyOther() {
        for (String mark : List.of(AttributeChange.UNKNOWN, AttributeChange.SECRET)) {
            UnitPlan approved = plan(change("a.b", Action.UPDATE, mark));
            assertEquals(List.of(), difference(approved, plan(change("a.b", Action.UPDATE, "x"))));
            assertEquals(List.of(), difference(approved, approved));
            assertEquals(
                    List.of("a.b would get a different name than was approved"),
                    difference(plan(change("a.b", Action.UPDATE, "x")), approved),
                    "what was known may not become " + mark);
        }
    }

    @Test
    void instancesWithDotsAndBracketsInTheirKeysAreToldApart() {
        String first = "a.b[\"x.y[0]\"]";
        assertEquals(
                List.of("a.b[\"x.y[1]\"] would be updated, which the approved plan does not contain"),
                difference(
                        plan(change(first, Action.UPDATE, "x")),
                        plan(change(first, Action.UPDATE, "x"), change("a.b[\"x.y[1]\"]", Action.UPDATE, "x"))));
    }

    @Test
    void everyObjectIsNamedWithWhatWasApprovedAndWhatItWouldBe() {
        AttributePath range =
                AttributePath.of("ingress").child(0).child("cidr_blocks").child(0);
        AttributePath token = AttributePath.of("token");
        assertEquals(
                List.of(
                        "a.b would get a different ingress, token than was approved: ingress[0].cidr_blocks[0] would be 0.0.0.0/0,"
                                + " and was approved as 10.0.0.0/8",
                        "a.c would be created, which the approved plan does not contain"),
                difference(
                        plan(valued(Map.of(range, "10.0.0.0/8", token, AttributeChange.SECRET))),
                        plan(
                                valued(Map.of(range, "0.0.0.0/0", token, "shown by mistake")),
                                change("a.c", Action.CREATE, "x"))));
    }

    /** A new object with these values, whose fingerprints are those of the shown values. */
    private static Change valued(Map<AttributePath, String> values) {
        Map<String, String> fingerprints = new TreeMap<>();
        values.forEach((path, value) -> fingerprints.put(path.attribute(), ContentHash.shortened(value)));
        return new Change(
                "a.b",
                "a",
                Action.CREATE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                values.entrySet().stream()
                        .map(value -> new AttributeChange(value.getKey(), null, value.getValue(), false))
                        .toList(),
                List.of(),
                fingerprints);
    }

    private static List<String> difference(UnitPlan approved, UnitPlan now) {
        return PlanComparison.of(approved, now, (address, argument) -> true);
    }

    private static UnitPlan plan(Change... changes) {
        return new UnitPlan(UNIT, false, Optional.empty(), 0, List.of(changes));
    }

    private static Change change(String address, Action action, String fingerprint) {
        return new Change(
                address,
                "a",
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of("name", fingerprint));
    }

    private static Change deposed(String address) {
        return new Change(
                address,
                "a",
                Action.DELETE,
                Optional.of("0a1b2c3d"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());
    }

    private static Change because(String address, String reason) {
        return new Change(
                address,
                "a",
                Action.REPLACE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason),
                List.of(),
                List.of(),
                Map.of());
    }
}
