package groundplan.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.workspace.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan says which units' changes the role that applies it may not make. */
class PlannedAccessTest {
    private static final String ENVIRONMENT = "credlink/prod";

    @Test
    void aChangeOfARoleOfTheWorkflowsIsForAnAdministrator() {
        assertEquals(
                List.of(
                        "not permitted _global/github aws_iam_role_policy.deploy: role credlink-prod-github-apply may not take"
                                + " iam:DeleteRolePolicy and 1 more that changes of this unit need (groundplan permissions credlink/prod"
                                + " --unit _global/github)"),
                dangers(
                        unit("_global/github", change("aws_iam_role_policy.deploy", Action.REPLACE)),
                        unit("us-east-1/ecr", change("aws_ecr_repository.sign", Action.CREATE))));
    }

    @Test
    void onlyWhatIsDoneCounts() {
        assertEquals(
                List.of(),
                dangers(
                        unit("us-east-1/rds", change("aws_db_instance.main", Action.UPDATE)),
                        unit("_global/github", change("aws_iam_role_policy.deploy", Action.NONE))));
        assertEquals(List.of(), dangers(unit("_global/github")), "a unit without changes");
    }

    private static List<String> dangers(UnitPlan... units) {
        EnvironmentModel environment = Project.environment(FullSynthesis.environments(), ENVIRONMENT);
        List<UnitDocument> documents = FullSynthesis.documents().stream()
                .filter(document -> environment.units().contains(document.unit()))
                .toList();
        return PlannedAccess.of(environment, documents)
                .orElseThrow()
                .in(new EnvironmentPlan(ENVIRONMENT, "", true, List.of(units), List.of()))
                .dangers()
                .stream()
                .map(found ->
                        found.danger().weight().words() + " " + found.unit().region() + "/"
                                + found.unit().unit() + " " + found.change().address() + ": "
                                + found.danger().what())
                .toList();
    }

    private static UnitPlan unit(String name, Change... changes) {
        return new UnitPlan(UnitPath.parse(ENVIRONMENT + "/" + name), false, Optional.empty(), 0, List.of(changes));
    }

    private static Change change(String address, Action action) {
        return new Change(
                address,
                address.substring(0, address.indexOf('.')),
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());
    }
}
