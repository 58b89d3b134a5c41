package groundplan.apply;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.states.StateObjects;
import groundplan.terraform.ApplyEvents;
import groundplan.terraform.DetachedProcess;
import groundplan.terraform.Diagnostic;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.ProcessIdentity;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.StateLock;
import groundplan.terraform.TerraformFailure;
import groundplan.terraform.TerraformOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Runs the Terraform commands that write the state of one unit. One that is running when this process is killed continues by
 * itself; the next run waits for it to end and resumes from there.
 */
final class UnitTerraform {
    private static final String LOG = PrivateFolder.APPLYING;
    /** The ids of the objects that the state had before. */
    private static final String OBJECTS = "objects-before.json";

    private static final String ERRORED = "errored.tfstate";

    private final UnitPath unit;
    private final Journal journal;
    private final Path keep;
    private final InterruptHandler running;
    private final ToldWarnings warnings;
    private final Consumer<String> progress;
    private SortedMap<String, Set<String>> objects;

    /**
     * @param state the unit's state at the beginning of the run
     * @param keep the folder for a state that Terraform could not write
     * @param running lets the processes registered with it finish after an interrupt
     * @param warnings reports Terraform's warnings
     * @param progress receives a line for each thing that is waited for
     */
    UnitTerraform(
            UnitPath unit,
            Optional<StateFile> state,
            Journal journal,
            Path keep,
            InterruptHandler running,
            ToldWarnings warnings,
            Consumer<String> progress) {
        this.unit = unit;
        this.objects = state.map(own -> StateObjects.ids(own.json())).orElseGet(TreeMap::new);
        this.journal = journal;
        this.keep = keep;
        this.running = running;
        this.warnings = warnings;
        this.progress = progress;
    }

    /**
     * Settles what an earlier run started and did not finish.
     *
     * @param folder an initialised folder of the unit
     * @throws UnitApply.UnitRefused if objects were created that are not in the state
     */
    void settle(PrivateFolder folder) throws IOException {
        Optional<Journal.Work> earlier = journal.work(unit);
        if (earlier.isEmpty()) {
            return;
        }
        Journal.Work work = earlier.get();
        boolean here = work.machine().equals(journal.machine());
        if (!here && !Files.isDirectory(work.folder())) {
            settleElsewhere(folder, work);
            return;
        }
        // A process id means nothing after a restart of the machine, or in another container.
        Optional<ProcessHandle> left = here ? work.process().find() : Optional.empty();
        left.ifPresent(process -> {
            progress.accept(unit + ": waiting for " + folder.engine().title() + ", which an earlier run started");
            process.onExit().join();
        });
        rescue(folder, work.folder());
        ApplyEvents log = new ApplyEvents(TerraformOutput.parse(
                Files.exists(work.folder().resolve(LOG))
                        ? Files.readString(work.folder().resolve(LOG))
                        : ""));
        unlock(folder, Instant.ofEpochMilli(work.process().started()));
        objects = objects(folder);
        List<String> lost = log.ended() ? List.of() : log.lost(before(work.folder()), objects);
        if (!lost.isEmpty()) {
            throw new UnitApply.UnitRefused("its " + folder.engine().title()
                    + " was killed during the apply, and what it was creating is not"
                    + " in the state: " + String.join(", ", lost) + ". Import or delete what exists, then plan again;"
                    + " if nothing of it exists any more, delete " + work.folder() + " first, which tells of it");
        }
        PrivateFolder.delete(work.folder());
    }

    /** The log and the processes of another machine cannot be read; only the state's lock tells whether its Terraform has ended. */
    private void settleElsewhere(PrivateFolder folder, Journal.Work work) throws IOException {
        String host = work.machine().split(" ", 2)[0];
        Optional<StateLock> lock = lock(folder);
        if (lock.isPresent()) {
            throw new UnitApply.UnitRefused("its " + folder.engine().title() + " was started on " + host
                    + ", and has held the state's lock since " + lock.get().created()
                    + ". If it is no longer running, import or delete what it created that is not in the state, then run"
                    + " " + folder.engine().program() + " force-unlock "
                    + lock.get().id());
        }
        objects = objects(folder);
        progress.accept(unit + ": started on " + host
                + ", and its state is not locked; planning it again. If that run was killed, what it was creating may be in no"
                + " state: afterwards, groundplan drift lists what has the environment's tags and is in no state");
    }

    /**
     * Applies a saved plan.
     *
     * @return what Terraform printed
     */
    TerraformOutput apply(PrivateFolder folder, String plan) throws IOException {
        folder.write(OBJECTS, StateObjects.json(objects));
        DetachedProcess terraform = folder.start(List.of("apply", "-input=false", "-lock-timeout=10m", plan), LOG);
        running.enter(terraform.process());
        Optional<Exception> unwritten = noted(terraform, folder);
        ProcessRunner.Result result = terraform.await();
        running.leave(terraform.process());
        rescue(folder, folder.path());
        if (unwritten.isPresent()) {
            folder.keep();
            throw new IOException(
                    "its " + folder.engine().title() + " ran and ended with exit code " + result.exit() + ", but "
                            + unwritten.get().getMessage() + ". Its plan and its output are kept in " + folder.path(),
                    unwritten.get());
        }
        TerraformOutput output = TerraformOutput.parse(result.output());
        if (result.exit() != 0) {
            ended(folder, output);
            throw new TerraformFailure(folder.engine(), "apply", output, result.exit());
        }
        return output;
    }

