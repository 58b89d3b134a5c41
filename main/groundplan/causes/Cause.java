package groundplan.causes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Why a plan changes an object: where the chain begins that leads to it.
 *
 * @param kind what happened there
 * @param address the object at which it begins, by its address in the whole plan
 * @param argument the argument that changed there; empty if the object as a whole is new, gone or damaged
 * @param through the attributes through which it reaches the object, from the beginning on; none if it is that object itself. Of a
 *     long way these are the first and the last ones.
 * @param omitted how many there are between the first ones and the last one
 */
public record Cause(CauseKind kind, String address, String argument, List<ValueSource> through, int omitted) {
    /** How many attributes of a way are listed. */
    static final int MOST = 8;

    public Cause {
        through = List.copyOf(through);
    }

    /** A cause with its whole way. */
    public Cause(CauseKind kind, String address, String argument, List<ValueSource> through) {
        this(kind, address, argument, through, 0);
    }

    /** The same, one attribute further. */
    Cause further(ValueSource source) {
        boolean full = through.size() == MOST;
        List<ValueSource> way = new ArrayList<>(full ? through.subList(0, MOST - 1) : through);
        way.add(source);
        return new Cause(kind, address, argument, way, full ? omitted + 1 : 0);
    }

    /** The number of attributes on the way. */
    int length() {
        return through.size() + omitted;
    }

    /** The way as text, with what is left out between the first ones and the last one. */
    public List<String> way(Function<ValueSource, String> text) {
        List<String> way = new ArrayList<>(through.stream().map(text).toList());
        if (omitted > 0) {
            way.add(way.size() - 1, omitted + " more");
        }
        return List.copyOf(way);
    }

    /** The same beginning, without the way from there. */
    public Cause beginning() {
        return new Cause(kind, address, argument, List.of());
    }
}
