package groundplan.causes;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The changed objects of a plan, those that are read before those that read them. Asked about in this order, each answer is made of ones
 * that are there already, however long the chain is.
 */
final class SourcesFirst {
    private final Configuration configuration;
    private final Map<String, List<PlannedObject>> byResource = new LinkedHashMap<>();
    private final List<PlannedObject> ordered = new ArrayList<>();

    private record Visit(String resource, Iterator<String> reads) {}

    private SourcesFirst(Configuration configuration) {
        this.configuration = configuration;
    }

    static List<PlannedObject> of(Collection<PlannedObject> objects, Configuration configuration) {
        SourcesFirst order = new SourcesFirst(configuration);
        objects.stream().filter(PlannedObject::changes).forEach(object -> order.byResource
                .computeIfAbsent(name(object.module(), object.resource()), name -> new ArrayList<>())
                .add(object));
        Set<String> seen = new HashSet<>();
        order.byResource.keySet().forEach(resource -> order.visit(resource, seen));
        return List.copyOf(order.ordered);
    }

    private void visit(String first, Set<String> seen) {
        Deque<Visit> open = new ArrayDeque<>();
        if (seen.add(first)) {
            open.push(new Visit(first, reads(first)));
        }
        while (!open.isEmpty()) {
            Visit visit = open.peek();
            if (!visit.reads.hasNext()) {
                ordered.addAll(byResource.get(visit.resource));
                open.pop();
                continue;
            }
            String next = visit.reads.next();
            if (byResource.containsKey(next) && seen.add(next)) {
                open.push(new Visit(next, reads(next)));
            }
        }
    }

    private Iterator<String> reads(String resource) {
        PlannedObject object = byResource.get(resource).get(0);
        var block = configuration.block(object.module(), object.resource());
        List<String> read =
                new ArrayList<>(configuration.sources(new Configuration.Expression(object.module(), block)).stream()
                        .map(source -> name(source.module(), source.resource()))
                        .toList());
        // These are references without the template around them.
        block.path("lifecycle").path("replace_triggered_by").forEach(trigger -> configuration
                .sources(new Configuration.Expression(object.module(), TextNode.valueOf("${" + trigger.asText() + "}")))
                .forEach(source -> read.add(name(source.module(), source.resource()))));
        return read.iterator();
    }

    private static String name(String module, String resource) {
        return module + " " + resource;
    }
}
