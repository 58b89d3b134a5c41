package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.redact.Redactor;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.states.StateFile;
import groundplan.tree.TreeStates;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs Terraform for units that a tree no longer has, and of which only the states are left: in a private folder with the unit's backend and
 * the providers that it had, and without resources, so that a plan destroys everything.
 */
public final class LeftUnitRunner implements UnitRunner {
    private final UnitTree tree;
    private final TreeStates states;
    private final TerraformProgram terraform;
    private final Map<String, String> variables;
    private final Path work;
    private final Map<UnitPath, Path> folders = new HashMap<>();

    /**
     * @param tree the tree with these units
     * @param states its states, for the outputs that providers read
     * @param engine the Terraform executable
     * @param variables the environment variables to run it with
     * @param work a private folder
     */
    public LeftUnitRunner(UnitTree tree, TreeStates states, Path engine, Map<String, String> variables, Path work) {
        this.tree = tree;
        this.states = states;
        this.terraform = new TerraformProgram(engine);
        this.variables = variables;
        this.work = work;
    }

    @Override
    public String run(UnitPath unit, List<String> arguments, Redactor redactor) throws IOException {
        Path folder;
        synchronized (folders) {
            folder = folders.get(unit);
            if (folder == null) {
                folder = Files.createTempDirectory(work, "left-");
                Files.writeString(folder.resolve("main.tf.json"), TerraformJson.write(configuration(unit)));
                terraform.run(folder, List.of("init", "-input=false", "-no-color"), environment(unit), redactor);
                folders.put(unit, folder);
            }
        }
        return terraform.run(folder, arguments, environment(unit), redactor);
    }

    /** That of the caller, with the AWS variables that the unit was run with: its backend may have no credentials of its own. */
    private Map<String, String> environment(UnitPath unit) throws IOException {
        Map<String, String> all = new TreeMap<>(variables);
        all.putAll(left(unit).environment());
        return all;
    }

    private TreeUnit left(UnitPath path) throws IOException {
        return tree.former().stream()
                .filter(one -> one.unit().path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IOException(path + " is neither in the tree nor in the commit before"));
    }

    private ObjectNode configuration(UnitPath path) throws IOException {
        TreeUnit unit = left(path);
        Map<UnitPath, StateFile> known = states.all();
        ObjectNode configuration = TerraformJson.object();
        ObjectNode terraform = configuration.putObject("terraform");
        terraform.set("backend", unit.backend());
        JsonNode required = unit.unit().configuration().path("terraform").path("required_providers");
        if (!required.isMissingNode()) {
            terraform.set("required_providers", required);
        }
        for (PlannableUnit.Provider provider : unit.unit().providers()) {
            ObjectNode block = provider.configuration()
                    .render(reference -> value(known, reference))
                    .deepCopy();
            provider.alias().ifPresent(alias -> block.put("alias", alias));
            configuration
                    .withObjectProperty("provider")
                    .withArrayProperty(provider.name())
                    .add(block);
            if (!provider.requirement().isEmpty()) {
                terraform.withObjectProperty("required_providers").set(provider.name(), provider.requirement());
            }
        }
        return configuration;
    }

    private static JsonNode value(Map<UnitPath, StateFile> states, OutputReference reference) {
        StateFile state = states.get(reference.unit());
        return state == null ? NullNode.getInstance() : Template.constant(state.output(reference.output()));
    }
}
