package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.InstalledModule;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderRequirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The modules that a unit's module calls.
 *
 * @param modules the modules, which are installed
 * @param called their {@code resource} blocks by their keys
 * @param requirements the providers that all of them, and the unit's module, require
 */
record InnerModules(List<InstalledModule> modules, Map<String, JsonNode> called, ObjectNode requirements) {
    private static final String MANIFEST = ".terraform/modules/modules.json";

    /**
     * Installs them.
     *
     * @param engine the Terraform executable
     * @param variables the environment variables to run it with
     * @throws UnreadableTree if one cannot be installed
     */
    static InnerModules of(ModuleFolder module, Path engine, Map<String, String> variables, Mirror mirror)
            throws IOException {
        ObjectNode required = module.requirements();
        if (!module.configuration().has("module")) {
            return new InnerModules(List.of(), Map.of(), required);
        }
        ProcessRunner.Result result =
                new ProcessRunner(List.of(engine.toString(), "get", "-no-color"), module.folder(), variables).results();
        if (result.exit() != 0) {
            throw new UnreadableTree(List.of(mirror.told(result.output().strip())));
        }
        List<InstalledModule> modules = InstalledModule.read(
                TerraformJson.read(Files.readString(module.folder().resolve(MANIFEST))));
        Map<String, JsonNode> resources = new TreeMap<>();
        for (InstalledModule one : modules) {
            ModuleFolder called = ModuleFolder.read(module.folder().resolve(one.folder()), mirror::shown);
            resources.put(one.key(), called.configuration().path("resource"));
            called.requirements()
                    .properties()
                    .forEach(entry -> ProviderRequirements.add(required, entry.getKey(), entry.getValue()));
        }
        return new InnerModules(modules, resources, required);
    }
}
