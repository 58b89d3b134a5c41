package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclParser;
import groundplan.hcl.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The units of a stack, which a dependency on the stack's folder reads by their names. */
final class StackUnits {
    private static final String FILE = TreeReader.STACK;

    private StackUnits() {}

    /**
     * The folders of the units that the stack in a folder has itself, by their names; absent if there is no stack.
     *
     * @param folder a folder of the copy, in which stacks are generated
     * @param mirror names files in messages
     * @throws UnreadableTree if the path of a unit is no constant
     */
    static Optional<Map<String, Path>> in(Path folder, Mirror mirror) {
        if (!Files.exists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        Map<String, Path> units = new TreeMap<>();
        // A unit that the stack above has put in, or put in another's place.
        for (String name : List.of(FILE, "terragrunt.autoinclude.stack.hcl")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                blocks(file, mirror).forEach(unit -> units.put(unit.label(0), folder(folder, unit)));
            }
        }
        return Optional.of(units);
    }

    private static List<HclBlock> blocks(Path file, Mirror mirror) {
        try {
            return HclParser.body(SourceText.read(file, mirror.shown(file.toString())))
                    .blocks("unit", 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path stack, HclBlock unit) {
        String path = value(unit, "path")
                .map(JsonNode::asText)
                .orElseThrow(() -> new UnreadableTree(List.of(unit.range() + ": the path of unit \"" + unit.label(0)
                        + "\" has to be a constant, since a dependency reads the outputs of this stack")));
        boolean direct = value(unit, "no_dot_terragrunt_stack")
                .filter(JsonNode::asBoolean)
                .isPresent();
        return (direct ? stack : stack.resolve(".terragrunt-stack"))
                .resolve(path)
                .normalize();
    }

    private static Optional<JsonNode> value(HclBlock block, String attribute) {
        return block.body().attribute(attribute).flatMap(found -> JsonExpressions.value(found.expression()));
    }
}
