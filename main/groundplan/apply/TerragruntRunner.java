package groundplan.apply;

import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.terraform.ProcessRunner;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs units through Terragrunt, with its hooks.
 *
 * @param terragrunt the Terragrunt executable
 * @param engine the Terraform executable
 * @param variables the environment variables to run them with
 * @param work a private folder
 */
public record TerragruntRunner(UnitTree tree, Path terragrunt, Path engine, Map<String, String> variables, Path work)
        implements UnitRunner {
    /** The folder of the units that Terragrunt generates of a stack. */
    private static final String STACK = ".terragrunt-stack/";

    @Override
    public void prepare(Set<UnitPath> units) throws IOException {
        if (units.stream().anyMatch(path -> path.inEnvironment().contains(STACK))) {
            terragrunt(List.of("stack", "generate"), List.of(), tree.folder(), Redactor.named());
        }
    }

    @Override
    public String run(UnitPath unit, List<String> arguments, Redactor redactor) throws IOException {
        Path program =
                arguments.get(0).equals("apply") ? SavedPlanEngine.in(work).file() : engine;
        List<String> all = new ArrayList<>(List.of("--tf-path", program.toString()));
        if (arguments.get(0).equals("show")) {
            all.add("--tf-forward-stdout");
        }
        all.add("--");
        all.addAll(arguments);
        return terragrunt(List.of("run"), all, tree.folder(unit), redactor);
    }

    private String terragrunt(List<String> command, List<String> arguments, Path folder, Redactor redactor)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(terragrunt.toString()));
        all.addAll(command);
        all.addAll(List.of("--no-color", "--non-interactive", "--no-tips", "--log-level", "error"));
        all.addAll(arguments);
        Map<String, String> environment = new TreeMap<>(variables);
        environment.put(SavedPlanEngine.ENGINE, engine.toString());
        ProcessRunner.Result result = new ProcessRunner(all, folder, environment).results();
        if (result.exit() != 0) {
            throw new IOException("terragrunt " + String.join(" ", command) + " failed:\n"
                    + redactor.hide(result.output().strip()));
        }
        return result.output();
    }
}
