package groundplan.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges one layer over another: maps merge by key, scalars and lists replace. */
final class Layers {
    private final List<Problem> problems;

    Layers(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * The upper mapping merged over the lower one.
     *
     * @param path the path of both, for messages
     */
    Node.Mapping merge(Node.Mapping lower, Node.Mapping upper, String path) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>(lower.entries());
        upper.entries().forEach((key, entry) -> {
            Node.Entry below = lower.entries().get(key);
            String at = Binder.join(path, key);
            entries.put(key, below == null ? entry : new Node.Entry(entry.mark(), over(below.value(), entry, at)));
        });
        // An override only adds to the map, whose position remains that in the lower layer.
        SourceLocation mark = lower.entries().isEmpty() ? upper.mark() : lower.mark();
        return new Node.Mapping(mark, entries, List.of());
    }

    private Node over(Node lower, Node.Entry entry, String path) {
        Node upper = entry.value();
        if (lower instanceof Node.Mapping below && upper instanceof Node.Mapping above) {
            return merge(below, above, path);
        }
        if (lower instanceof Node.Mapping
                && upper instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.NOTHING) {
            problems.add(new Problem(
                    entry.mark(),
                    path,
                    "is empty and adds nothing to what it inherits from " + lower.mark() + "; leave it out"));
            return lower;
        }
        if (Node.same(lower, upper)) {
            problems.add(new Problem(
                    entry.mark(), path, "repeats the value it inherits from " + lower.mark() + "; leave it out"));
        }
        List<Node> history = new ArrayList<>(List.of(lower));
        history.addAll(lower.overrode());
        if (upper instanceof Node.Scalar scalar) {
            return new Node.Scalar(scalar.mark(), scalar.type(), scalar.text(), history);
        }
        if (upper instanceof Node.Sequence list) {
            return new Node.Sequence(list.mark(), list.items(), history);
        }
        Node.Mapping map = (Node.Mapping) upper;
        return new Node.Mapping(map.mark(), map.entries(), history);
    }
}
