package groundplan.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.iam.AccessDecision;
import groundplan.iam.AccessRequest;
import groundplan.iam.EnvironmentRoles;
import groundplan.iam.RequiredAccess;
import groundplan.iam.RolePolicies;
import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a role needs for an environment, and what of it it may do.
 *
 * @param environment {@code <system>/<environment>}
 * @param task what the role is to do
 * @param role its name
 * @param units what each unit needs, in the order of an apply; last, what the states need
 * @param administrators units that the role does not apply, because they decide what it may do
 * @param unknownTypes types of resources of which it is not known what they need
 */
public record EnvironmentPermissions(
        String environment,
        RoleTask task,
        String role,
        List<UnitPermissions> units,
        List<String> administrators,
        SortedSet<String> unknownTypes) {
    /** The name under which the access to the states is listed. */
    public static final String STATES = "states";

    /**
     * Evaluates a role.
     *
     * @param documents those of all units of the environment: one of them has the role
     * @param shown the units to evaluate
     */
    public static EnvironmentPermissions of(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            Collection<UnitDocument> shown,
            RoleTask task,
            RolePolicies role) {
        EnvironmentSettings settings = environment.settings();
        SortedSet<String> unknown = new TreeSet<>();
        List<UnitPermissions> units = new ArrayList<>();
        List<String> administrators = new ArrayList<>();
        for (UnitDocument document : documents) {
            if (shown.contains(document) && task == RoleTask.apply && EnvironmentRoles.decides(document.json(), role)) {
                administrators.add(document.unit().path().toString());
            } else if (shown.contains(document)) {
                units.add(UnitPermissions.of(
                        document.unit().path().toString(),
                        RequiredAccess.of(document.json(), settings.accountId(), task.phases()),
                        role));
                unknown.addAll(RequiredAccess.unknownTypes(document.json()));
            }
        }
        units.add(UnitPermissions.of(STATES, StatesAccess.of(environment, task), role));
        return new EnvironmentPermissions(environment.path(), task, role.name(), units, administrators, unknown);
    }

    /** The roles that an environment's units make, by name. */
    public static Map<String, RolePolicies> roles(List<UnitDocument> documents) {
        return EnvironmentRoles.of(json(documents));
    }

    /** The name of the role that does a task: the one that the settings name, or that of the environment's workflows. */
    public static Optional<String> role(EnvironmentModel environment, List<UnitDocument> documents, RoleTask task) {
        return environment
                .settings()
                .assumeRole()
                .filter(roles -> task != RoleTask.deploy)
                .flatMap(roles -> roles.roleArn(task.name()))
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .or(() -> EnvironmentRoles.named(json(documents), task.name()));
    }

    /** The number of actions that are lacking, over all units. */
    public long lacking() {
        return units.stream()
                .mapToLong(unit -> unit.actions().stream()
                        .filter(action -> action.decision().refused())
                        .count())
                .sum();
    }

    private static List<JsonNode> json(List<UnitDocument> documents) {
        return documents.stream().<JsonNode>map(UnitDocument::json).toList();
    }

    /**
     * What a unit needs.
     *
     * @param unit its path, or {@value EnvironmentPermissions#STATES}
     * @param actions each action once, with all that needs it
     */
    public record UnitPermissions(String unit, List<NeededAction> actions) {
        static UnitPermissions of(String unit, List<RequiredAccess> required, RolePolicies role) {
            Map<String, NeededAction> actions = new TreeMap<>();
            for (RequiredAccess one : required) {
                AccessRequest request = one.request();
                AccessDecision decision = role.decide(request);
                NeededAction action = actions.computeIfAbsent(
                        request.action() + " " + request.resource() + " " + decision,
                        key -> new NeededAction(request.action(), request.resource(), decision, new TreeSet<>()));
                action.neededBy().add(one.address());
            }
            return new UnitPermissions(unit, List.copyOf(actions.values()));
        }
    }

    /**
     * An action.
     *
     * @param resource the ARN on which it is taken; {@code *} is a part that is not known before the apply
     * @param decision whether the role may take it
     * @param neededBy the addresses of the resources that need it
     */
    public record NeededAction(String action, String resource, AccessDecision decision, SortedSet<String> neededBy) {}
}
