package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.review.Danger;
import groundplan.review.Dangers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a plan takes away from under others. Units are applied one by one, so what a unit loses is gone before those that read
 * it have let go of it; of some things AWS refuses that.
 */
final class InUse {
  private final Map<UnitPath, StateFile> states;
  private final AppliedReads reads;

  /** @param states what is applied */
  InUse(Map<UnitPath, StateFile> states) {
    this.states = states;
    this.reads = new AppliedReads(states);
  }

  /** The plan with a danger wherever that would happen. */
  EnvironmentPlan in(EnvironmentPlan plan) {
    return plan.with(plan.units().stream().map(unit -> unit.removed() ? unit
        : unit.with(unit.changes().stream().map(change -> in(unit.unit(), change)).toList())).toList());
  }

  private Change in(UnitPath unit, Change change) {
    // A thing that a replacement left behind has other names than the one at this address.
    if (!change.action().destroys() || change.deposed().isPresent() || !Dangers.keptWhileUsed(change.type())) {
      return change;
    }
    SortedSet<UnitPath> users = new TreeSet<>();
    names(unit, change).forEach(name -> users.addAll(reads.holding(name)));
    users.remove(unit);
    Optional<Danger> danger = Dangers.inUse(change.type(), users.stream().map(user -> user.region() + "/" + user.unit()).toList());
    return danger.map(change::with).orElse(change);
  }

  /** What others call it by: its id, its ARN. */
  private List<String> names(UnitPath unit, Change change) {
    List<String> names = new ArrayList<>();
    StateFile state = states.get(unit);
    if (state == null) {
      return names;
    }
    String address = change.previousAddress().orElse(change.address()).replaceFirst("\\[.*", "");
    for (JsonNode resource : state.json().path("resources")) {
      if (address.equals(resource.path("type").asText() + "." + resource.path("name").asText())) {
        resource.path("instances").forEach(instance -> List.of("id", "arn").forEach(name -> {
          String value = instance.path("attributes").path(name).asText();
          if (AppliedReads.telling(value)) {
            names.add(value);
          }
        }));
      }
    }
    return names;
  }
}
