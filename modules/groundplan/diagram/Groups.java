package groundplan.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Merges edges that show the same. What all services of a cluster use becomes an edge of the cluster; services that use
 * the same stores are put into a box, which has the edges; identical buckets become one element.
 */
final class Groups {
    private final Sketch sketch;

    Groups(Sketch sketch) {
        this.sketch = sketch;
    }

    void apply() {
        Map<String, List<Element>> clusters = new LinkedHashMap<>();
        sketch.elements().stream()
                .filter(one -> sketch.isIn(one.id(), Box.Place.cluster))
                .forEach(one -> clusters.computeIfAbsent(sketch.boxOf(one.id()), key -> new ArrayList<>())
                        .add(one));
        clusters.forEach((cluster, services) -> {
            hoist(cluster, services);
            Map<Set<Sketch.Line>, List<Element>> alike = new LinkedHashMap<>();
            services.forEach(one -> alike.computeIfAbsent(stores(one.id()), key -> new ArrayList<>())
                    .add(one));
            alike.forEach((stores, group) -> {
                if (group.size() > 1 && !stores.isEmpty() && group.size() < services.size()) {
                    String box = sketch.box(
                            cluster,
                            cluster + "_" + group.get(0).id(),
                            Box.Place.group,
                            group.size() + " services with the same stores");
                    group.forEach(one -> sketch.move(one.id(), box));
                    hoist(box, group);
                }
            });
        });
        buckets();
        aside();
    }

    /**
     * Puts unconnected elements, and those that only monitor, into a box of their own, to keep the layout of the others
     * compact.
     */
    private void aside() {
        Map<String, List<Element>> regions = new LinkedHashMap<>();
        sketch.elements().stream()
                .filter(one -> sketch.isIn(one.id(), Box.Place.region))
                .forEach(one -> regions.computeIfAbsent(sketch.boxOf(one.id()), key -> new ArrayList<>())
                        .add(one));
        regions.forEach((region, all) -> {
            Set<String> aside = all.stream()
                    .filter(one -> one.look() == Look.watch)
                    .map(Element::id)
                    .collect(Collectors.toSet());
            all.stream()
                    .filter(one -> sketch.lines().stream()
                            .filter(line ->
                                    line.from().equals(one.id()) || line.to().equals(one.id()))
                            .allMatch(line -> aside.contains(line.from()) || aside.contains(line.to())))
                    .map(Element::id)
                    .toList()
                    .forEach(aside::add);
            if (aside.size() > 1 && aside.size() < all.size()) {
                String box =
                        sketch.box(region, region + "_aside", Box.Place.aside, "Monitoring, and what stands alone");
                aside.forEach(one -> sketch.move(one, box));
            }
        });
    }

    /** The edges of a service to elements that are not services, without their source. */
    private Set<Sketch.Line> stores(String service) {
        return sketch.lines().stream()
                .filter(line -> line.from().equals(service) && line.flow() == Flow.data)
                .map(line -> new Sketch.Line("", line.to(), line.flow()))
                .collect(Collectors.toSet());
    }

    /** Replaces edges that several elements have in common with one edge of their box. */
    private void hoist(String box, List<Element> members) {
        if (members.size() < 2) {
            return;
        }
        Set<String> ids = members.stream().map(Element::id).collect(Collectors.toSet());
        Map<Sketch.Line, List<Sketch.Line>> same = new LinkedHashMap<>();
        sketch.lines().stream()
                .sorted(Comparator.comparing(Sketch.Line::from).thenComparing(Sketch.Line::to))
                .filter(line -> ids.contains(line.from()) && !ids.contains(line.to()))
                .forEach(line -> same.computeIfAbsent(
                                new Sketch.Line(box, line.to(), line.flow()), key -> new ArrayList<>())
                        .add(line));
        same.forEach((merged, lines) -> {
            if (lines.size() == members.size()) {
                SortedSet<String> labels = new TreeSet<>();
                lines.forEach(line -> labels.addAll(sketch.labels(line)));
                lines.forEach(sketch::remove);
                sketch.link(merged.from(), merged.to(), merged.flow(), labels.toArray(String[]::new));
            }
        });
    }

    private void buckets() {
        Map<Object, List<Element>> alike = new LinkedHashMap<>();
        sketch.elements().stream().filter(one -> one.kind().equals("S3 bucket")).forEach(one -> alike.computeIfAbsent(
                        List.of(
                                sketch.boxOf(one.id()),
                                around(one.id()).isEmpty()
                                        ? ""
                                        : one.resources().first().replaceAll("/[^/]*$", ""),
                                around(one.id())),
                        key -> new ArrayList<>())
                .add(one));
        alike.values().stream().filter(group -> group.size() > 1).forEach(group -> {
            SortedSet<String> resources = new TreeSet<>();
            group.forEach(one -> resources.addAll(one.resources()));
            Element first = group.get(0);
            sketch.replace(
                    group,
                    new Element(
                            first.id(),
                            first.look(),
                            "S3 buckets",
                            Wording.count(group.size(), "bucket"),
                            group.stream().map(Element::title).toList(),
                            resources));
        });
    }

    /**
     * The edges of a bucket. The replicas of identical buckets are identical too: the name of a replica's source is
     * ignored.
     */
    private Set<List<Object>> around(String bucket) {
        return sketch.lines().stream()
                .filter(line -> line.from().equals(bucket) || line.to().equals(bucket))
                .map(line -> List.<Object>of(
                        end(line.from(), bucket, line.flow()),
                        end(line.to(), bucket, line.flow()),
                        line.flow(),
                        Set.copyOf(sketch.labels(line))))
                .collect(Collectors.toSet());
    }

    private String end(String id, String bucket, Flow flow) {
        boolean copied = flow == Flow.copy
                && !id.equals(bucket)
                && sketch.isIn(id, Box.Place.region)
                && sketch.elements().stream()
                        .anyMatch(one -> one.id().equals(id) && one.kind().startsWith("S3"));
        return id.equals(bucket) ? "" : copied ? "bucket in " + sketch.boxOf(id) : id;
    }
}
