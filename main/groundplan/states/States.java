package groundplan.states;

import java.io.IOException;
import java.util.SortedMap;

/** Where states are kept. Nothing here writes. */
public interface States {
    /** The states below a prefix, by their key. Empty where nothing was ever applied. */
    SortedMap<String, StateFile> below(String prefix) throws IOException;
}
