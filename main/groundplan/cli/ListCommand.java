package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.settings.UnitModel;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", description = "Lists units, each behind those that it reads.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    enum ListFormat {
        text,
        json,
        dot,
        mermaid
    }

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILTER",
            description = "A path's beginning, a glob, or what --filter knows. Default: all units.")
    String filter = "**";

    @Mixin
    Selection selection;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    ListFormat format = ListFormat.text;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<UnitModel<?, ?>> units = selection.of(project, selection.environments(project, filter), filter);
        parent.console()
                .out()
                .print(
                        switch (json.or(format)) {
                            case text -> text(units);
                            case json -> json(units);
                            case dot ->
                                "digraph units {\n  rankdir = LR\n  node [shape = box, fontname = \"sans-serif\"]\n"
                                        + edges(units, "  \"%s\" -> \"%s\"\n", "  \"%s\"\n") + "}\n";
                            case mermaid -> mermaid(units);
                        });
        return ExitCode.FINE;
    }

    private static String text(List<UnitModel<?, ?>> units) {
        int width = units.stream()
                .mapToInt(unit -> unit.path().toString().length())
                .max()
                .orElse(0);
        return units.stream()
                .map(unit ->
                        (unit.path() + " ".repeat(width - unit.path().toString().length()) + "  " + reads(unit))
                                        .stripTrailing()
                                + "\n")
                .collect(Collectors.joining());
    }

    private static String reads(UnitModel<?, ?> unit) {
        Collection<String> names = unit.reads().values().stream()
                .map(UnitModel::path)
                .map(read -> read.global() && read.isBeside(unit.path())
                        ? read.region() + "/" + read.unit()
                        : read.nameFor(unit.path()))
                .toList();
        return names.isEmpty() ? "" : "reads " + String.join(", ", names);
    }

    private static String json(List<UnitModel<?, ?>> units) {
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
        return TerraformJson.write(document);
    }

    private static String edges(List<UnitModel<?, ?>> units, String edge, String node) {
        StringBuilder text = new StringBuilder();
        for (UnitModel<?, ?> unit : units) {
            text.append(String.format(node, unit.path()));
            unit.reads().values().stream()
                    .map(UnitModel::path)
                    .sorted()
                    .forEach(read -> text.append(String.format(edge, read, unit.path())));
        }
        return text.toString();
    }

    private static String mermaid(List<UnitModel<?, ?>> units) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (UnitModel<?, ?> unit : units) {
            text.append("  ")
                    .append(id(unit.path()))
                    .append("[\"")
                    .append(unit.path())
                    .append("\"]\n");
            unit.reads().values().stream().map(UnitModel::path).sorted().forEach(read -> text.append("  ")
                    .append(id(read))
                    .append(" --> ")
                    .append(id(unit.path()))
                    .append('\n'));
        }
        return text.toString();
    }

    private static String id(UnitPath path) {
        return path.stackId().replace('-', '_');
    }
}