    /** Reports Terraform's warnings of an apply. */
    void warn(List<Diagnostic> of, UnaryOperator<String> secrets) {
        warnings.tell(unit.toString(), of, secrets);
    }

    /** Leaves what the next run needs after Terraform has failed. */
    private void ended(PrivateFolder folder, TerraformOutput output) {
        if (!new ApplyEvents(output).ended()) {
            progress.accept(unit + ": its " + folder.engine().title() + " was killed; its output is kept in "
                    + folder.path() + " for the next run");
            folder.keep();
            return;
        }
        try {
            // Terraform has ended by itself and written its state, so the next run has nothing to wait for.
            journal.note(unit, Journal.Step.APPLYING);
        } catch (IOException e) {
            // The next run then looks for the process, and finds that it has ended.
            progress.accept(unit + ": " + e.getMessage());
        }
    }

    /** Records the running process. Returns the failure if that fails, because Terraform is running and has to be awaited anyway. */
    private Optional<Exception> noted(DetachedProcess terraform, PrivateFolder folder) {
        try {
            journal.note(unit, ProcessIdentity.of(terraform.process()), folder.path());
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            progress.accept(unit + ": " + e.getMessage() + ". Waiting for "
                    + folder.engine().title() + ", which is already running");
            return Optional.of(e);
        }
    }

    /** Removes the state lock that a killed Terraform left behind. */
    private void unlock(PrivateFolder folder, Instant since) throws IOException {
        Optional<StateLock> stale = lock(folder);
        if (stale.isPresent()
                && stale.get()
                        .takenBy(
                                System.getProperty("user.name"),
                                InetAddress.getLocalHost().getHostName(),
                                since)) {
            progress.accept(unit + ": unlocking the state, which a killed "
                    + folder.engine().title() + " left locked");
            folder.terraform(List.of("force-unlock", "-force", stale.get().id()));
        }
    }

    /** The current lock of the state, if it is locked. */
    private static Optional<StateLock> lock(PrivateFolder folder) throws IOException {
        try {
            folder.events(List.of("plan", "-input=false", "-refresh=false", "-lock-timeout=0s"));
            return Optional.empty();
        } catch (TerraformFailure failed) {
            Optional<StateLock> lock = StateLock.in(failed.errors());
            if (lock.isEmpty() && StateLock.refused(failed.errors())) {
                throw new UnitApply.UnitRefused(
                        "its state is locked, but the entry of the lock, in the lock table or next"
                                + " to the state, does not say by whom: it is damaged. If no "
                                + folder.engine().title() + " is using the state, delete the"
                                + " entry, then run the same command again");
            }
            return lock;
        }
    }

    /** Writes a state that Terraform could not write; keeps it if that fails again. */
    private void rescue(PrivateFolder folder, Path from) throws IOException {
        Path errored = from.resolve(ERRORED);
        if (!Files.exists(errored)) {
            return;
        }
        try {
            folder.terraform(List.of("state", "push", "-lock-timeout=1m", errored.toString()));
        } catch (TerraformFailure again) {
            Path kept = kept(folder, errored);
            throw new UnitApply.UnitRefused("its state could not be written; it is in " + kept + ". Write it with "
                    + folder.engine().program() + " state push before anything else");
        }
    }

    /** Moves the only copy of a state to where it is kept; if that fails, keeps the folder that it is in. */
    private Path kept(PrivateFolder folder, Path errored) {
        try {
            Path kept = Files.createDirectories(keep).resolve(unit.stackId() + "." + ERRORED);
            // The state contains secrets, and the target folder is not private.
            Files.setPosixFilePermissions(errored, PosixFilePermissions.fromString("rw-------"));
            Files.move(errored, kept, StandardCopyOption.REPLACE_EXISTING);
            return kept;
        } catch (IOException e) {
            folder.keep();
            return errored;
        }
    }

    /** What the state has now. It is not read with {@code show}, which refuses objects of an older version of the provider's schema. */
    private static SortedMap<String, Set<String>> objects(PrivateFolder folder) throws IOException {
        String state = folder.terraform(List.of("state", "pull"));
        return state.isBlank() ? new TreeMap<>() : StateObjects.ids(TerraformJson.read(state));
    }

    /** What the state had before an apply; nothing if that apply did not get as far as to note it. */
    private static SortedMap<String, Set<String>> before(Path folder) throws IOException {
        Path noted = folder.resolve(OBJECTS);
        return Files.exists(noted) ? StateObjects.read(Files.readString(noted)) : new TreeMap<>();
    }
}
