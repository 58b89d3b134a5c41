package groundplan.diagram;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A diagram under construction. */
final class Sketch {
    private record Frame(String parent, Box.Place place, String label) {}

    /** An edge without its labels, as the key for merging. */
    record Line(String from, String to, Flow flow) {}

    private final Map<String, Frame> frames = new LinkedHashMap<>();
    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final Map<String, String> boxes = new LinkedHashMap<>();
    private final Map<String, String> shown = new LinkedHashMap<>();
    private final Map<Line, Set<String>> lines = new LinkedHashMap<>();

    /** Adds a box once; the parent of the outermost ones is empty. */
    String box(String parent, String id, Box.Place place, String label) {
        frames.putIfAbsent(id, new Frame(parent, place, label));
        return id;
    }

    /** The box of a region. */
    String region(String region) {
        return box("", id(region), Box.Place.region, "Region " + region);
    }

    /** Adds an element that represents resources. The first one determines its id. */
    String element(String box, Look look, String kind, String title, List<String> details, Collection<Part> parts) {
        Part first = parts.iterator().next();
        // The first of many may change.
        boolean many =
                parts.stream().filter(part -> part.type().equals(first.type())).count() > 1;
        String id = id(first.unit().region()
                + (first.region().equals(first.unit().region()) ? "" : "_" + first.region()) + "_"
                + first.unit().unit() + "_" + first.type().replaceFirst("aws_", "") + (many ? "" : "_" + first.name()));
        elements.put(
                id,
                new Element(
                        id,
                        look,
                        kind,
                        title,
                        details.stream().filter(line -> !line.isEmpty()).toList(),
                        parts.stream().map(Part::id).collect(Collectors.toCollection(TreeSet::new))));
        boxes.put(id, box);
        parts.forEach(part -> shown.put(part.id(), id));
        return id;
    }

    /** Adds an element outside of AWS. */
    String outsider(String id, String kind, String title) {
        elements.putIfAbsent(id, new Element(id, Look.outside, kind, title, List.of(), new TreeSet<>()));
        boxes.put(id, "outside");
        return id;
    }

    /** The element of a resource, if it has one. */
    Optional<String> shown(Part part) {
        return Optional.ofNullable(shown.get(part.id()));
    }

    /** Connects the elements of two resources, if both have one. */
    void link(Part from, Part to, Flow flow, String... labels) {
        shown(from).ifPresent(start -> shown(to).ifPresent(end -> link(start, end, flow, labels)));
    }

    void link(String from, String to, Flow flow, String... labels) {
        if (!from.equals(to)) {
            lines.computeIfAbsent(new Line(from, to, flow), key -> new LinkedHashSet<>())
                    .addAll(List.of(labels));
        }
    }

    Set<Line> lines() {
        return Set.copyOf(lines.keySet());
    }

    Set<String> labels(Line line) {
        return lines.get(line);
    }

    void remove(Line line) {
        lines.remove(line);
    }

    Collection<Element> elements() {
        return List.copyOf(elements.values());
    }

    String boxOf(String element) {
        return boxes.get(element);
    }

    boolean isIn(String element, Box.Place place) {
        return frames.get(boxes.get(element)).place() == place;
    }

    void move(String element, String box) {
        boxes.put(element, box);
    }

    /** Replaces several elements with one. */
    void replace(List<Element> old, Element merged) {
        String box = boxes.get(old.get(0).id());
        for (Element one : old) {
            elements.remove(one.id());
            boxes.remove(one.id());
            for (Line line : lines()) {
                if (line.from().equals(one.id()) || line.to().equals(one.id())) {
                    Set<String> labels = lines.remove(line);
                    link(
                            line.from().equals(one.id()) ? merged.id() : line.from(),
                            line.to().equals(one.id()) ? merged.id() : line.to(),
                            line.flow(),
                            labels.toArray(String[]::new));
                }
            }
        }
        elements.put(merged.id(), merged);
        boxes.put(merged.id(), box);
    }

    Diagram diagram(String title) {
        List<Edge> edges = new ArrayList<>();
        lines.forEach((line, labels) -> edges.add(new Edge(line.from(), line.to(), line.flow(), List.copyOf(labels))));
        edges.sort(java.util.Comparator.comparing(Edge::from)
                .thenComparing(Edge::to)
                .thenComparing(Edge::flow));
        return new Diagram(title, new Box("all", Box.Place.root, title, inside(""), List.of()), List.copyOf(edges));
    }

    private List<Box> inside(String parent) {
        List<Box> found = new ArrayList<>();
        frames.forEach((id, frame) -> {
            if (frame.parent().equals(parent)) {
                Box box = new Box(
                        id,
                        frame.place(),
                        frame.label(),
                        inside(id),
                        elements.values().stream()
                                .filter(element -> boxes.get(element.id()).equals(id))
                                .toList());
                if (!box.boxes().isEmpty() || !box.elements().isEmpty()) {
                    found.add(box);
                }
            }
        });
        return found;
    }

    static String id(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+", "");
    }
}
