package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.review.Danger;
import groundplan.review.Dangers;
import groundplan.states.StateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds objects that a plan destroys while others still use them. Units are applied one by one, so an object is destroyed
 * before the units that read it have stopped using it; and inside a unit, before the objects that Terraform only updates. For some
 * types AWS refuses that.
 */
final class InUseCheck {
    private final Map<UnitPath, StateFile> states;
    private final AppliedReads reads;

    /** @param states the states of the applied units */
    InUseCheck(Map<UnitPath, StateFile> states) {
        this.states = states;
        this.reads = new AppliedReads(states);
    }

    /** The plan with a danger for each object that would be destroyed while it is in use. */
    EnvironmentPlan in(EnvironmentPlan plan) {
        return plan.with(plan.units().stream()
                .map(unit -> unit.removed()
                        ? unit
                        : unit.with(unit.changes().stream()
                                .map(change -> in(unit, change))
                                .toList()))
                .toList());
    }

    private Change in(UnitPlan unit, Change change) {
        // A deposed object has a different id and ARN than the current object at this address.
        if (!change.action().destroys() || change.deposed().isPresent() || !Dangers.keptWhileUsed(change.type())) {
            return change;
        }
        List<JsonNode> instances = instances(unit.unit(), change);
        List<String> names = names(instances);
        SortedSet<UnitPath> users = new TreeSet<>();
        names.forEach(name -> users.addAll(reads.holding(name)));
        users.remove(unit.unit());
        Optional<Danger> later = Dangers.inUse(
                change.type(), users.stream().map(user -> user.inEnvironment()).toList());
        Change told = later.map(change::with).orElse(change);
        return instances.stream().allMatch(instance -> instance.path("create_before_destroy")
                        .asBoolean())
                ? told
                : Dangers.inUseInside(change.type(), leaving(unit, names))
                        .map(told::with)
                        .orElse(told);
    }

    /**
     * Objects of the same unit that stop using it in the same apply. Without {@code create_before_destroy} Terraform updates them only
     * after it has destroyed it. Users that are themselves destroyed need no check: they are destroyed first.
     */
    private static List<String> leaving(UnitPlan unit, List<String> names) {
        return unit.changes().stream()
                .filter(other -> other.action() == Action.UPDATE
                        && names.stream()
                                .anyMatch(name -> other.differences().stream()
                                                .anyMatch(difference -> AppliedReads.holds(difference.before(), name))
                                        && other.differences().stream()
                                                .noneMatch(difference -> AppliedReads.holds(difference.after(), name))))
                .map(Change::address)
                .toList();
    }

    /** The names by which others refer to it: its id and its ARN. */
    private static List<String> names(List<JsonNode> instances) {
        return instances.stream()
                .flatMap(instance -> Stream.of("id", "arn")
                        .map(name -> instance.path("attributes").path(name).asText())
                        .filter(AppliedReads::telling))
                .toList();
    }

    private List<JsonNode> instances(UnitPath unit, Change change) {
        List<JsonNode> found = new ArrayList<>();
        StateFile state = states.get(unit);
        if (state == null) {
            return found;
        }
        String address = ResourceAddress.parse(change.previousAddress().orElse(change.address()))
                .resource();
        for (JsonNode resource : state.json().path("resources")) {
            if (address.equals(
                    resource.path("type").asText() + "." + resource.path("name").asText())) {
                resource.path("instances").forEach(found::add);
            }
        }
        return found;
    }
}
