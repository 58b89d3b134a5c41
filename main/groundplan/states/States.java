package groundplan.states;

import java.io.IOException;
import java.util.SortedMap;

/** Where states are stored. They are only read here. */
public interface States {
    /** The states below a prefix, by key. Empty if nothing has ever been applied. */
    SortedMap<String, StateFile> below(String prefix) throws IOException;
}
