package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.NativeBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The hooks of a file of Terragrunt's configuration. A plan of the whole tree does not run them, as they may change anything. */
final class Hooks {
    private static final Set<String> TYPES = Set.of("before_hook", "after_hook", "error_hook");
    private static final Set<String> COMMANDS = Set.of("plan", "apply");

    private Hooks() {}

    /** All of them. */
    static List<HclBlock> blocks(NativeBody file) {
        return file.blocks("terraform", 0).stream()
                .flatMap(block -> ((NativeBody) block.body()).blocks().stream())
                .filter(Hooks::isHook)
                .toList();
    }

    static boolean isHook(HclBlock block) {
        return TYPES.contains(block.type());
    }

    /** Those that Terragrunt runs around plan or apply, each with what it runs and where it is. */
    static List<String> of(NativeBody file) {
        return blocks(file).stream()
                .filter(Hooks::isAround)
                .map(block -> block.type() + " \"" + block.label(0) + "\" (" + block.range() + ", on "
                        + text(block, "commands") + ": " + text(block, "execute") + ")")
                .toList();
    }

    /** Commands that have to be evaluated may be any. */
    private static boolean isAround(HclBlock block) {
        Optional<JsonNode> commands =
                block.body().attribute("commands").flatMap(attribute -> JsonExpressions.value(attribute.expression()));
        return commands.isEmpty()
                || commands.stream()
                        .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                        .anyMatch(command -> COMMANDS.contains(command.asText()));
    }

    private static String text(HclBlock block, String attribute) {
        return Stream.of(block.body().attribute(attribute))
                .flatMap(Optional::stream)
                .map(HclAttribute::expression)
                .map(expression -> JsonExpressions.value(expression)
                        .filter(JsonNode::isArray)
                        .map(Hooks::joined)
                        .orElseGet(() -> expression.range().text().replaceAll("\\s+", " ")))
                .findFirst()
                .orElse("nothing");
    }

    private static String joined(JsonNode words) {
        return StreamSupport.stream(words.spliterator(), false)
                .map(JsonNode::asText)
                .reduce((first, second) -> first + " " + second)
                .orElse("");
    }
}
