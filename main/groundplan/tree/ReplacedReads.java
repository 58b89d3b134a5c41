package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclEdits;
import groundplan.hcl.HclEdits.HclEdit;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclParser;
import groundplan.hcl.HclRange;
import groundplan.hcl.HclReference;
import groundplan.hcl.HclText;
import groundplan.hcl.NativeBody;
import groundplan.hcl.References;
import groundplan.hcl.SourceText;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.references.Traversal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes the files of a root module so that the outputs that it reads from states of other units are variables, and the workspace is a
 * text. Lines keep their numbers.
 */
final class ReplacedReads {
    private static final String DATA = "data";
    private static final String OUTPUTS = "outputs";
    private static final String DEPENDS_ON = "depends_on";

    private final Map<String, RemoteState> states = new TreeMap<>();
    private final Map<String, String> files;
    private final String workspace;
    private final SortedMap<String, StateOutput> reads = new TreeMap<>();
    private final TreeSet<String> whole = new TreeSet<>();

    /** An output that is read. */
    record StateOutput(UnitPath unit, String output) {}

    /**
     * @param states the data sources that read states of units
     * @param files the absolute paths of local states that others read, by the names of the data sources
     * @param workspace the module's workspace
     */
    ReplacedReads(List<RemoteState> states, Map<String, String> files, String workspace) {
        states.forEach(state -> this.states.put(state.name(), state));
        this.files = files;
        this.workspace = workspace;
    }

    /**
     * Writes the files.
     *
     * @param shown names a file in messages
     * @return the outputs by the names of the variables that stand for them
     */
    SortedMap<String, StateOutput> in(Path folder, List<Path> sources, UnaryOperator<String> shown) throws IOException {
        for (Path file : sources) {
            if (file.toString().endsWith(".json")) {
                Files.writeString(file, TerraformJson.write(json(TerraformJson.read(Files.readString(file)))));
            } else {
                SourceText source = SourceText.read(file, shown.apply(file.toString()));
                List<HclEdit> edits = new ArrayList<>();
                body(HclParser.body(source), edits);
                if (!edits.isEmpty()) {
                    Files.writeString(file, HclEdits.apply(source, edits));
                }
            }
        }
        StringBuilder added = new StringBuilder();
        whole.forEach(name -> added.append(local(states.get(name))));
        reads.keySet().forEach(name -> added.append("variable \"").append(name).append("\" {\n  type = any\n}\n"));
        if (added.length() > 0) {
            Files.writeString(folder.resolve(TreeFile.ADDED + "states.tf"), added.toString());
        }
        return reads;
    }

    private void body(NativeBody body, List<HclEdit> edits) {
        for (HclAttribute attribute : body.attributes()) {
            if (attribute.name().equals(DEPENDS_ON)
                    && attribute.expression() instanceof HclExpression.TupleExpression list) {
                dependencies(list, edits);
                continue;
            }
            for (HclReference reference : References.of(attribute.expression())) {
                instead(reference.root(), step -> reference.name(step - 1)).ifPresent(found -> {
                    int end = found.last() == 0
                            ? reference.rootRange().end()
                            : reference.steps().get(found.last() - 1).range().end();
                    edits.add(new HclEdit(
                            new HclRange(
                                    reference.range().source(),
                                    reference.range().start(),
                                    end),
                            found.text()));
                });
            }
        }
        for (HclBlock block : body.blocks()) {
            boolean source = block.type().equals(DATA) && block.label(0).equals(RemoteState.TYPE);
            if (source && states.containsKey(block.label(1))) {
                edits.add(new HclEdit(block.range(), block.range().text().replaceAll("[^\n]", "")));
            } else {
                body((NativeBody) block.body(), edits);
                if (source && files.containsKey(block.label(1))) {
                    path((NativeBody) block.body(), HclText.quoted(files.get(block.label(1))), edits);
                }
            }
        }
    }

    /** A relative path would be below the folder of the whole plan. */
    private static void path(NativeBody source, String path, List<HclEdit> edits) {
        source.attribute("config").map(HclAttribute::expression).ifPresent(config -> {
            if (config instanceof HclExpression.ObjectExpression object) {
                object.items().stream()
                        .filter(item -> item.name().equals(Optional.of("path")))
                        .forEach(item -> {
                            HclRange range = item.value().range();
                            edits.removeIf(edit -> edit.range().start() >= range.start()
                                    && edit.range().end() <= range.end());
                            edits.add(new HclEdit(range, path));
                        });
            }
        });
    }

