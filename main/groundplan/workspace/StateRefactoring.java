package groundplan.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.apply.TakenLock;
import groundplan.json.TerraformJson;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PublishingPlan;
import groundplan.plan.UnitPlan;
import groundplan.refactor.ObjectMove;
import groundplan.refactor.RefactorJournal;
import groundplan.refactor.RefactorRun;
import groundplan.refactor.RefactoredStates;
import groundplan.refactor.StateMove;
import groundplan.refactor.StateRewriting;
import groundplan.refactor.StateWrite;
import groundplan.refactor.UnitState;
import groundplan.settings.InvalidSettings;
import groundplan.settings.MovesFile.MoveEntry;
import groundplan.settings.Problem;
import groundplan.states.EnvironmentLock;
import groundplan.states.StateCopies;
import groundplan.states.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Moves objects between the states of units, if the whole plan shows that nothing else happens. */
public final class StateRefactoring implements AutoCloseable {
    private final RefactoringTarget target;
    private final List<StateMove> moves;
    private final SortedMap<UnitPath, UnitState> states = new TreeMap<>();
    private final EnvironmentLock.Holder self;
    private final List<Path> copies = new ArrayList<>();

    /**
     * What would happen.
     *
     * @param states the states as they would be
     * @param refused what a plan would do then, or why it does not tell; the states are written only if this is empty
     */
    public record Proof(RefactoredStates states, List<String> refused) {}

    /**
     * @param target where to work; it is not closed by this
     * @param entries what to move
     * @throws InvalidSettings when an entry is wrong, with all problems
     */
    public StateRefactoring(RefactoringTarget target, List<MoveEntry> entries) throws IOException, InvalidSettings {
        this(target, entries, TakenLock.self("refactor"));
    }

    /** @param self who does it */
    public StateRefactoring(RefactoringTarget target, List<MoveEntry> entries, EnvironmentLock.Holder self)
            throws IOException, InvalidSettings {
        this.target = target;
        this.self = self;
        List<Problem> problems = new ArrayList<>();
        this.moves = StateMove.of(entries, this::named, problems);
        moves.stream()
                .filter(move -> !target.known().contains(move.to()))
                .forEach(move -> problems.add(new Problem(
                        move.entry().toMark(),
                        "to",
                        "there is no unit '" + move.to().inEnvironment()
                                + "': give the configuration its new form first" + hint(move.to()))));
        refuse(problems);
        for (StateMove move : moves) {
            open(move.from());
            open(move.to());
        }
    }

    private Optional<UnitPath> named(String name, Consumer<String> wrong) {
        try {
            return target.unit(name, wrong);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String hint(UnitPath unit) {
        return Nearest.hint(
                unit.inEnvironment(),
                Stream.concat(target.known().stream(), states.keySet().stream())
                        .filter(other -> !other.equals(unit))
                        .map(UnitPath::inEnvironment)
                        .distinct()
                        .toList());
    }

    private void open(UnitPath unit) throws IOException {
        if (!states.containsKey(unit)) {
            states.put(unit, target.state(unit));
        }
    }

    private static void refuse(List<Problem> problems) throws InvalidSettings {
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems, "in the moves");
        }
    }

    /** A refactoring that has begun and has not ended, of these units or others; empty if there is none. */
    public Optional<RefactorJournal> begun() throws IOException {
        return RefactorRun.begun(states.values());
    }

    /** Ends it. */
    public void end(RefactorJournal journal, boolean takeOver, RefactorRun.Steps steps) throws IOException {
        List<UnitState> own = new ArrayList<>();
        for (UnitPath unit : journal.units()) {
            open(unit);
            own.add(states.get(unit));
        }
        RefactoringTarget.Guard guard = guard(takeOver, steps);
        try {
            run(own, steps).end(journal, takeOver);
        } finally {
            guard.close();
        }
    }

