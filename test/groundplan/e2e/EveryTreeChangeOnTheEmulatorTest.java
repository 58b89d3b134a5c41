package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.terraform.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes of trees that people have written: the whole plan of each is what {@code terragrunt run --all apply} then does, with the engine
 * that is in use. Beside it stands what {@code terragrunt run --all plan} makes of the same change; the table is left in {@code target/}.
 */
@Tag("nightly")
class EveryTreeChangeOnTheEmulatorTest {
    @TempDir
    Path folder;

    private final List<String> lies = new ArrayList<>();

    @Test
    void aTreeOfTwoAccountsWithIncludedFiles() throws Exception {
        changes("includes", "live", TreeEdits.includes());
    }

    @Test
    void aTreeOfStacks() throws Exception {
        changes("stacks", "live/dev", TreeEdits.stacks());
    }

    @Test
    void aTreeWithModulesOfItsOwn() throws Exception {
        changes("plain", "live", TreeEdits.plain());
    }

    private static SortedSet<Done> without(SortedSet<Done> all, SortedSet<Done> these) {
        SortedSet<Done> left = new TreeSet<>(all);
        left.removeAll(these);
        return left;
    }

    private void changes(String name, String place, List<TreeEdit> edits) throws Exception {
        Engine engine = Engine.of(System.getenv());
        try (HandwrittenTree tree = new HandwrittenTree(folder, name, place, engine)) {
            for (int number = 0; number < edits.size(); number++) {
                ComparedChange row = made(tree, edits.get(number));
                TreeTable.row("%s-%02d".formatted(name, number), row);
            }
        }
        assertEquals(List.of(), lies);
    }

    private ComparedChange made(HandwrittenTree tree, TreeEdit edit) throws IOException {
        for (TreeEdit.Step step : edit.steps()) {
            step.in(tree);
        }
        HandwrittenTree.Run each = tree.planEach();
        long start = System.nanoTime();
        JsonNode plan = tree.plan(folder.resolve("plan.json"));
        long nanos = System.nanoTime() - start;
        HandwrittenTree.Run applied = tree.applyAll();
        SortedSet<Done> planned = Done.ofWholePlan(plan);
        SortedSet<Done> done = new TreeSet<>(applied.actions());
        // The engine tells nothing of an object that it forgets.
        for (Done action : planned) {
            if (action.action().equals("forget") && !tree.holds(action.unit(), action.address())) {
                done.add(action);
            }
        }
        SortedSet<Done> certain = Done.certain(plan);
        int known = lies.size();
        if (applied.result().exit() != 0) {
            lies.add(edit.name() + ": the apply did not end well:\n"
                    + applied.result().output());
        }
        without(without(done, planned), Done.otherwise(plan))
                .forEach(action -> lies.add(edit.name() + ": done and not planned: " + action));
        without(certain, done)
                .forEach(action -> lies.add(edit.name() + ": planned as certain and not done: " + action));
        lies.subList(known, lies.size()).forEach(System.err::println);
        return new ComparedChange(
                edit.name(),
                done.size(),
                ComparedChange.Account.of(planned, certain, done, nanos, false),
                ComparedChange.Account.of(
                        each.actions(),
                        each.actions(),
                        done,
                        each.nanos(),
                        each.result().exit() != 0));
    }
}
