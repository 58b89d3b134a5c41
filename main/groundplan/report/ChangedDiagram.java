package groundplan.report;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Element;
import groundplan.diagram.Look;
import groundplan.kernel.UnitPath;
import groundplan.picture.ElementChange;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An environment's diagram with what a plan does to it. A diagram shows only some of a unit's objects, and none that are
 * destroyed: the others that change are counted in an element of their unit, so that every change of the plan is in the
 * drawing.
 *
 * @param diagram the diagram, with the units' other objects
 * @param changes what happens, by the id of the element
 */
record ChangedDiagram(Diagram diagram, Map<String, ElementChange> changes) {
    private static final int MOST_LINES = 20;
    private static final String OTHERS = "Other objects that change";

    static ChangedDiagram of(Diagram diagram, EnvironmentPlan plan) {
        Map<String, Element> shown = new TreeMap<>();
        diagram.elements().forEach(element -> element.resources().forEach(resource -> shown.put(resource, element)));
        Map<Element, List<String>> lines = new LinkedHashMap<>();
        Map<Element, List<Change>> changes = new LinkedHashMap<>();
        Map<String, Element> units = new TreeMap<>();
        Map<String, List<Element>> others = new TreeMap<>();
        Set<Element> applied = new HashSet<>();
        for (UnitPlan unit : plan.units()) {
            List<Change> rest = new ArrayList<>();
            Element whole = shown.get(unit.name() + "/");
            for (Change change : unit.changes()) {
                Element element = whole == null ? shown.get(unit.name() + "/" + resource(change)) : whole;
                if (!change.action().changes()) {
                    continue;
                }
                if (element == null || whole == null && change.action() == Action.DELETE) {
                    rest.add(change);
                } else {
                    changes.computeIfAbsent(element, key -> new ArrayList<>()).add(change);
                    lines.computeIfAbsent(element, key -> new ArrayList<>()).add(line(change) + " of " + unit.name());
                }
            }
            if (changes.containsKey(whole)) {
                units.put(whole.id(), counted(whole, changes.get(whole)));
                if (unit.lineage().isPresent()) {
                    applied.add(whole);
                }
            }
            if (!rest.isEmpty()) {
                Element element = other(unit, rest);
                others.computeIfAbsent(unit.unit().region(), key -> new ArrayList<>())
                        .add(element);
                changes.put(element, rest);
                lines.put(
                        element,
                        rest.stream()
                                .map(change -> line(change) + " of " + unit.name())
                                .toList());
            }
        }
        Map<String, ElementChange> marks = new LinkedHashMap<>();
        changes.forEach((element, all) -> marks.put(
                element.id(),
                new ElementChange(kind(element, all, applied.contains(element)), shortened(lines.get(element)))));
        return new ChangedDiagram(
                units.isEmpty()
                        ? with(diagram, others)
                        : new Diagram(diagram.title(), with(diagram.root(), units), diagram.edges()),
                marks);
    }

    /** The address of the resource block: a drawing shows blocks, not their instances. */
    private static String resource(Change change) {
        return change.deposed().isPresent() ? "" : change.address().replaceFirst("\\[.*", "");
    }

    private static String line(Change change) {
        return sign(change.action()) + " " + change.address();
    }

    private static String sign(Action action) {
        return kind(action).sign();
    }

    private static ElementChange.Kind kind(Action action) {
        return switch (action) {
            case CREATE -> ElementChange.Kind.create;
            case REPLACE -> ElementChange.Kind.replace;
            case DELETE -> ElementChange.Kind.destroy;
            default -> ElementChange.Kind.update;
        };
    }

    /**
     * The most severe of all; an element of which only a part is new is changed.
     *
     * @param applied whether it stands for a unit that has been applied before
     */
    private static ElementChange.Kind kind(Element element, List<Change> changes, boolean applied) {
        ElementChange.Kind worst = changes.stream()
                .map(change -> kind(change.action()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Set<String> touched =
                changes.stream().map(ChangedDiagram::resource).collect(Collectors.toCollection(TreeSet::new));
        return worst == ElementChange.Kind.create
                        && (applied || touched.size() < element.resources().size())
                ? ElementChange.Kind.update
                : worst;
    }

    /** How many objects are created, changed and destroyed. */
    private static String counts(List<Change> changes) {
        Map<ElementChange.Kind, Long> counts = changes.stream()
                .collect(Collectors.groupingBy(change -> kind(change.action()), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
    }

    /** A unit that is one element, with what happens in it. */
    private static Element counted(Element unit, List<Change> changes) {
        List<String> details = new ArrayList<>(unit.details());
        details.add(counts(changes));
        return new Element(unit.id(), unit.look(), unit.kind(), unit.title(), List.copyOf(details), unit.resources());
    }

    private static Box with(Box box, Map<String, Element> replaced) {
        return new Box(
                box.id(),
                box.place(),
                box.label(),
                box.boxes().stream().map(inner -> with(inner, replaced)).toList(),
                box.elements().stream()
                        .map(element -> replaced.getOrDefault(element.id(), element))
                        .toList());
    }

    private static Element other(UnitPlan unit, List<Change> changes) {
        return new Element(
                id(unit.name()) + "_others",
                Look.outside,
                unit.removed() ? "Removed unit" : "Unit",
                unit.unit().unit(),
                List.of(counts(changes)),
                new TreeSet<>());
    }

    private static String shortened(List<String> lines) {
        return lines.size() <= MOST_LINES
                ? String.join("\n", lines)
                : String.join("\n", lines.subList(0, MOST_LINES)) + "\nand " + (lines.size() - MOST_LINES) + " more";
    }

    /** The diagram with a box of other objects in each region. */
    private static Diagram with(Diagram diagram, Map<String, List<Element>> others) {
        Map<String, List<Element>> rest = new TreeMap<>(others);
        List<Box> boxes = new ArrayList<>();
        for (Box box : diagram.root().boxes()) {
            String region = others.keySet().stream()
                    .filter(one -> one.equals(UnitPath.GLOBAL)
                            ? box.place() == Box.Place.global
                            : box.place() == Box.Place.region && box.id().equals(id(one)))
                    .findFirst()
                    .orElse("");
            List<Element> more = rest.remove(region);
            boxes.add(more == null ? box : with(box, more));
        }
        rest.forEach((region, more) -> boxes.add(with(
                region.equals(UnitPath.GLOBAL)
                        ? new Box("global", Box.Place.global, "Global and edge services", List.of(), List.of())
                        : new Box(id(region), Box.Place.region, "Region " + region, List.of(), List.of()),
                more)));
        Box root = diagram.root();
        return new Diagram(
                diagram.title(),
                new Box(root.id(), root.place(), root.label(), List.copyOf(boxes), root.elements()),
                diagram.edges());
    }

    private static Box with(Box box, List<Element> more) {
        Box others = new Box(box.id() + "_others", Box.Place.aside, OTHERS, List.of(), more);
        return new Box(
                box.id(),
                box.place(),
                box.label(),
                Stream.concat(box.boxes().stream(), Stream.of(others)).toList(),
                box.elements());
    }

    private static String id(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+", "");
    }
}