    /**
     * Plans with the states as they would be. Nothing is written.
     *
     * @throws InvalidSettings when an object cannot be moved, with all problems
     */
    public Proof proof() throws IOException, InvalidSettings {
        Map<UnitPath, StateFile> now = new TreeMap<>();
        for (Map.Entry<UnitPath, UnitState> entry : states.entrySet()) {
            entry.getValue().read().ifPresent(state -> now.put(entry.getKey(), state));
        }
        List<Problem> problems = new ArrayList<>();
        moves.stream()
                .filter(move -> !now.containsKey(move.from())
                        && !target.known().contains(move.from())
                        && target.neverWas(move.from()))
                .forEach(move -> problems.add(new Problem(
                        move.entry().fromMark(),
                        "from",
                        "there is no unit '" + move.from().inEnvironment()
                                + "', no state of it, and there was none in the history of the repository"
                                + hint(move.from()))));
        refuse(problems);
        RefactoredStates moved = StateRewriting.of(moves, now, target.providers(), problems);
        refuse(problems);
        if (moved.after().isEmpty()) {
            return new Proof(moved, List.of());
        }
        List<String> refused = new ArrayList<>();
        Map<UnitPath, ObjectNode> outputs = new TreeMap<>();
        for (PublishingPlan plan : target.plans(moved)) {
            refused.addAll(refused(plan.plan(), moved));
            outputs.putAll(plan.outputs());
        }
        return new Proof(moved.with(outputs), refused);
    }

    /** What a plan does although nothing should happen. */
    private static List<String> refused(EnvironmentPlan plan, RefactoredStates moved) {
        List<String> refused = new ArrayList<>();
        for (UnitPlan unit : plan.units()) {
            unit.changes()
                    .forEach(change -> refused.add(unit.name() + " " + change.address() + " would be " + change.told()
                            + hint(unit.unit(), change, moved)));
            if (!moved.after().containsKey(unit.unit())) {
                unit.outputs()
                        .forEach(output -> refused.add(unit.name() + " output." + output.name() + " would be "
                                + output.action().done() + ", although nothing of the unit is moved"));
            }
        }
        if (!plan.complete() && refused.isEmpty()) {
            refused.add("not all units of " + plan.environment() + " can be planned");
        }
        return refused;
    }

    private static String hint(UnitPath unit, Change change, RefactoredStates moved) {
        Optional<ObjectMove> move = moved.moves().stream()
                .filter(one -> one.to().equals(unit) && one.toAddress().equals(change.address()))
                .findFirst();
        if (change.action() == Action.CREATE && move.isPresent()) {
            return ": the provider of the unit does not find " + move.get().id()
                    + ", which may be in another region or another account";
        }
        return change.action() == Action.DELETE && move.isPresent()
                ? ": the configuration of the unit does not have it at this address"
                : "";
    }

    /** The states that a proof would write. */
    public List<StateWrite> writes(Proof proof) {
        return proof.states().writes(target.known());
    }

    /** Writes the states. */
    public void write(Proof proof, RefactorRun.Steps steps) throws IOException {
        RefactoringTarget.Guard guard = guard(false, steps);
        try {
            List<UnitState> own =
                    proof.states().units().stream().map(states::get).toList();
            run(own, steps).of(writes(proof));
        } finally {
            guard.close();
        }
    }

    private RefactoringTarget.Guard guard(boolean takeOver, RefactorRun.Steps steps) throws IOException {
        return target.guard(takeOver, line -> steps.done(RefactorRun.WriteStep.LOCK, line));
    }

    private RefactorRun run(List<UnitState> own, RefactorRun.Steps steps) {
        StateCopies folder = new StateCopies(target.copies());
        return new RefactorRun(
                self, own, (unit, state) -> copies.add(folder.keep(unit, TerraformJson.write(state.json()))), steps);
    }

    /** The files with the states as they were before. */
    public List<Path> copies() {
        return List.copyOf(copies);
    }

    @Override
    public void close() throws IOException {
        for (UnitState state : states.values()) {
            state.close();
        }
    }
}
