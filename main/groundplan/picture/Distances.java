package groundplan.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.common.networksimplex.NEdge;
import org.eclipse.elk.alg.common.networksimplex.NGraph;
import org.eclipse.elk.alg.common.networksimplex.NNode;
import org.eclipse.elk.alg.common.networksimplex.NetworkSimplex;

/**
 * Coordinates, and the distances between them: each is at least as long as it has to be, or as it was if that is less.
 * The sum of all, by their weights, is minimized by the network simplex algorithm.
 */
final class Distances {
    private record Pair(int from, int to) {}

    private final List<Double> at = new ArrayList<>();
    private final Map<Pair, Integer> least = new LinkedHashMap<>();
    private final Map<Pair, Double> weights = new LinkedHashMap<>();

    int add(double coordinate) {
        at.add(coordinate);
        return at.size() - 1;
    }

    double at(int index) {
        return at.get(index);
    }

    /** Keeps a distance between two coordinates, of which the first is not greater. */
    void keep(int from, int to, double distance, double weight) {
        Pair pair = new Pair(from, to);
        int delta = (int) Math.floor(Math.max(0, Math.min(distance, at(to) - at(from) + 0.01)));
        least.merge(pair, delta, Math::max);
        weights.merge(pair, weight, Double::sum);
    }

    /** Whether a solution was found; the coordinates are then the new ones. */
    boolean solve() {
        NGraph graph = new NGraph();
        List<NNode> nodes = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            nodes.add(NNode.of().id(i).create(graph));
        }
        least.forEach((pair, delta) -> {
            if (pair.from() != pair.to()) {
                NEdge.of()
                        .source(nodes.get(pair.from()))
                        .target(nodes.get(pair.to()))
                        .delta(delta)
                        .weight(weights.get(pair))
                        .create();
            }
        });
        if (!graph.isAcyclic()) {
            return false;
        }
        graph.makeConnected();
        NetworkSimplex.forGraph(graph).withBalancing(false).execute();
        int origin = nodes.get(0).layer;
        for (int i = 0; i < at.size(); i++) {
            at.set(i, (double) nodes.get(i).layer - origin);
        }
        return true;
    }
}
