package groundplan.testing;

import groundplan.states.VersionedObject;
import java.io.IOException;
import java.util.Optional;

/** A text in memory, with the rules of S3's conditional writes. */
public final class MemoryObject implements VersionedObject {
    private Optional<Content> now = Optional.empty();
    private int versions;
    private boolean broken;

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public synchronized Optional<Content> read() {
        return now;
    }

    @Override
    public synchronized Optional<String> write(String text, Optional<String> version) throws IOException {
        if (broken) {
            throw new IOException("cannot write the journal memory: no connection");
        }
        if (!now.map(Content::version).equals(version)) {
            return Optional.empty();
        }
        now = Optional.of(new Content(text, "" + ++versions));
        return now.map(Content::version);
    }

    @Override
    public synchronized void delete() {
        now = Optional.empty();
    }

    /** Has no write succeed any more. */
    public synchronized void disconnect() {
        broken = true;
    }
}
