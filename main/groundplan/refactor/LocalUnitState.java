package groundplan.refactor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.files.TextFile;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.FileObject;
import groundplan.states.StateFile;
import groundplan.states.VersionedObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A state in a file, with Terraform's lock: that of the file system on the file, which ends with the process, and a note beside it. This
 * process must not open the file while it holds the lock, since closing any handle of it would release the lock.
 */
public final class LocalUnitState implements UnitState {
    private final UnitPath unit;
    private final Path file;
    private final BackendFolder folder;
    private final VersionedObject journal;
    private FileChannel locked;

    /**
     * @param file the state's file, an absolute path
     * @param engine the engine's executable
     * @param variables the environment variables to run it with
     * @param journal the file of the journal
     */
    public LocalUnitState(UnitPath unit, Path file, Path engine, Map<String, String> variables, Path journal) {
        this.unit = unit;
        this.file = file;
        ObjectNode block = TerraformJson.object();
        block.putObject("local").put("path", file.toString());
        this.journal = new FileObject(journal);
        this.folder = new BackendFolder(block, engine, variables);
    }

    @Override
    public UnitPath unit() {
        return unit;
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public Optional<StateFile> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(StateFile.parseExactly(
                place(),
                locked == null ? Files.readString(file) : new String(throughTheLock(), StandardCharsets.UTF_8)));
    }

    private byte[] throughTheLock() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(locked.size()));
        int read = 0;
        while (content.hasRemaining() && read >= 0) {
            read = locked.read(content, content.position());
        }
        return Arrays.copyOf(content.array(), content.position());
    }

    @Override
    public void write(StateFile state) throws IOException {
        Files.createDirectories(file.getParent());
        folder.push(state, false);
    }

    /** Leaves it as the copy that Terraform keeps of a state before it writes it. */
    @Override
    public void delete() throws IOException {
        if (Files.exists(file)) {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".backup"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public Optional<String> lock(LockNote note) throws IOException {
        if (locked == null && Files.exists(file)) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.of(
                        Files.exists(note()) ? Files.readString(note()).strip() : "another process has locked " + file);
            }
            locked = channel;
        }
        Files.createDirectories(file.getParent());
        TextFile.replace(note(), note.text(file.toString()));
        return Optional.empty();
    }

    @Override
    public void unlock(LockNote note) throws IOException {
        if (Files.exists(note()) && Files.readString(note()).equals(note.text(file.toString()))) {
            Files.delete(note());
        }
        unlocked();
    }

    private void unlocked() throws IOException {
        if (locked != null) {
            locked.close();
            locked = null;
        }
    }

    private Path note() {
        return file.resolveSibling("." + file.getFileName() + ".lock.info");
    }

    @Override
    public VersionedObject journal() {
        return journal;
    }

    @Override
    public void close() throws IOException {
        unlocked();
        folder.close();
    }
}
