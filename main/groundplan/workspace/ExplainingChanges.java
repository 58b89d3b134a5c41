package groundplan.workspace;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses, of changes that touch parts of a configuration, those that explain a cause. */
final class ExplainingChanges {
    private ExplainingChanges() {}

    /**
     * All changes that explain a cause exactly; if there are none, the first of the others.
     *
     * @param touched what each change touches
     * @param explains whether touching something explains the cause
     * @param exactly whether that is the cause's own argument, or the object as a whole if that is the cause
     * @param order which of two changes is first
     */
    static <C, T> List<C> of(Map<C, Set<T>> touched, Predicate<T> explains, Predicate<T> exactly, Comparator<C> order) {
        List<C> found = touched.keySet().stream()
                .filter(change -> touched.get(change).stream().anyMatch(explains))
                .sorted(order)
                .toList();
        List<C> exact = found.stream()
                .filter(change -> touched.get(change).stream().anyMatch(explains.and(exactly)))
                .toList();
        return exact.isEmpty() ? found.stream().limit(1).toList() : exact;
    }
}
