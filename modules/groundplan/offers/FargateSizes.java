package groundplan.offers;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sizes of tasks that Fargate offers. */
public final class FargateSizes {
    private static final SortedMap<Integer, List<Integer>> OFFERED = offered();

    private FargateSizes() {}

    /** The memory sizes in MiB, by CPU units, of which 1024 are one virtual CPU. */
    public static SortedMap<Integer, List<Integer>> memoryByCpu() {
        return OFFERED;
    }

    private static SortedMap<Integer, List<Integer>> offered() {
        SortedMap<Integer, List<Integer>> offered = new TreeMap<>();
        OfferTable.read("fargate-sizes.csv")
                .rows()
                .forEach(row -> offered.put(
                        Integer.valueOf(row.get(0)),
                        OfferTable.list(row.get(1)).stream()
                                .map(Integer::valueOf)
                                .toList()));
        return Collections.unmodifiableSortedMap(offered);
    }
}
