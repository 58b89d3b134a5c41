package groundplan.apply;

import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.PlanJson;
import groundplan.settings.EnvironmentModel;
import groundplan.states.BucketObject;
import groundplan.states.EnvironmentLock;
import groundplan.states.S3EnvironmentLock;
import groundplan.states.S3States;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.states.StateWriter;
import groundplan.states.UnfinishedRefactoring;
import groundplan.synth.UnitDocument;
import groundplan.terraform.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One run of an apply: takes the lock, opens the journal, checks that the plan is not stale, and applies it. */
public final class ApplyRun {
    private final EnvironmentModel environment;
    private final List<UnitDocument> documents;
    private final S3States states;
    private final Path terraform;
    private final Map<String, String> variables;
    private final Path kept;
    private final Function<UnitPath, Optional<String>> waiting;

    /**
     * A run in which no unit has to wait for somebody else.
     *
     * @param documents all units of the environment, in dependency order
     * @param kept the folder for states that could not be written
     */
    public ApplyRun(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            S3States states,
            Path terraform,
            Map<String, String> variables,
            Path kept) {
        this(environment, documents, states, terraform, variables, kept, unit -> Optional.empty());
    }

    /**
     * @param documents all units of the environment, in dependency order
     * @param kept the folder for states that could not be written
     * @param waiting why a unit cannot be applied yet, such as an undelegated zone; it is left out with those that read it
     */
    public ApplyRun(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            S3States states,
            Path terraform,
            Map<String, String> variables,
            Path kept,
            Function<UnitPath, Optional<String>> waiting) {
        this.environment = environment;
        this.documents = documents;
        this.states = states;
        this.terraform = terraform;
        this.variables = variables;
        this.kept = kept;
        this.waiting = waiting;
    }

    /**
     * Applies an approved plan.
     *
     * @param takeOver whether to take over the lock if another run holds it
     * @param progress receives a line for each thing that begins or ends
     * @param summary receives the outcomes as soon as no unit is applied any more: before the lock is released, which may fail or take
     *     long, and before an interrupt ends this process
     * @throws NotNow if another run holds the lock, or the approved plan is stale
     */
    public ApplyResult of(
            EnvironmentPlan approved,
            boolean takeOver,
            int parallelism,
            Consumer<String> progress,
            Consumer<List<Outcome>> summary)
            throws IOException {
        String fingerprint = ContentHash.shortened(TerraformJson.write(PlanJson.of(approved)));
        S3EnvironmentLock lock = new S3EnvironmentLock(states, environment.name());
        EnvironmentLock.Holder self = TakenLock.self(fingerprint);
        List<String> problems = new ArrayList<>();
        try (InterruptHandler running = new InterruptHandler()) {
            take(lock, self, takeOver, progress);
            try {
                Optional<String> unfinished = UnfinishedRefactoring.told(states, environment.name());
                if (unfinished.isPresent()) {
                    throw new NotNow(unfinished.get());
                }
                List<Outcome> outcomes = locked(
                        approved, self, running, () -> lost(lock, self), parallelism, progress, summary, problems);
                TakenLock.release(lock, self).ifPresent(problems::add);
                return new ApplyResult(outcomes, problems);
            } catch (IOException | RuntimeException | Error e) {
                TakenLock.release(lock, self).ifPresent(progress);
                throw e;
            }
        }
    }

    private void take(S3EnvironmentLock lock, EnvironmentLock.Holder self, boolean takeOver, Consumer<String> progress)
            throws IOException {
        try {
            TakenLock.take(lock, self, takeOver, "add --take-over", progress);
        } catch (BucketObject.NoBucket e) {
            throw new NotNow("the bucket does not exist that the states of " + environment.path()
                    + " are kept in, s3://"
                    + states.bucket() + ". Make it with groundplan bootstrap " + environment.path()
                    + (variables.containsKey("AWS_ENDPOINT_URL") ? ", with --emulator if that is used here" : "")
                    + "; then plan again, since the bucket's own unit is in this plan, too");
        }
    }

    private List<Outcome> locked(
            EnvironmentPlan approved,
            EnvironmentLock.Holder self,
            InterruptHandler running,
            BoundApply.StartCondition gate,
            int parallelism,
            Consumer<String> progress,
            Consumer<List<Outcome>> summary,
            List<String> problems)
            throws IOException {
        Journal journal = Journal.open(UnfinishedApply.journal(states, environment.name()), self);
        Map<UnitPath, StateFile> now;
        try {
            if (journal.begun()) {
                progress.accept("An earlier run of this plan did not finish; resuming where it stopped.");
            }
            now = StateWriter.adapted(
                    StateKeys.byUnit(states, environment.system(), environment.name()), Engine.of(variables));
            Optional<String> moved =
                    PlanFreshness.of(approved, UnitDocument.fingerprint(planned(approved)), now, journal);
            if (moved.isPresent()) {
                throw new NotNow(moved.get() + ". Plan again, and have the new plan approved.");
            }
            journal.overtake();
        } catch (IOException | RuntimeException e) {
            try {
                journal.discardIfEmpty();
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        BoundApply apply = new BoundApply(
                environment, documents, approved, now, terraform, variables, kept, running, gate, waiting, progress);
        try {
            apply.run(journal, parallelism);
        } finally {
            summary.accept(apply.outcomes());
        }
        List<Outcome> outcomes = apply.outcomes();
        if (outcomes.stream().allMatch(Outcome::well)) {
            try {
                journal.close();
            } catch (IOException | RuntimeException e) {
                problems.add("The journal could not be deleted: " + e.getMessage());
            }
        }
        return outcomes;
    }

    /** The documents of the units that were planned: all of them, or the selected ones. */
    private List<UnitDocument> planned(EnvironmentPlan approved) {
        List<UnitPath> paths =
                approved.units().stream().map(unit -> unit.unit()).toList();
        return new ArrayList<>(documents.stream()
                .filter(document -> paths.contains(document.unit().path()))
                .toList());
    }

    private static Optional<String> lost(EnvironmentLock lock, EnvironmentLock.Holder self) throws IOException {
        Optional<EnvironmentLock.Holder> holder = lock.holder();
        return holder.filter(self::equals).isPresent()
                ? Optional.empty()
                : Optional.of("the lock was taken over by "
                        + holder.map(EnvironmentLock.Holder::who).orElse("another run"));
    }

    /** The plan cannot be applied now. */
    public static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotNow(String why) {
            super(why);
        }
    }
}
