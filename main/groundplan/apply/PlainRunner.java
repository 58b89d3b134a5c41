package groundplan.apply;

import groundplan.hcl.HclText;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.tree.PlainRun;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs root modules with Terraform itself. What {@code terraform init} has left in their folders is not touched: each is initialised anew
 * in a private folder.
 */
public final class PlainRunner implements UnitRunner {
    private final UnitTree tree;
    private final Map<UnitPath, PlainRun> runs;
    private final TerraformProgram terraform;
    private final Map<String, String> variables;
    private final Path work;
    private final Map<UnitPath, Map<String, String>> initialised = new ConcurrentHashMap<>();

    /**
     * @param runs what Terraform is told in each root module
     * @param engine the Terraform executable
     * @param variables the environment variables to run it with
     * @param work a private folder
     */
    public PlainRunner(
            UnitTree tree, Map<UnitPath, PlainRun> runs, Path engine, Map<String, String> variables, Path work) {
        this.tree = tree;
        this.runs = runs;
        this.terraform = new TerraformProgram(engine);
        this.variables = variables;
        this.work = work;
    }

    @Override
    public String run(UnitPath unit, List<String> arguments, Redactor redactor) throws IOException {
        // The commands of one unit are run one after another.
        Map<String, String> own = initialised.get(unit);
        if (own == null) {
            own = initialise(unit, redactor);
            initialised.put(unit, own);
        }
        List<String> all = new ArrayList<>(arguments);
        if (arguments.get(0).equals("plan")) {
            runs.get(unit).variableFiles().forEach(file -> all.add("-var-file=" + file));
        }
        return terraform.run(tree.folder(unit), all, own, redactor);
    }

    private Map<String, String> initialise(UnitPath unit, Redactor redactor) throws IOException {
        PlainRun run = runs.get(unit);
        Map<String, String> own = new TreeMap<>(variables);
        Path data = Files.createTempDirectory(work, "data-");
        own.put("TF_DATA_DIR", data.toString());
        own.put("TF_WORKSPACE", run.workspace());
        List<String> arguments = new ArrayList<>(List.of("init", "-input=false", "-no-color"));
        if (!run.backendConfig().isEmpty()) {
            StringBuilder text = new StringBuilder();
            run.backendConfig().properties().forEach(entry -> text.append(entry.getKey())
                    .append(" = ")
                    .append(HclText.of(entry.getValue()))
                    .append('\n'));
            Path file = data.resolve("groundplan.tfbackend");
            Files.writeString(file, text.toString());
            arguments.add("-backend-config=" + file);
        }
        terraform.run(tree.folder(unit), arguments, own, redactor);
        return own;
    }
}
