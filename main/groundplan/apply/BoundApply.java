package groundplan.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.plan.ConfiguredArguments;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.settings.EnvironmentModel;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Applies an approved plan, unit by unit in waves. Before each unit, what would be done is compared with what was
 * approved; a difference stops the unit and the units that depend on it.
 */
final class BoundApply {
    private final EnvironmentModel environment;
    private final Map<UnitPath, UnitDocument> documents = new LinkedHashMap<>();
    private final ConfiguredArguments configured;
    private final EnvironmentPlan approved;
    private final Map<UnitPath, StateFile> states;
    private final Path terraform;
    private final Map<String, String> variables;
    private final Outcomes outcomes;
    private final Path journals;
    private final InterruptHandler running;
    private final StartCondition gate;
    private final Function<UnitPath, Optional<String>> waiting;
    private final Consumer<String> progress;
    private final ToldWarnings warnings;
    /** The units in which this run changes something. */
    private final Set<UnitPath> changed;

    /** Whether units may still be started. */
    interface StartCondition {
        /** Why no more units may be started; empty while they may. */
        Optional<String> closed() throws IOException;
    }

    /**
     * @param documents all units of the environment
     * @param approved the approved plan
     * @param states the states as they are before it
     * @param journals the folder for states that could not be written
     * @param running the processes that must not be cut short
     * @param gate the condition that is checked before each unit is started
     * @param waiting why a unit cannot be applied yet, asked when those that it reads have been applied
     * @param progress receives a line for each thing that begins or ends
     */
    BoundApply(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            EnvironmentPlan approved,
            Map<UnitPath, StateFile> states,
            Path terraform,
            Map<String, String> variables,
            Path journals,
            InterruptHandler running,
            StartCondition gate,
            Function<UnitPath, Optional<String>> waiting,
            Consumer<String> progress) {
        this.environment = environment;
        documents.forEach(document -> this.documents.put(document.unit().path(), document));
        this.configured = new ConfiguredArguments(UnitDocument.byPath(documents));
        this.approved = approved;
        this.states = states;
        this.terraform = terraform;
        this.variables = variables;
        this.journals = journals;
        this.running = running;
        this.gate = gate;
        this.waiting = waiting;
        this.progress = progress;
        this.warnings = new ToldWarnings(progress);
        this.outcomes = new Outcomes(progress);
        this.changed = approved.units().stream()
                .filter(unit -> !unit.quiet())
                .map(UnitPlan::unit)
                .collect(Collectors.toSet());
    }

    /** Applies in waves, the units of a wave in parallel; units that depend on a failed unit are not started. */
    void run(Journal journal, int parallelism) {
        Map<UnitPath, UnitPlan> plans = new LinkedHashMap<>();
        approved.units().stream().filter(unit -> !unit.quiet()).forEach(unit -> plans.put(unit.unit(), unit));
        List<UnitPath> present =
                plans.keySet().stream().filter(documents::containsKey).toList();
        List<UnitPlan> removed = plans.keySet().stream()
                .filter(path -> !documents.containsKey(path))
                .map(plans::get)
                .toList();
        RemovalOrder order =
                new RemovalOrder(removed.stream().map(UnitPlan::unit).toList(), states, journal);
        journal.unfinished().stream().filter(unit -> !changed.contains(unit)).forEach(unit -> settle(unit, journal));
        Map<UnitPath, Set<UnitPath>> reads = first();
        ExecutorService workers = Executors.newFixedThreadPool(parallelism);
        try {
            if (approved.destroys()) {
                removals(removed, order, Set.of(), journal);
            }
            Map<UnitPath, CompletableFuture<Void>> ends = new HashMap<>();
            for (List<UnitPath> wave : Waves.of(present, reads)) {
                for (UnitPath unit : wave) {
                    Set<UnitPath> first = Waves.behind(unit, reads, new HashSet<>());
                    first.retainAll(changed);
                    // A unit waits only for the units it reads, not for the whole wave before it.
                    CompletableFuture<?>[] waiting =
                            first.stream().map(ends::get).toArray(CompletableFuture[]::new);
                    if (approved.destroys()) {
                        first.addAll(order.before(unit));
                    }
                    ends.put(
                            unit,
                            CompletableFuture.allOf(waiting)
                                    .thenRunAsync(() -> unlessBroken(plans.get(unit), first, journal), workers));
                }
            }
            ends.forEach((unit, end) -> ended(unit, end));
            // Units that are no longer in the settings are destroyed last: until then something may still use them.
            if (!approved.destroys()) {
                removals(removed, order, Set.copyOf(present), journal);
            }
        } finally {
            workers.shutdown();
        }
    }

    /** The outcomes of the units that have ended. */
    List<Outcome> outcomes() {
        return outcomes.all();
    }

    /** Waits for a unit. An unexpected failure becomes the unit's outcome, so that those of the others are still reported. */
    private void ended(UnitPath unit, CompletableFuture<Void> end) {
        try {
            end.join();
        } catch (CompletionException e) {
            failed(unit, e.getCause());
        }
    }

