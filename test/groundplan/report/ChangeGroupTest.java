package groundplan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.address.AttributePath;
import groundplan.plan.Action;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.review.Danger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeGroupTest {
    private static final List<AttributeChange> TAG =
            List.of(new AttributeChange(AttributePath.parse("tags_all.Team"), null, "shop", false));
    private static final List<Danger> DANGER = List.of(new Danger(Danger.Weight.PROTECTION, "loses its protection"));

    @Test
    void theSameTagOnManyObjectsIsOneEntryWithAllTheirAddresses() {
        List<ChangeGroup> alike =
                ChangeGroup.of(List.of(update("aws_x.a", TAG), update("aws_x.b", TAG), update("aws_x.c", TAG)));
        assertEquals(
                List.of("3 objects with the same update"),
                alike.stream().map(ChangeGroup::title).toList());
        assertEquals(Optional.of("aws_x.a, aws_x.b, aws_x.c"), alike.get(0).addresses());
    }

    @Test
    void whatAlsoChangesOtherwiseStandsByItself() {
        List<AttributeChange> more =
                List.of(TAG.get(0), new AttributeChange(AttributePath.parse("size"), "1", "2", false));
        assertEquals(
                List.of("3 objects with the same update", "aws_x.d"),
                titles(
                        update("aws_x.a", TAG),
                        update("aws_x.b", TAG),
                        update("aws_x.c", TAG),
                        update("aws_x.d", more)));
    }

    @Test
    void aDangerousChangeIsNeverOneOfMany() {
        assertEquals(
                List.of("aws_x.a", "aws_x.b", "aws_x.c"),
                titles(
                        change("aws_x.a", Action.UPDATE, TAG, DANGER),
                        change("aws_x.b", Action.UPDATE, TAG, DANGER),
                        change("aws_x.c", Action.UPDATE, TAG, DANGER)));
    }

    @Test
    void onlyUpdatesAreOneOfMany() {
        assertEquals(
                List.of("aws_x.a", "aws_x.b", "aws_x.c"),
                titles(
                        change("aws_x.a", Action.REPLACE, TAG, List.of()),
                        change("aws_x.b", Action.REPLACE, TAG, List.of()),
                        change("aws_x.c", Action.REPLACE, TAG, List.of())));
    }

    private static List<String> titles(Change... changes) {
        return ChangeGroup.of(List.of(changes)).stream().map(ChangeGroup::title).toList();
    }

    private static Change update(String address, List<AttributeChange> differences) {
        return change(address, Action.UPDATE, differences, List.of());
    }

    private static Change change(
            String address, Action action, List<AttributeChange> differences, List<Danger> dangers) {
        return new Change(
                address,
                "aws_x",
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                differences,
                dangers,
                Map.of());
    }
}