    private void dependencies(HclExpression.TupleExpression list, List<HclEdit> edits) {
        List<String> left = list.elements().stream()
                .map(element -> element.range().text())
                .filter(text -> !isState(text))
                .toList();
        if (left.size() < list.elements().size()) {
            edits.add(new HclEdit(list.range(), "[" + String.join(", ", left) + "]"));
        }
    }

    private boolean isState(String text) {
        return states.keySet().stream().anyMatch(name -> text.equals(DATA + "." + RemoteState.TYPE + "." + name));
    }

    /** @param name the name of a step, counted from the root */
    private Optional<TextReferences.Instead> instead(String root, IntFunction<Optional<String>> name) {
        if (root.equals("terraform") && name.apply(1).equals(Optional.of("workspace"))) {
            return Optional.of(new TextReferences.Instead(1, HclText.quoted(workspace)));
        }
        if (!root.equals(DATA) || !name.apply(1).equals(Optional.of(RemoteState.TYPE))) {
            return Optional.empty();
        }
        RemoteState state = name.apply(2).map(states::get).orElse(null);
        if (state == null) {
            return Optional.empty();
        }
        int at = state.repeated() ? 4 : 3;
        Optional<String> key = state.repeated() ? name.apply(3) : Optional.of("");
        Optional<String> output = name.apply(at + 1).filter(text -> !text.equals(Traversal.ANY));
        Optional<UnitPath> unit =
                // An output that turns out to be null has the default.
                key.isPresent()
                                && output.isPresent()
                                && state.defaults().isEmpty()
                                && name.apply(at).equals(Optional.of(OUTPUTS))
                        ? state.producer(key.get(), output.get())
                        : Optional.empty();
        if (unit.isPresent()) {
            String variable = state.variable(key.get(), output.get());
            reads.put(variable, new StateOutput(unit.get(), output.get()));
            return Optional.of(new TextReferences.Instead(at + 1, "var." + variable));
        }
        whole.add(state.name());
        return Optional.of(new TextReferences.Instead(2, "local." + state.local()));
    }

    private JsonNode json(ObjectNode document) {
        JsonNode sources = document.path(DATA).path(RemoteState.TYPE);
        if (sources instanceof ObjectNode object) {
            states.keySet().forEach(object::remove);
            files.forEach((name, path) -> {
                JsonNode source =
                        object.path(name).isArray() ? object.path(name).path(0) : object.path(name);
                if (source.path("config") instanceof ObjectNode config) {
                    config.put("path", path);
                }
            });
            if (object.isEmpty()) {
                ((ObjectNode) document.path(DATA)).remove(RemoteState.TYPE);
            }
            if (document.path(DATA).isEmpty()) {
                document.remove(DATA);
            }
        }
        withoutDependencies(document);
        return TextReferences.replaced(document, read -> instead(read.name(0).orElse(""), read::name)
                .map(found -> new TextReferences.Instead(found.last(), found.text())));
    }

    private void withoutDependencies(JsonNode value) {
        if (value instanceof ObjectNode object && object.get(DEPENDS_ON) instanceof ArrayNode list) {
            ArrayNode left = list.arrayNode();
            list.forEach(one -> {
                if (!isState(one.asText())) {
                    left.add(one);
                }
            });
            object.set(DEPENDS_ON, left);
        }
        value.forEach(this::withoutDependencies);
    }

    private static String text(JsonNode expression) {
        String document = TerraformJson.object().set("value", expression).toString();
        return HclParser.file(SourceText.of("defaults.json", document))
                .attribute("value")
                .orElseThrow()
                .expression()
                .range()
                .text();
    }

    /** All that a data source tells, for expressions of which only Terraform knows what they read. */
    private String local(RemoteState state) {
        List<String> instances = state.instances().keySet().stream()
                .map(key -> (state.repeated() && !state.counted() ? HclText.quoted(key) + " = " : "")
                        + "{ outputs = merge("
                        + state.defaults().map(ReplacedReads::text).orElse("{}") + ", "
                        + state.outputs().get(state.instances().get(key)).stream()
                                .map(output -> {
                                    String variable = state.variable(key, output);
                                    reads.put(
                                            variable,
                                            new StateOutput(state.instances().get(key), output));
                                    return HclText.quoted(output) + " = var." + variable;
                                })
                                .collect(Collectors.joining(", ", "{ ", " }"))
                        + ") }")
                .toList();
        String all = String.join(", ", instances);
        String value = !state.repeated() ? all : state.counted() ? "[" + all + "]" : "{ " + all + " }";
        return "locals {\n  " + state.local() + " = " + value + "\n}\n";
    }
}
