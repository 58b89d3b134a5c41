package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.Unit;
import groundplan.tools.Tool;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "version",
        description = "Shows the version of Groundplan, and of what it runs with.",
        mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    private static final List<String> TOOLS = List.of("terraform", "tofu", "terragrunt");

    @ParentCommand
    GroundplanCommand parent;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    TextOrJson format = TextOrJson.text;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws Exception {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("groundplan", ProgramVersion.number());
        try {
            PinnedVersion.of(parent.project().root()).ifPresent(pinned -> versions.put("pinned", pinned));
        } catch (Failure outsideOfAProject) {
            // There is nothing to pin it.
        }
        versions.put("java", Runtime.version().toString());
        versions.put("provider", Unit.PROVIDER_VERSION);
        versions.putAll(tools());
        if (json.or(format) == TextOrJson.json) {
            ObjectNode document = TerraformJson.object();
            versions.forEach(document::put);
            parent.console().out().print(TerraformJson.write(document));
        } else {
            versions.forEach((name, version) -> parent.console().out().println(name + " " + version));
        }
        return ExitCode.FINE;
    }

    /** The versions of the tools that are installed; nothing is installed for it. */
    private Map<String, String> tools() throws IOException {
        Tool tools = parent.tools();
        List<String> known = tools.list().stream().map(listed -> listed[0]).toList();
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : TOOLS) {
            if (known.contains(name)) {
                found.put(
                        name, tools.find(name).map(Tool.InstalledTool::version).orElse("not installed"));
            }
        }
        return found;
    }
}
