package groundplan.states;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** States that are read once, so that every reader sees the states that the plan was made with. */
public final class CachedStates implements States {
    private final States source;
    private final Map<String, SortedMap<String, StateFile>> read = new HashMap<>();

    /** @param source where they are read from */
    public CachedStates(States source) {
        this.source = source;
    }

    @Override
    public SortedMap<String, StateFile> below(String prefix) throws IOException {
        if (!read.containsKey(prefix)) {
            read.put(prefix, source.below(prefix));
        }
        return read.get(prefix);
    }
}
