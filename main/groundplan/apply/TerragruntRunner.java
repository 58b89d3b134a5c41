package groundplan.apply;

import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.terraform.ProcessRunner;
import groundplan.tree.TerragruntVariables;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Runs units through Terragrunt, with its hooks. */
public final class TerragruntRunner implements UnitRunner {
    /** The folder of the units that Terragrunt generates of a stack. */
    private static final String STACK = ".terragrunt-stack/";

    private final UnitTree tree;
    private final Path terragrunt;
    private final Path engine;
    private final Map<String, String> variables;
    private final Path work;
    private final Map<UnitPath, Lock> folders = new ConcurrentHashMap<>();

    /**
     * @param terragrunt the Terragrunt executable
     * @param engine the Terraform executable
     * @param variables the environment variables to run them with
     * @param work a private folder
     */
    public TerragruntRunner(UnitTree tree, Path terragrunt, Path engine, Map<String, String> variables, Path work) {
        this.tree = tree;
        this.terragrunt = terragrunt;
        this.engine = engine;
        this.variables = variables;
        this.work = work;
    }

    @Override
    public void prepare(Set<UnitPath> units) throws IOException {
        SavedPlanEngine.write(work);
        if (units.stream().anyMatch(path -> path.inEnvironment().contains(STACK))) {
            terragrunt(List.of("stack", "generate"), List.of(), tree.folder(), Redactor.named());
        }
    }

    @Override
    public String run(UnitPath unit, List<String> arguments, Redactor redactor) throws IOException {
        Path program = arguments.get(0).equals("apply") ? SavedPlanEngine.in(work) : engine;
        List<String> all = new ArrayList<>(List.of("--tf-path", program.toString()));
        if (arguments.get(0).equals("show")) {
            all.add("--tf-forward-stdout");
        }
        all.add("--");
        all.addAll(arguments);
        // Always in the same order, so that two units never wait for each other.
        List<Lock> held = evaluated(unit).stream()
                .map(path -> folders.computeIfAbsent(path, some -> new ReentrantLock()))
                .toList();
        held.forEach(Lock::lock);
        try {
            return terragrunt(List.of("run"), all, tree.folder(unit), redactor);
        } finally {
            held.forEach(Lock::unlock);
        }
    }

    private SortedSet<UnitPath> evaluated(UnitPath path) {
        return tree.units().stream()
                .filter(unit -> unit.unit().path().equals(path))
                .flatMap(unit -> unit.order().evaluated().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String terragrunt(List<String> command, List<String> arguments, Path folder, Redactor redactor)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(terragrunt.toString()));
        all.addAll(command);
        all.addAll(List.of("--no-color", "--non-interactive", "--no-tips", "--log-level", "error"));
        all.addAll(arguments);
        Map<String, String> environment = TerragruntVariables.without(variables);
        // Which units there are has been decided.
        environment.remove("TG_FILTER");
        environment.put(SavedPlanEngine.ENGINE, engine.toString());
        ProcessRunner.Result result = new ProcessRunner(all, folder, environment).results();
        if (result.exit() != 0) {
            throw new IOException("terragrunt " + String.join(" ", command) + " failed:\n"
                    + redactor.hide(result.output().strip()));
        }
        return result.output();
    }
}
