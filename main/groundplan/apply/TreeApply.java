package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.ConfiguredArguments;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlanComparison;
import groundplan.plan.UnitPlan;
import groundplan.redact.Redactor;
import groundplan.tree.TreeStates;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Applies an approved plan of a tree, and nothing else. Terragrunt, or Terraform itself, plans each unit in its own folder, with real outputs
 * and with Terragrunt's hooks; that plan has to be what was approved, and is then applied. A run that was cut short is continued by the next one: a
 * unit in which nothing is left to be changed has been applied.
 */
public final class TreeApply {
    private final UnitTree tree;
    private final TreeStates states;
    private final EnvironmentPlan approved;
    private final UnitRunner runner;
    private final Path work;
    private final Outcomes outcomes;

    /**
     * @param tree the tree as it is now
     * @param states its states
     * @param approved the plan that was approved
     * @param runner runs the engine for its units
     * @param work a private folder for the plans
     * @param progress receives a line for each step
     */
    public TreeApply(
            UnitTree tree,
            TreeStates states,
            EnvironmentPlan approved,
            UnitRunner runner,
            Path work,
            Consumer<String> progress) {
        this.tree = tree;
        this.states = states;
        this.approved = approved;
        this.runner = runner;
        this.work = work;
        this.outcomes = new Outcomes(progress);
    }

    /**
     * Applies it.
     *
     * @throws ApplyRun.NotNow when the tree is no longer what was planned
     */
    public ApplyResult run() throws IOException {
        Set<UnitPath> planned = new TreeSet<>();
        approved.units().forEach(unit -> planned.add(unit.unit()));
        var environment = tree.environment(planned);
        if (!environment.fingerprint().equals(approved.settings())) {
            throw new ApplyRun.NotNow("the tree has changed since this plan was made; plan again");
        }
        runner.prepare(planned);
        ConfiguredArguments configured = new ConfiguredArguments(environment.configurations());
        Set<UnitPath> applied = new TreeSet<>(states.all().keySet());
        // A plan that destroys has readers before what they read.
        for (UnitPlan unit : approved.units()) {
            if (!unit.quiet()) {
                apply(unit, configured, applied);
            }
        }
        return new ApplyResult(outcomes.all(), List.of());
    }

    private void apply(UnitPlan unit, ConfiguredArguments configured, Set<UnitPath> applied) {
        UnitPath path = unit.unit();
        Optional<String> blocked = blocked(path, applied);
        if (blocked.isPresent()) {
            outcomes.end(path, Outcome.End.NOT_STARTED, blocked.get());
            return;
        }
        try {
            outcomes.end(path, one(unit, configured));
            applied.add(path);
        } catch (UnitApply.UnitRefused e) {
            outcomes.end(path, Outcome.End.REFUSED, e.getMessage());
        } catch (IOException | RuntimeException e) {
            outcomes.end(path, Outcome.End.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** Why a unit cannot be started: Terragrunt would plan it with mock outputs of one that has none. */
    private Optional<String> blocked(UnitPath path, Set<UnitPath> applied) {
        if (!tree.paths().contains(path)) {
            return removable(path);
        }
        if (approved.destroys()) {
            return tree.paths().stream()
                    .filter(other -> tree.reads(other).contains(path))
                    .filter(reader ->
                            outcomes.of(reader) != null && !outcomes.of(reader).well())
                    .findFirst()
                    .map(reader -> "blocked by " + reader);
        }
        for (UnitPath read : tree.reads(path)) {
            Outcome before = outcomes.of(read);
            if (before != null && !before.well()) {
                return Optional.of("blocked by " + read);
            }
            if (tree.paths().contains(read) && !applied.contains(read)) {
                return Optional.of("it reads outputs of " + read + ", which has not been applied");
            }
        }
        return Optional.empty();
    }

    /** A unit that is gone may be used by any other one until that is applied, or destroyed. */
    private Optional<String> removable(UnitPath path) {
        return outcomes.all().stream()
                .filter(outcome -> !outcome.well())
                .findFirst()
                .map(outcome -> "blocked by " + outcome.unit())
                .or(() -> tree.formerPaths().contains(path)
                        ? Optional.empty()
                        : Optional.of("it is neither in the tree nor in the commit that it is compared with"));
    }

    private Outcome one(UnitPlan unit, ConfiguredArguments configured) throws IOException {
        UnitPath path = unit.unit();
        String file =
                work.resolve(path.stackId().replace("/", "--") + ".tfplan").toString();
        Redactor unknown = Redactor.named();
        List<String> plan = new ArrayList<>(List.of("plan", "-input=false", "-out=" + file));
        if (approved.destroys()) {
            plan.add("-destroy");
        }
        runner.run(path, plan, unknown);
        JsonNode json = TerraformJson.read(runner.run(path, List.of("show", "-json", "-no-color", file), unknown));
        UnitPlan now = EnvironmentPlan.unit(path, json);
        PlanComparison.of(unit, now, (address, argument) -> configured.sets(path, address, argument))
                .ifPresent(difference -> {
                    throw new UnitApply.UnitRefused(difference);
                });
        if (now.quiet()) {
            return new Outcome(path, Outcome.End.APPLIED_BEFORE, "by an earlier run");
        }
        runner.run(path, List.of("apply", "-input=false", file), Redactor.of(json));
        int count = now.changes().size();
        return new Outcome(path, Outcome.End.APPLIED, count + (count == 1 ? " change" : " changes"));
    }
}
