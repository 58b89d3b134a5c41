package groundplan.permissions;

import groundplan.address.ResourceAddress;
import groundplan.iam.ProviderActions.Phase;
import groundplan.iam.RequiredAccess;
import groundplan.iam.RolePolicies;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.review.Danger;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares a plan with what the role that applies it may do.
 *
 * @param environment the environment
 * @param role the role
 * @param documents the configurations of its units
 */
public record PlannedAccess(EnvironmentModel environment, RolePolicies role, Map<UnitPath, UnitDocument> documents) {
    /**
     * That of an environment; empty if no unit of it makes the role that applies it.
     *
     * @param documents those of all its units
     */
    public static Optional<PlannedAccess> of(EnvironmentModel environment, List<UnitDocument> documents) {
        Map<UnitPath, UnitDocument> byPath = new TreeMap<>();
        documents.forEach(document -> byPath.put(document.unit().path(), document));
        Map<String, RolePolicies> roles = EnvironmentPermissions.roles(documents);
        return EnvironmentPermissions.role(environment, documents, RoleTask.apply)
                .map(roles::get)
                .map(role -> new PlannedAccess(environment, role, byPath));
    }

    /** The plan with a danger for each unit of which the role may not make all changes, at the first of these. */
    public EnvironmentPlan in(EnvironmentPlan plan) {
        return plan.with(plan.units().stream().map(this::in).toList());
    }

    private UnitPlan in(UnitPlan unit) {
        UnitDocument document = documents.get(unit.unit());
        if (document == null || unit.quiet()) {
            return unit;
        }
        Map<String, SortedSet<String>> refused = new TreeMap<>();
        SortedSet<String> actions = new TreeSet<>();
        List<RequiredAccess> required =
                RequiredAccess.of(document.json(), environment.settings().accountId(), EnumSet.allOf(Phase.class));
        for (RequiredAccess one : required) {
            if (role.decide(one.request()).refused()) {
                refused.computeIfAbsent(one.address() + " " + one.phase(), key -> new TreeSet<>())
                        .add(one.request().action());
            }
        }
        Optional<Change> first = Optional.empty();
        for (Change change : unit.changes()) {
            SortedSet<String> own = new TreeSet<>();
            for (Phase phase : phases(change.action())) {
                String address = ResourceAddress.parse(change.address()).resource();
                own.addAll(refused.getOrDefault(address + " " + phase, new TreeSet<>()));
            }
            first = first.isEmpty() && !own.isEmpty() ? Optional.of(change) : first;
            actions.addAll(own);
        }
        return first.map(change -> told(unit, change, actions)).orElse(unit);
    }

    private UnitPlan told(UnitPlan unit, Change at, SortedSet<String> actions) {
        String more =
                actions.size() == 1 ? "" : " and " + (actions.size() - 1) + " more that changes of this unit need";
        Danger danger = new Danger(
                Danger.Weight.NOT_PERMITTED,
                "role " + role.name() + " may not take " + actions.first() + more + " (groundplan permissions "
                        + environment.path() + " --unit " + unit.name() + ")");
        List<Change> changes = new ArrayList<>(unit.changes());
        changes.set(changes.indexOf(at), at.with(danger));
        return unit.with(changes);
    }

    private static Set<Phase> phases(Action action) {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        if (action == Action.CREATE || action == Action.REPLACE || action == Action.FORGET_AND_CREATE) {
            phases.add(Phase.CREATE);
        }
        if (action.destroys()) {
            phases.add(Phase.DELETE);
        }
        if (action == Action.UPDATE) {
            phases.add(Phase.UPDATE);
        }
        return phases;
    }
}
