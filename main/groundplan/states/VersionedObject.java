package groundplan.states;

import java.io.IOException;
import java.util.Optional;

/** A text that is replaced only in the version that somebody has read: of two who write at once, one succeeds. */
public interface VersionedObject {
    /**
     * What there is.
     *
     * @param text what it says
     * @param version tells it from every other text that was there
     */
    record Content(String text, String version) {}

    /** Where it is, for people. */
    String place();

    /** What there is; empty when there is nothing. */
    Optional<Content> read() throws IOException;

    /**
     * Writes a text.
     *
     * @param version the version that is replaced; empty to write only where there is nothing
     * @return the version that was written; empty when something else is there, or nothing any more
     */
    Optional<String> write(String text, Optional<String> version) throws IOException;

    /** Deletes it. */
    void delete() throws IOException;
}