    private void failed(UnitPath unit, Throwable failure) {
        boolean told =
                failure.getMessage() != null && (failure instanceof TerraformFailure || failure instanceof IOException);
        String why = told ? failure.getMessage() : failure.toString();
        outcomes.end(unit, Outcome.End.FAILED, running.interrupted() ? "interrupted; the next run resumes here" : why);
    }

    /** The units that each unit has to wait for: those that it reads or, when everything is destroyed, those that read it. */
    private Map<UnitPath, Set<UnitPath>> first() {
        Map<UnitPath, Set<UnitPath>> first = new HashMap<>();
        documents.forEach(
                (path, document) -> document.unit().reads().values().forEach(producer -> first.computeIfAbsent(
                                approved.destroys() ? producer.path() : path, unit -> new TreeSet<>())
                        .add(approved.destroys() ? path : producer.path())));
        return first;
    }

    /**
     * Destroys removed units, each after those that use it. One that fails is retried as long as others succeed: not every use can be
     * seen in the states.
     */
    private void removals(List<UnitPlan> removed, RemovalOrder order, Set<UnitPath> before, Journal journal) {
        List<UnitPlan> left = new ArrayList<>(removed);
        boolean progressed = true;
        while (!left.isEmpty() && progressed) {
            left.forEach(unit -> {
                Set<UnitPath> first = new TreeSet<>(before);
                first.addAll(order.before(unit.unit()));
                unlessBroken(unit, first, journal);
            });
            progressed = left.removeIf(unit -> !List.of(Outcome.End.FAILED, Outcome.End.NOT_STARTED)
                    .contains(outcomes.of(unit.unit()).end()));
        }
    }

    private void unlessBroken(UnitPlan unit, Set<UnitPath> first, Journal journal) {
        Optional<UnitPath> broken = first.stream()
                .filter(read -> !outcomes.of(read).well())
                .sorted()
                .findFirst();
        if (broken.isPresent()) {
            outcomes.end(unit.unit(), Outcome.End.NOT_STARTED, "blocked by " + broken.get());
            return;
        }
        try {
            apply(unit, journal);
        } catch (UnitApply.UnitRefused e) {
            outcomes.end(unit.unit(), Outcome.End.REFUSED, e.getMessage());
        } catch (IOException | RuntimeException | Error e) {
            // Everything is caught: other units are being applied at the same time, and their outcomes have to be
            // reported.
            failed(unit.unit(), e);
        }
    }

    private void apply(UnitPlan unit, Journal journal) throws IOException {
        UnitPath path = unit.unit();
        if (journal.of(path) == Journal.Step.APPLIED) {
            outcomes.end(path, Outcome.End.APPLIED_BEFORE, "by an earlier run");
            return;
        }
        Optional<String> stop = stop().or(() -> waiting.apply(path)).or(() -> pending(path));
        if (stop.isPresent()) {
            outcomes.end(path, Outcome.End.NOT_STARTED, stop.get());
            return;
        }
        progress.accept(path + ": planning");
        if (journal.work(path).isEmpty()) {
            journal.note(path, Journal.Step.APPLYING);
        }
        String changes = apply(unit).run(approved.destroys(), terraform(path, journal));
        try {
            journal.note(path, Journal.Step.APPLIED);
        } catch (IOException | RuntimeException e) {
            throw new IOException("applied, " + changes + "; but " + e.getMessage(), e);
        }
        outcomes.end(path, Outcome.End.APPLIED, changes);
    }

    /** Looks into what an earlier run left of a unit that this plan does not change; that it is well is no outcome. */
    private void settle(UnitPath path, Journal journal) {
        try {
            apply(new UnitPlan(path, !documents.containsKey(path), Optional.empty(), 0, List.of()))
                    .settle(terraform(path, journal));
            journal.note(path, Journal.Step.APPLIED);
        } catch (UnitApply.UnitRefused e) {
            outcomes.end(path, Outcome.End.REFUSED, e.getMessage());
        } catch (IOException | RuntimeException e) {
            failed(path, e);
        }
    }

    private UnitApply apply(UnitPlan unit) {
        return new UnitApply(unit, stack(unit.unit()), environment.settings(), configured, terraform, variables);
    }

    private UnitTerraform terraform(UnitPath unit, Journal journal) {
        return new UnitTerraform(
                unit, Optional.ofNullable(states.get(unit)), journal, journals, running, warnings, progress);
    }

    /** Why a unit may not be started; a condition that cannot be checked is a reason too. */
    private Optional<String> stop() {
        try {
            return running.interrupted() ? Optional.of("interrupted") : gate.closed();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The unit's stack; for a removed unit, of which only the state is left, a stack without resources. */
    private ObjectNode stack(UnitPath path) {
        UnitDocument document = documents.get(path);
        if (document == null) {
            return RemovedUnit.stack(path, Optional.ofNullable(states.get(path)), documents.values());
        }
        ObjectNode stack = approved.destroys() ? UnitStack.destroying(document.json()) : document.json();
        return UnitStack.withProfiles(stack, document.unit(), variables);
    }

    /** Which output that the unit reads is not there, and is not going to be. */
    private Optional<String> pending(UnitPath path) {
        UnitDocument document = documents.get(path);
        return document == null || approved.destroys()
                ? Optional.empty()
                : PendingOutputs.of(document, documents.keySet(), changed, states);
    }
}
