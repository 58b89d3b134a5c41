package groundplan.tree;

import groundplan.hcl.HclBlock;
import groundplan.hcl.NativeBody;
import groundplan.hcl.References;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions whose value depends on the command that Terragrunt runs. */
final class CommandReads {
    private static final List<String> FUNCTIONS = List.of("get_terraform_command", "get_terraform_cli_args");

    private CommandReads() {}

    /** The calls in a file, each with its place. */
    static List<String> in(NativeBody body) {
        SortedMap<Integer, String> found = new TreeMap<>();
        collect(body, found);
        return List.copyOf(found.values());
    }

    private static void collect(NativeBody body, SortedMap<Integer, String> found) {
        body.attributes().forEach(attribute -> References.functions(attribute.expression())
                .forEach((name, call) -> {
                    if (FUNCTIONS.contains(name)) {
                        found.put(call.range().start(), call.range() + ": " + name + "()");
                    }
                }));
        for (HclBlock block : body.blocks()) {
            if (!Hooks.isHook(block)) {
                collect((NativeBody) block.body(), found);
            }
        }
    }
}
