package groundplan.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.settings.UnitModel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Units with their dependencies, as people and other programs read them.
 *
 * @param units the units, in dependency order
 */
public record UnitListing(List<UnitModel<?, ?>> units) {

    /** One line for a unit: its path and the units whose outputs it reads. */
    public String text() {
        int width = units.stream()
                .mapToInt(unit -> unit.path().toString().length())
                .max()
                .orElse(0);
        return units.stream()
                .map(unit -> (String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s  ", unit.path()) + reads(unit))
                                .stripTrailing()
                        + "\n")
                .collect(Collectors.joining());
    }

    /** The document of {@code list --json}. */
    public ObjectNode json() {
        ObjectNode document = TerraformJson.object();
        ArrayNode list = document.putArray("units");
        for (UnitModel<?, ?> unit : units) {
            ObjectNode node = list.addObject();
            node.put("path", unit.path().toString());
            node.put("kind", unit.kind().name());
            node.put("state_key", unit.path().stateKey());
            node.put("stack_id", unit.path().stackId());
            ArrayNode reads = node.putArray("reads");
            unit.reads().values().forEach(read -> reads.add(read.path().toString()));
            ArrayNode outputs = node.putArray("outputs");
            unit.outputs().forEach(output -> outputs.add(output.name()));
        }
        return document;
    }

    /** A graph for Graphviz, with an arrow from each unit to those that read its outputs. */
    public String dot() {
        StringBuilder text =
                new StringBuilder("digraph units {\n  rankdir = LR\n  node [shape = box, fontname = \"sans-serif\"]\n");
        for (UnitModel<?, ?> unit : units) {
            text.append(String.format(Locale.ROOT, "  \"%s\"\n", unit.path()));
            producers(unit)
                    .forEach(
                            read -> text.append(String.format(Locale.ROOT, "  \"%s\" -> \"%s\"\n", read, unit.path())));
        }
        return text.append("}\n").toString();
    }

    /** A Mermaid flowchart, with an arrow from each unit to those that read its outputs. */
    public String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (UnitModel<?, ?> unit : units) {
            text.append(String.format(Locale.ROOT, "  %s[\"%s\"]\n", id(unit.path()), unit.path()));
            producers(unit)
                    .forEach(read ->
                            text.append(String.format(Locale.ROOT, "  %s --> %s\n", id(read), id(unit.path()))));
        }
        return text.toString();
    }

    private static Stream<UnitPath> producers(UnitModel<?, ?> unit) {
        return unit.reads().values().stream().map(UnitModel::path).sorted();
    }

    private static String reads(UnitModel<?, ?> unit) {
        List<String> names = unit.reads().values().stream()
                .map(UnitModel::path)
                .map(read ->
                        read.global() && read.isBeside(unit.path()) ? read.inEnvironment() : read.nameFor(unit.path()))
                .toList();
        return names.isEmpty() ? "" : "reads " + String.join(", ", names);
    }

    private static String id(UnitPath path) {
        return path.stackId().replace('-', '_');
    }
}
