package groundplan.refactor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import groundplan.states.BucketObject;
import groundplan.states.HeldLock;
import groundplan.states.S3States;
import groundplan.states.StateFile;
import groundplan.states.StateLocks;
import groundplan.states.VersionedObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A state in a bucket, with Terraform's locks: a file beside it, an entry of a table, or both. */
public final class S3UnitState implements UnitState {
    private final UnitPath unit;
    private final String key;
    private final S3States states;
    private final StateLocks locks;
    private final BackendFolder folder;
    private final VersionedObject journal;

    /**
     * @param backend the configuration of Terraform's S3 backend
     * @param settings the same as settings: the bucket, the table, the role
     * @param engine the engine's executable
     * @param variables the environment variables to run it with
     * @param journal the key of the journal
     */
    public S3UnitState(
            UnitPath unit,
            JsonNode backend,
            EnvironmentSettings settings,
            Path engine,
            Map<String, String> variables,
            String journal) {
        this.unit = unit;
        this.key = backend.path("key").asText();
        this.states = new S3States(settings, variables);
        this.locks = new StateLocks(settings, states);
        ObjectNode block = TerraformJson.object();
        block.set("s3", backend);
        this.folder = new BackendFolder(block, engine, variables);
        this.journal = new BucketObject(states, journal, "the journal");
    }

    @Override
    public UnitPath unit() {
        return unit;
    }

    @Override
    public String place() {
        return "s3://" + states.bucket() + "/" + key;
    }

    @Override
    public Optional<StateFile> read() throws IOException {
        try {
            return new BucketObject(states, key, "the state")
                    .read()
                    .map(content -> StateFile.parseExactly(place(), content.text()));
        } catch (BucketObject.NoBucket nothingApplied) {
            return Optional.empty();
        }
    }

    /** Where there is no state yet, the engine gives it a lineage and a serial of its own first: it is then written once more. */
    @Override
    public void write(StateFile state) throws IOException {
        Optional<StateFile> now = read();
        if (now.isEmpty()) {
            folder.push(state, false);
            now = read();
        }
        if (now.isEmpty() || !now.get().lineage().equals(state.lineage())) {
            folder.push(state, true);
        } else if (now.get().serial() < state.serial()) {
            folder.push(state, false);
        }
    }

    /** Deletes the object; in a bucket with versions, the last one stays below it. */
    @Override
    public void delete() throws IOException {
        new BucketObject(states, key, "the state").delete();
        locks.forgetDigest(key);
    }

    @Override
    public Optional<String> lock(LockNote note) throws IOException {
        return locks.take(key, text(note)).map(S3UnitState::told);
    }

    private static String told(HeldLock lock) {
        return lock.id().isEmpty()
                ? lock.place()
                : lock.who() + " since " + lock.since() + ", " + lock.operation() + ", id " + lock.id() + ", in "
                        + lock.place();
    }

    @Override
    public void unlock(LockNote note) throws IOException {
        locks.release(key, text(note));
    }

    private String text(LockNote note) {
        return note.text(states.bucket() + "/" + key);
    }

    @Override
    public VersionedObject journal() {
        return journal;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
