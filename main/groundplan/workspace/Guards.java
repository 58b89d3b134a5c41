package groundplan.workspace;

import groundplan.guard.AllowedUnprotecting;
import groundplan.guard.GuardedEnvironment;
import groundplan.guard.LeftStates;
import groundplan.guard.PlanGuard;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.Verdict;
import groundplan.settings.Allowance;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The guards of an environment, for commands.
 *
 * @param variables the environment variables with which Terraform runs
 * @param former allowances in addition to those of the settings
 */
public record Guards(
        Project project, EnvironmentModel environment, Map<String, String> variables, List<Allowance> former) {
    /** The guards of an environment of the settings. */
    public Guards(Project project, EnvironmentModel environment, Map<String, String> variables) {
        this(project, environment, variables, List.of());
    }

    /**
     * The plan with the guards' verdict.
     *
     * @param states the states of the applied units; empty if outputs are not to be checked
     * @param left states that are where the environment kept them before
     */
    public EnvironmentPlan judge(
            EnvironmentPlan plan, List<UnitDocument> documents, Map<UnitPath, StateFile> states, List<LeftStates> left)
            throws InvalidSettings {
        EnvironmentPlan seen = AllowedUnprotecting.in(plan, allowances(), today());
        return seen.with(verdict(seen, documents, states, left));
    }

    /** Refuses an approved plan that may no longer be applied, because an allowance has expired or was removed since. */
    public void admit(EnvironmentPlan approved, List<UnitDocument> documents) throws InvalidSettings {
        Verdict now = approved.verdict().and(verdict(approved, documents, Map.of(), List.of()));
        if (now.refuses()) {
            throw Failure.failed("the plan is refused:\n  "
                    + String.join(
                            "\n  ",
                            now.refusals().stream()
                                    .map(refusal ->
                                            refusal.where() + " " + refusal.what() + ". " + refusal.remedy() + ".")
                                    .distinct()
                                    .toList())
                    + "\nPlan again once this is resolved.");
        }
    }

    private Verdict verdict(
            EnvironmentPlan plan, List<UnitDocument> documents, Map<UnitPath, StateFile> states, List<LeftStates> left)
            throws InvalidSettings {
        return new PlanGuard(
                        GuardedEnvironment.of(environment),
                        allowances(),
                        variables.containsKey("AWS_ENDPOINT_URL"),
                        today())
                .of(plan, documents, states, left);
    }

    private List<Allowance> allowances() throws InvalidSettings {
        List<Allowance> all = new ArrayList<>(former);
        all.addAll(Allowance.of(project.root(), environment.system()));
        return all;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
