package groundplan.workspace;

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
import java.util.List;
import java.util.Map;

/**
 * The guards of an environment, for commands.
 *
 * @param variables the environment variables with which Terraform runs
 */
public record Guards(Project project, EnvironmentModel environment, Map<String, String> variables) {

    /** The plan with the guards' verdict. */
    public EnvironmentPlan judge(EnvironmentPlan plan, List<UnitDocument> documents, Map<UnitPath, StateFile> states)
            throws InvalidSettings {
        return plan.with(verdict(plan, documents, states));
    }

    /** Refuses an approved plan that may no longer be applied, because an allowance has expired or was removed since. */
    public void admit(EnvironmentPlan approved, List<UnitDocument> documents) throws InvalidSettings {
        Verdict now = approved.verdict().and(verdict(approved, documents, Map.of()));
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

    private Verdict verdict(EnvironmentPlan plan, List<UnitDocument> documents, Map<UnitPath, StateFile> states)
            throws InvalidSettings {
        return new PlanGuard(
                        environment,
                        Allowance.of(project.root(), environment.system()),
                        variables.containsKey("AWS_ENDPOINT_URL"),
                        LocalDate.now(ZoneOffset.UTC))
                .of(plan, documents, states);
    }
}
