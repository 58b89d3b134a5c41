package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.review.Danger;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole plan of an environment.
 *
 * @param environment {@code <system>/<environment>}
 * @param settings fingerprint of everything that was generated from the settings: units, resources, arguments
 * @param complete whether all of its units were planned
 * @param units its units in dependency order, removed ones last
 * @param drifted objects that were changed outside of Terraform, as {@link Drift#text} writes them
 * @param verdict the guards' verdict on it
 * @param destroys whether it destroys all resources of its units
 * @param warnings Terraform's warnings, including failed checks
 */
public record EnvironmentPlan(
        String environment,
        String settings,
        boolean complete,
        List<UnitPlan> units,
        List<String> drifted,
        Verdict verdict,
        boolean destroys,
        List<PlanWarning> warnings) {

    /** A plan that no guard has judged yet. */
    public EnvironmentPlan(
            String environment, String settings, boolean complete, List<UnitPlan> units, List<String> drifted) {
        this(environment, settings, complete, units, drifted, Verdict.NONE, false, List.of());
    }

    /** The same plan with another guard's verdict added. */
    public EnvironmentPlan with(Verdict further) {
        return new EnvironmentPlan(
                environment, settings, complete, units, drifted, verdict.and(further), destroys, warnings);
    }

    /** The same plan with other units. */
    public EnvironmentPlan with(List<UnitPlan> seen) {
        return new EnvironmentPlan(
                environment, settings, complete, List.copyOf(seen), drifted, verdict, destroys, warnings);
    }

    /**
     * The same plan as one that destroys, with its units in the order in which they are destroyed. Where nothing is left, nothing lacks a
     * protection and nothing is unavailable, so only what is lost and what prevents the destruction are dangers.
     */
    EnvironmentPlan destroying() {
        List<UnitPlan> all = units.stream()
                .map(unit -> !complete
                        ? unit
                        : unit.with(unit.changes().stream()
                                .map(Change::destroyedWithAll)
                                .toList()))
                .toList();
        List<UnitPlan> going =
                new ArrayList<>(all.stream().filter(UnitPlan::removed).toList());
        List<UnitPlan> named =
                new ArrayList<>(all.stream().filter(unit -> !unit.removed()).toList());
        Collections.reverse(named);
        going.addAll(named);
        return new EnvironmentPlan(
                environment, settings, complete, List.copyOf(going), drifted, verdict, true, warnings);
    }

    /**
     * A danger, with its unit and change.
     *
     * @param unit the unit
     * @param change the change
     * @param danger the reason for a closer look
     */
    public record LocatedDanger(UnitPath unit, Change change, Danger danger) {}

    /** All dangers, the worst first; of equal weight those of certain changes first. */
    public List<LocatedDanger> dangers() {
        List<LocatedDanger> found = new ArrayList<>();
        units.forEach(unit -> unit.changes().forEach(change -> change.dangers()
                .forEach(danger -> found.add(new LocatedDanger(unit.unit(), change, danger)))));
        found.sort(Comparator.comparing((LocatedDanger entry) -> entry.danger().weight())
                .thenComparing(entry -> entry.change().condition().isPresent()));
        return found;
    }

    /** How many objects of all units have this action. */
    public long count(Action action) {
        return units.stream().mapToLong(unit -> unit.count(action)).sum();
    }

    /** How it changes the monthly cost; absent if that was not estimated. */
    public Optional<CostChange> cost() {
        return units.stream().flatMap(unit -> unit.cost().stream()).reduce(CostChange::plus);
    }

    /** The same plan with the owners of its units, and how it changes their cost. */
    EnvironmentPlan with(CodeOwners owners, Map<UnitPath, CostChange> costs) {
        return new EnvironmentPlan(
                environment,
                settings,
                complete,
                units.stream()
                        .map(unit -> unit.with(owners.of(unit.unit()), Optional.ofNullable(costs.get(unit.unit()))))
                        .toList(),
                drifted,
                verdict,
                destroys,
                warnings);
    }

    /** Whether an apply would change anything. */
    public boolean hasChanges() {
        return units.stream().anyMatch(unit -> !unit.quiet());
    }

    /** How many objects of all units count as this. */
    public long count(Tally tally) {
        return units.stream().mapToLong(unit -> unit.count(tally)).sum();
    }

    /**
     * Terraform's own summary line: a replacement counts as one to add and one to destroy. What else there is in the plan follows, such
     * as objects that are forgotten.
     */
    public String summary() {
        long added = count(Tally.CREATE) + count(Tally.REPLACE);
        long destroyed = count(Tally.DELETE) + count(Action.REPLACE);
        StringBuilder text = new StringBuilder("Plan: " + added + " to add, " + count(Tally.UPDATE) + " to change, "
                + destroyed + " to destroy" + counted(Tally.IMPORT, ", ", " to import")
                + counted(Tally.FORGET, ", ", " to forget") + ".");
        String others = counted(Tally.MOVE, ", ", " moved")
                + counted(Tally.TAINTED, ", ", " tainted")
                + counted(Tally.DEPOSED, ", ", " deposed")
                + counted(Tally.DEFER, ", ", " deferred");
        return text.append(others.isEmpty() ? "" : " Among them " + others.substring(2) + ".")
                .toString();
    }

    private String counted(Tally tally, String before, String after) {
        long count = count(tally);
        return count == 0 ? "" : before + count + after;
    }

    /**
     * Reads Terraform's JSON of a plan of {@link RootModule}.
     *
     * @param order the units in the order in which they are shown
     * @param states the states that the plan was made from
     * @param known the units that are in the settings
     * @param redactor hides the secrets in it
     */
    public static EnvironmentPlan of(
            String environment,
            String settings,
            List<UnitPath> order,
            Map<UnitPath, StateFile> states,
            Set<UnitPath> known,
            ConfiguredArguments configured,
            JsonNode plan,
            Redactor redactor) {
        Map<String, UnitPath> byModule = new LinkedHashMap<>();
        order.forEach(path -> byModule.put("module." + StateKeys.module(path), path));
        Map<UnitPath, List<Change>> changes = new LinkedHashMap<>();
        PlannedDangers judged = PlannedDangers.in(plan, redactor);
        plan.path("resource_changes").forEach(resource -> {
            UnitPath unit =
                    byModule.get(address(resource.path("address")).module().orElse(""));
            if (unit != null) {
                Change change = ChangeReader.of(resource, redactor, judged, configured.of(unit, resource));
                if (relevant(change)) {
                    changes.computeIfAbsent(unit, path -> new ArrayList<>()).add(change);
                }
            }
        });
        plan.path("deferred_changes").forEach(deferred -> {
            JsonNode resource = deferred.path("resource_change");
            UnitPath unit =
                    byModule.get(address(resource.path("address")).module().orElse(""));
            if (unit != null) {
                changes.computeIfAbsent(unit, path -> new ArrayList<>()).add(ChangeReader.deferred(deferred));
            }
        });
        List<String> drifted = Drift.of(byModule, configured, plan, redactor).stream()
                .map(Drift::text)
                .toList();
        List<UnitPlan> units = order.stream()
                .map(path -> {
                    List<Change> own = new ArrayList<>(changes.getOrDefault(path, List.of()));
                    own.sort(Comparator.comparing(Change::address));
                    Optional<StateFile> state = Optional.ofNullable(states.get(path));
                    return new UnitPlan(
                            path,
                            !known.contains(path),
                            state.map(StateFile::lineage),
                            state.map(StateFile::serial).orElse(0L),
                            List.copyOf(own),
                            outputs(path, plan),
                            Optional.empty(),
                            Optional.empty());
                })
                .toList();
        return new EnvironmentPlan(
                environment,
                settings,
                order.containsAll(known),
                units,
                drifted,
                Verdict.NONE,
                false,
                PlanWarnings.of(byModule, plan, redactor));
    }

    private static List<OutputChange> outputs(UnitPath unit, JsonNode plan) {
        List<OutputChange> outputs = new ArrayList<>();
        String prefix = StateKeys.output(unit, "");
        plan.path("output_changes").properties().forEach(output -> {
            Action action = Action.of(output.getValue().path("actions"));
            if (output.getKey().startsWith(prefix) && action.changes()) {
                outputs.add(new OutputChange(output.getKey().substring(prefix.length()), action));
            }
        });
        outputs.sort(Comparator.comparing(OutputChange::name));
        return List.copyOf(outputs);
    }

    private static boolean relevant(Change change) {
        return change.action() != Action.NONE && change.action() != Action.READ
                || change.previousAddress().isPresent()
                || change.importing().isPresent();
    }

    /** Reads Terraform's JSON of a single unit's plan. */
    public static UnitPlan unit(UnitPath unit, JsonNode plan) {
        List<Change> changes = new ArrayList<>();
        Redactor redactor = Redactor.of(plan);
        PlannedDangers judged = PlannedDangers.in(plan, redactor);
        plan.path("resource_changes").forEach(resource -> {
            Change change = ChangeReader.of(belowUnit(resource), redactor, judged, ChangeReader.ANYTHING);
            if (relevant(change)) {
                changes.add(change);
            }
        });
        plan.path("deferred_changes").forEach(deferred -> changes.add(ChangeReader.deferred(deferred)));
        changes.sort(Comparator.comparing(Change::address));
        return new UnitPlan(unit, false, Optional.empty(), 0, List.copyOf(changes));
    }

    /** A resource of an inner module as a whole plan has it, in which the unit itself is the first module of its address. */
    private static JsonNode belowUnit(JsonNode resource) {
        if (!resource.has("module_address")) {
            return resource;
        }
        ObjectNode below = resource.deepCopy();
        for (String name : List.of("address", "previous_address")) {
            if (below.has(name)) {
                below.put(name, "module.unit." + below.path(name).asText());
            }
        }
        return below;
    }

    private static ResourceAddress address(JsonNode text) {
        return ResourceAddress.parse(text.asText());
    }
}
