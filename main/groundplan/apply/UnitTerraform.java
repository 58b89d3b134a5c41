package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.terraform.ApplyEvents;
import groundplan.terraform.DetachedProcess;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.ProcessIdentity;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.StateLock;
import groundplan.terraform.TerraformFailure;
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
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The runs of Terraform that write the state of one unit. One that is under way when this process is killed goes on by itself;
 * the next run waits for its end and takes from there.
 */
final class UnitTerraform {
    private static final String LOG = PrivateFolder.APPLYING;
    private static final String ERRORED = "errored.tfstate";

    private final UnitPath unit;
    private final Journal journal;
    private final Path keep;
    private final InterruptHandler running;
    private final Consumer<String> progress;

    /**
     * @param keep the folder for a state that can neither be written nor be thrown away
     * @param running gets to know what must not be cut short
     * @param progress told what is waited for
     */
    UnitTerraform(UnitPath unit, Journal journal, Path keep, InterruptHandler running, Consumer<String> progress) {
        this.unit = unit;
        this.journal = journal;
        this.keep = keep;
        this.running = running;
        this.progress = progress;
    }

    /**
     * Sees to what an earlier run began and did not end.
     *
     * @param folder an initialised folder of the unit
     * @throws UnitApply.UnitRefused when objects were made that no state knows of
     */
    void settle(PrivateFolder folder) throws IOException {
        Optional<Journal.Work> earlier = journal.work(unit);
        if (earlier.isEmpty()) {
            return;
        }
        Journal.Work work = earlier.get();
        work.process().find().ifPresent(process -> {
            progress.accept(unit + ": waiting for what the earlier run began");
            process.onExit().join();
        });
        rescue(folder, work.folder());
        ApplyEvents log = new ApplyEvents(
                Files.exists(work.folder().resolve(LOG))
                        ? Files.readString(work.folder().resolve(LOG))
                        : "");
        unlock(folder, Instant.ofEpochMilli(work.process().started()));
        List<String> lost = log.ended() ? List.of() : log.lost(addresses(folder));
        if (!lost.isEmpty()) {
            throw new UnitApply.UnitRefused("its Terraform was killed in the middle, and the state does not know of "
                    + String.join(", ", lost) + ". Import or delete what is there, then plan again");
        }
        PrivateFolder.delete(work.folder());
    }

    /** Applies a saved plan. */
    void apply(PrivateFolder folder, String plan) throws IOException {
        DetachedProcess terraform =
                folder.start(List.of("apply", "-input=false", "-no-color", "-lock-timeout=10m", plan), LOG);
        journal.note(unit, new Journal.Work(ProcessIdentity.of(terraform.process()), folder.path()));
        running.enter(terraform.process());
        ProcessRunner.Result result = terraform.await();
        running.leave(terraform.process());
        rescue(folder, folder.path());
        if (result.exit() != 0) {
            // Before it stands what went well.
            String output = result.output();
            throw new TerraformFailure("apply", output.substring(Math.max(0, output.indexOf("Error: "))));
        }
    }

    /** Frees the state from the lock of a Terraform that was killed: nobody else will. */
    private void unlock(PrivateFolder folder, Instant since) throws IOException {
        try {
            folder.terraform(List.of("plan", "-input=false", "-no-color", "-refresh=false", "-lock-timeout=0s"));
        } catch (TerraformFailure failed) {
            Optional<StateLock> stale = StateLock.in(failed.getMessage());
            if (stale.isEmpty()) {
                return;
            }
            if (stale.get()
                    .takenBy(
                            System.getProperty("user.name"),
                            InetAddress.getLocalHost().getHostName(),
                            since)) {
                progress.accept(unit + ": unlocking the state, which a killed Terraform left locked");
                folder.terraform(List.of("force-unlock", "-force", stale.get().id()));
            }
        }
    }

    /** Writes a state that Terraform could not write; keeps it where that fails again. */
    private void rescue(PrivateFolder folder, Path from) throws IOException {
        Path errored = from.resolve(ERRORED);
        if (!Files.exists(errored)) {
            return;
        }
        try {
            folder.terraform(List.of("state", "push", "-lock-timeout=1m", errored.toString()));
        } catch (TerraformFailure again) {
            Path kept = keep.resolve(unit.stackId() + "." + ERRORED);
            Files.move(errored, kept, StandardCopyOption.REPLACE_EXISTING);
            // Secrets are in it, and this folder is not a private one.
            Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
            throw new UnitApply.UnitRefused("its state could not be written; it is in " + kept
                    + ". Write it with terraform state push before anything else");
        }
    }

    private static Set<String> addresses(PrivateFolder folder) throws IOException {
        Set<String> known = new TreeSet<>();
        String state = folder.terraform(List.of("show", "-json", "-no-color"));
        JsonNode resources =
                TerraformJson.read(state).path("values").path("root_module").path("resources");
        resources.forEach(resource -> known.add(resource.path("address").asText()));
        return known;
    }
}
