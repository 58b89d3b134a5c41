package groundplan.tree;

import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Where the units of a tree are read from. */
public interface TreeSource {
    /**
     * Reads the tree.
     *
     * @throws UnreadableTree if it cannot be planned as a whole, with all reasons
     */
    UnitTree read() throws IOException;

    /** The units that filters select; the tree has to be read before. */
    Set<UnitPath> selected(List<String> filters) throws IOException;
}
