package groundplan.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import groundplan.diagram.Flow;
import groundplan.diagram.Look;
import groundplan.kernel.UnitPath;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A tree as a diagram: its units in boxes by their folders, and what they read of each other. What a unit's resources are to each other is not
 * drawn, since a module that somebody else wrote is not known.
 */
final class TreeDiagram {
    /** The maximum number of types of resources that are named in a unit. */
    private static final int MOST_TYPES = 3;

    /** The maximum number of boxes beside each other. */
    private static final int MOST_FOLDERS = 3;

    /** The minimum number of units that share a box. */
    private static final int LEAST_GROUP = 3;

    /** The maximum number of arrows to one place. */
    private static final int MOST_ARROWS = 6;

    private final UnitTree tree;
    private final Map<UnitPath, SortedSet<UnitPath>> readers = new TreeMap<>();
    /** The box that a unit shares with others. */
    private final Map<UnitPath, String> places = new HashMap<>();

    private TreeDiagram(UnitTree tree) {
        this.tree = tree;
    }

    static Diagram of(UnitTree tree) {
        return new TreeDiagram(tree).drawn();
    }

    private Diagram drawn() {
        tree.units().forEach(unit -> unit.unit().reads().stream()
                .filter(tree.paths()::contains)
                .forEach(read -> readers.computeIfAbsent(read, path -> new TreeSet<>())
                        .add(unit.unit().path())));
        Map<String, Map<String, List<TreeUnit>>> folders = new TreeMap<>();
        tree.units()
                .forEach(unit -> add(
                        folders,
                        unit,
                        unit.unit().reads() + " " + readers.get(unit.unit().path())));
        tree.former().forEach(unit -> add(folders, unit, "gone"));
        folders.values().forEach(groups -> groups.values().stream()
                .filter(group -> group.size() >= LEAST_GROUP)
                .forEach(group -> group.forEach(unit -> places.put(unit.unit().path(), id(group)))));
        Map<String, List<Edge>> edges = new TreeMap<>();
        readers.forEach((read, all) -> all.stream()
                .map(reader -> new Edge(place(reader), place(read), Flow.data, List.of()))
                .distinct()
                .forEach(edge -> edges.computeIfAbsent(edge.to(), key -> new ArrayList<>())
                        .add(edge)));
        // Where arrows from everywhere end, their number says more than they do.
        edges.values().removeIf(all -> all.stream().distinct().count() > MOST_ARROWS);
        return new Diagram(
                tree.name(),
                new Box(
                        "all",
                        Box.Place.root,
                        tree.name(),
                        folders.entrySet().stream()
                                .map(folder -> box(folder.getKey(), folder.getValue(), edges.keySet()))
                                .toList(),
                        List.of()),
                edges.values().stream().flatMap(List::stream).distinct().toList());
    }

    private String place(UnitPath unit) {
        return places.getOrDefault(unit, id(unit));
    }

    private static String id(List<TreeUnit> group) {
        return "group_" + id(group.get(0).unit().path());
    }

    /**
     * A box for a folder. Units that read the same, and are read by the same, are in a box of their own: one arrow is enough for all.
     *
     * @param targets the elements and boxes to which arrows lead
     */
    private Box box(String folder, Map<String, List<TreeUnit>> groups, Set<String> targets) {
        List<Element> single = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        for (List<TreeUnit> group : groups.values()) {
            List<Element> elements =
                    group.stream().map(unit -> element(folder, unit, targets)).toList();
            if (group.size() < LEAST_GROUP) {
                single.addAll(elements);
            } else {
                boxes.add(new Box(id(group), Box.Place.group, group.size() + " units", List.of(), elements));
            }
        }
        return new Box(
                "folder_" + id(folder),
                Box.Place.region,
                folder.isEmpty() ? tree.folder().getFileName().toString() : folder,
                List.copyOf(boxes),
                List.copyOf(single));
    }

    private void add(Map<String, Map<String, List<TreeUnit>>> folders, TreeUnit unit, String group) {
        folders.computeIfAbsent(folder(unit.unit().path().inEnvironment()), key -> new TreeMap<>())
                .computeIfAbsent(group, key -> new ArrayList<>())
                .add(unit);
    }

    private Element element(String folder, TreeUnit unit, Set<String> targets) {
        UnitPath path = unit.unit().path();
        boolean gone = tree.formerPaths().contains(path);
        List<String> details = new ArrayList<>(gone ? List.of() : types(unit));
        if (readers.containsKey(path) && !targets.contains(place(path))) {
            details.add("read by " + readers.get(path).size() + " units");
        }
        String name = path.inEnvironment();
        return new Element(
                id(path),
                Look.compute,
                gone ? "Removed unit" : "Unit",
                folder.isEmpty() ? name : name.substring(folder.length() + 1),
                List.copyOf(details),
                // It stands for all that the unit has.
                new TreeSet<>(List.of(name + "/")));
    }

    /** The first folder of a unit's path; empty if it has none, or if there are too many of them to be beside each other. */
    private String folder(String unit) {
        long firsts = Stream.concat(tree.paths().stream(), tree.formerPaths().stream())
                .map(path -> first(path.inEnvironment()))
                .distinct()
                .count();
        return firsts > MOST_FOLDERS ? "" : first(unit);
    }

    private static String first(String unit) {
        return unit.contains("/") ? unit.substring(0, unit.indexOf('/')) : "";
    }

    /** The types of most of its own resources, and how many modules it calls. */
    private static List<String> types(TreeUnit unit) {
        JsonNode configuration = unit.unit().configuration();
        Map<String, Integer> counts = new TreeMap<>();
        configuration
                .path("resource")
                .properties()
                .forEach(type -> counts.put(type.getKey(), type.getValue().size()));
        if (!configuration.path("module").isEmpty()) {
            counts.put("module", configuration.path("module").size());
        }
        List<String> named = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_TYPES)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
        List<String> lines = new ArrayList<>(named);
        if (counts.size() > MOST_TYPES) {
            lines.add("and " + (counts.size() - MOST_TYPES) + " other types");
        }
        return List.copyOf(lines);
    }

    private static String id(UnitPath path) {
        return "unit_" + id(path.inEnvironment());
    }

    /** Letters that an id cannot have are written as their codes, so that no two folders have one id. */
    private static String id(String text) {
        StringBuilder id = new StringBuilder();
        text.chars()
                .forEach(letter ->
                        id.append(Character.isLetterOrDigit(letter) ? Character.toString(letter) : "_" + letter + "_"));
        return id.toString();
    }
}
