package groundplan.states;

import java.io.IOException;
import java.util.Optional;

/** A text that is replaced only if it is still the version that was read: of two simultaneous writes, only one succeeds. */
public interface VersionedObject {
    /**
     * A text with its version.
     *
     * @param text the text
     * @param version identifies this version
     */
    record Content(String text, String version) {}

    /** Its location, for people. */
    String place();

    /** The current text; empty if there is none. */
    Optional<Content> read() throws IOException;

    /**
     * Writes a text.
     *
     * @param version the version to replace; empty to write only if nothing exists
     * @return the version that was written; empty if another version exists, or none any more
     */
    Optional<String> write(String text, Optional<String> version) throws IOException;

    /** Deletes it. */
    void delete() throws IOException;
}
