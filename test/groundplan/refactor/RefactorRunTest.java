package groundplan.refactor;

import static groundplan.refactor.MemoryStates.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.UnitPath;
import groundplan.settings.MovesFile.MoveEntry;
import groundplan.settings.SourceLocation;
import groundplan.states.EnvironmentLock;
import groundplan.terraform.ProcessIdentity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a run is killed, every object is in a state, and the next run ends it. */
class RefactorRunTest {
    /** No process has this number: it is over the largest. */
    private static final ProcessIdentity DEAD = new ProcessIdentity(1L << 40, 1);

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private static MemoryStates states() {
        return new MemoryStates()
                .with("a", 4, "terraform_data.x=1", "terraform_data.y=2<-terraform_data.x", "terraform_data.k[\"i\"]=3")
                .with("b", 2, "terraform_data.z=4")
                .with("old", 9, "terraform_data.o=5");
    }

    private static List<StateMove> moves(String text) {
        return Arrays.stream(text.split(", "))
                .map(move -> move.split(" -> "))
                .map(sides -> {
                    UnitAddress from = UnitAddress.parse(sides[0]);
                    UnitAddress to = UnitAddress.parse(sides[1]);
                    return new StateMove(
                            new MoveEntry(sides[0], sides[1], SourceLocation.DEFAULT, SourceLocation.DEFAULT),
                            unit(from.unit()),
                            from.address(),
                            unit(to.unit()),
                            to.address());
                })
                .toList();
    }

    private static EnvironmentLock.Holder holder(String id, ProcessIdentity process, String machine) {
        return new EnvironmentLock.Holder(id, id + "@build", machine, process, "moves", "2026-11-30T07:00:00Z");
    }

    private static void run(MemoryStates states, String moves, EnvironmentLock.Holder self, Consumer<String> progress)
            throws Exception {
        Set<UnitPath> units = new TreeSet<>();
        List<StateMove> entries = moves(moves);
        entries.forEach(move -> units.addAll(List.of(move.from(), move.to())));
        List<UnitState> opened = states.open(units);
        RefactorRun run = new RefactorRun(self, opened, (unit, state) -> {}, (step, told) -> progress.accept(told));
        Optional<RefactorJournal> begun = RefactorRun.begun(opened);
        if (begun.isPresent()) {
            run.end(begun.get(), false);
        }
        RefactoredStates rewritten =
                StateRewriting.of(entries, states.stored, (unit, resource) -> Optional.empty(), new ArrayList<>());
        if (!rewritten.after().isEmpty()) {
            run.of(rewritten.writes(Set.of(unit("a"), unit("b"), unit("c"), unit("new"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "old -> new",
                "a:terraform_data.x -> b, a:terraform_data.y -> c:terraform_data.w, a:terraform_data.k -> a:module.a.terraform_data.k",
                "a -> b, old -> b",
                "a:terraform_data.x -> b, b:terraform_data.z -> a, old -> c",
            })
    void aRunThatIsKilledIsEndedByTheNext(String moves) throws Exception {
        MemoryStates whole = states();
        List<String> steps = new ArrayList<>();
        run(whole, moves, holder("whole", DEAD, "here"), steps::add);
        assertTrue(whole.clean());
        assertEquals(states().ids(), whole.ids());
        assertTrue(steps.size() > 8, steps::toString);
        for (int kill = 1; kill <= steps.size(); kill++) {
            MemoryStates states = states();
            int last = kill;
            List<String> done = new ArrayList<>();
            assertThrows(
                    Killed.class,
                    () -> run(states, moves, holder("first", DEAD, "here"), step -> {
                        done.add(step);
                        assertEquals(states().ids(), states.ids(), "no object is in no state");
                        if (done.size() == last) {
                            throw new Killed();
                        }
                    }));
            // The next one is killed too.
            try {
                run(states, moves, holder("second", DEAD, "here"), step -> {
                    if (step.startsWith("wrote the state")) {
                        throw new Killed();
                    }
                });
            } catch (Killed again) {
                assertEquals(states().ids(), states.ids(), "no object is in no state");
            }
            run(states, moves, holder("third", DEAD, "here"), step -> {});
            assertEquals(whole.objects(), states.objects(), () -> "killed after " + done);
            assertTrue(states.clean(), () -> "killed after " + done);
        }
    }

    /** The engine writes a new state in a bucket with a lineage of its own first. */
    @Test
    void aNewStateThatIsHalfWrittenIsWrittenOnceMore() throws Exception {
        MemoryStates states = states();
        assertThrows(
                Killed.class,
                () -> run(states, "a:terraform_data.x -> c", holder("one", DEAD, "here"), step -> {
                    if (step.equals("wrote the state of live/prod/c")) {
                        throw new Killed();
                    }
                }));
        states.stored.put(unit("c"), MemoryStates.state("engine", 0, "terraform_data.x=1"));
        states.overwritten = true;
        run(states, "a:terraform_data.x -> c", holder("two", DEAD, "here"), step -> {});
        assertEquals(1, states.stored.get(unit("c")).serial());
        assertEquals(states().ids(), states.ids());
        assertTrue(states.clean());
    }

    @Test
    void whatIsLockedOrWasWrittenSinceIsLeftAlone() throws Exception {
        MemoryStates states = states();
        List<String> before = states.objects();
        states.locks.put(unit("b"), "Terraform's");
        assertEquals(
                "the state of live/prod/b is locked: Terraform's. Wait for that to end; nothing was written.",
                assertThrows(
                                RefactorRun.CannotWrite.class,
                                () -> run(states, "a -> b", holder("one", DEAD, "here"), step -> {}))
                        .getMessage());
        assertEquals("{live/prod/b=Terraform's}", states.locks.toString());
        states.locks.clear();
        assertTrue(states.clean());

        RefactorRun.CannotWrite since = assertThrows(
                RefactorRun.CannotWrite.class,
                () -> run(states, "a -> b", holder("one", DEAD, "here"), step -> {
                    if (step.equals("locked live/prod/a")) {
                        states.with("b", 3, "terraform_data.z=4");
                    }
                }));
        assertTrue(since.getMessage().contains("live/prod/b has been written since"), since::getMessage);
        assertEquals(before, states.objects());
        assertTrue(states.clean());
    }

    @Test
    void aRunThatMayBeRunningIsLeftAlone() {
        MemoryStates states = states();
        assertThrows(
                Killed.class,
                () -> run(states, "a -> b", holder("one", ProcessIdentity.own(), "here"), step -> {
                    if (step.equals("wrote the state of live/prod/b")) {
                        throw new Killed();
                    }
                }));
        for (String machine : List.of("here", "elsewhere")) {
            RefactorRun.CannotWrite running = assertThrows(
                    RefactorRun.CannotWrite.class,
                    () -> run(states, "a:terraform_data.x -> b", holder("two", DEAD, machine), step -> {}));
            assertTrue(running.getMessage().contains("has been moving objects"), running::getMessage);
        }
    }
}
