package groundplan.apply;

import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Units in waves: each unit in the first wave after all units that it reads. */
public final class Waves {
    private Waves() {}

    /**
     * The waves.
     *
     * @param units the units to put in order
     * @param reads what each unit reads, including units outside of {@code units}, through which a dependency may lead
     */
    public static List<List<UnitPath>> of(Collection<UnitPath> units, Map<UnitPath, Set<UnitPath>> reads) {
        List<List<UnitPath>> waves = new ArrayList<>();
        Set<UnitPath> left = new LinkedHashSet<>(units);
        while (!left.isEmpty()) {
            List<UnitPath> wave = left.stream()
                    .filter(unit ->
                            behind(unit, reads, new HashSet<>()).stream().noneMatch(left::contains))
                    .sorted()
                    .toList();
            if (wave.isEmpty()) {
                throw new IllegalArgumentException("the units depend on each other in a cycle: " + left);
            }
            waves.add(wave);
            left.removeAll(wave);
        }
        return waves;
    }

    /** All units that a unit reads, directly or indirectly. */
    static Set<UnitPath> behind(UnitPath unit, Map<UnitPath, Set<UnitPath>> reads, Set<UnitPath> seen) {
        reads.getOrDefault(unit, Set.of()).forEach(read -> {
            if (seen.add(read)) {
                behind(read, reads, seen);
            }
        });
        return seen;
    }
}
