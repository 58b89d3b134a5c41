package groundplan.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.StepLog;
import groundplan.cost.Prices;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.UnitPath;
import groundplan.plan.CodeOwners;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.WholePlan;
import groundplan.pricing.Estimator;
import groundplan.settings.UsageFile;
import groundplan.terraform.PrivateFolder;
import groundplan.tree.Tree;
import groundplan.tree.TreeReader;
import groundplan.tree.TreeStates;
import groundplan.tree.UnreadableTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Plans a tree of Terragrunt that Groundplan did not write, as a whole. */
public final class TreePlanner {
    private final Project project;
    private final Path tree;
    private final Map<String, String> variables;

    /**
     * @param project where the tools are, see {@link Project#ofTree}
     * @param tree the tree's folder
     * @param emulator whether to start the local emulator and work on it
     * @throws Failure when the folder does not exist
     */
    public TreePlanner(Project project, Path tree, boolean emulator) throws IOException {
        if (!Files.isDirectory(tree)) {
            throw Failure.badInput("--tree " + tree + ": there is no such folder");
        }
        this.project = project;
        this.tree = tree;
        this.variables = TerraformVariables.of(project, emulator, AssumeRoleSettings.PLAN);
    }

    /**
     * Plans all units of the tree.
     *
     * @param arguments further arguments of {@code terraform plan}
     * @param parts gets each unit's part in the form of Terraform's JSON of a plan, without secrets
     * @throws Failure when the tree cannot be planned as a whole, with all reasons
     */
    public EnvironmentPlan plan(List<String> arguments, Consumer<SortedMap<UnitPath, ObjectNode>> parts)
            throws IOException {
        Path terraform = project.tool("terraform");
        try (PrivateFolder work = new PrivateFolder(terraform, variables)) {
            Tree read;
            try (StepLog.TimedStep step = StepLog.step("read " + tree)) {
                read = new TreeReader(tree, project.tool("terragrunt"), terraform, variables, work.path()).read();
                Tree told = read;
                step.result(() -> StepLog.count(told.units().size(), "unit"));
            } catch (UnreadableTree unreadable) {
                throw Failure.badInput(unreadable.getMessage());
            }
            try (StepLog.TimedStep step = StepLog.step("plan " + tree)) {
                return new WholePlan(
                                terraform,
                                variables,
                                project.home().resolve("cache/providers"),
                                Optional.of(new Estimator(Prices.read(), UsageFile.defaults())),
                                CodeOwners.of(project.root()))
                        .of(read.environment(), new TreeStates(read, terraform, variables), arguments, parts);
            }
        }
    }
}
