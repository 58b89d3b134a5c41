package groundplan.kernel;

import java.util.List;

/** Settings of a unit whose first apply waits until names of a public zone are resolved from the Internet. */
public interface AwaitsDelegation {
    /** The names that have to be resolved; they may begin with {@code *.}. */
    List<String> awaitedNames();
}
