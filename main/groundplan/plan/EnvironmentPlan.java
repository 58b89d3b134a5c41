package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.review.Danger;
import groundplan.review.Dangers;
import groundplan.review.ResourceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole plan of an environment.
 *
 * @param environment {@code <system>/<environment>}
 * @param settings fingerprint of all that the settings made: units, resources, arguments
 * @param complete whether all of its units were planned
 * @param units its units in dependency order, removed ones last
 * @param drifted objects that somebody changed outside, as {@code <unit>: <address>}
 */
public record EnvironmentPlan(
    String environment, String settings, boolean complete, List<UnitPlan> units, List<String> drifted) {

  /**
   * A danger where it is.
   *
   * @param unit the unit
   * @param change the change
   * @param danger the reason to look twice
   */
  public record Found(UnitPath unit, Change change, Danger danger) {}

  /** All dangers, the worst first. */
  public List<Found> dangers() {
    List<Found> found = new ArrayList<>();
    units.forEach(unit -> unit.changes().forEach(change ->
        change.dangers().forEach(danger -> found.add(new Found(unit.unit(), change, danger)))));
    found.sort(Comparator.comparing(entry -> entry.danger().weight()));
    return found;
  }

  /** How many objects of all units the plan does this with. */
  public long count(Action action) {
    return units.stream().mapToLong(unit -> unit.count(action)).sum();
  }

  /** Whether an apply would change anything. */
  public boolean hasChanges() {
    return units.stream().anyMatch(unit -> !unit.changes().isEmpty());
  }

  /** Terraform's own last line: a replacement counts as one to add and one to destroy. */
  public String summary() {
    long replaced = count(Action.REPLACE);
    return "Plan: " + (count(Action.CREATE) + replaced) + " to add, " + count(Action.UPDATE) + " to change, "
        + (count(Action.DELETE) + replaced) + " to destroy.";
  }

  /**
   * Reads Terraform's JSON of a plan of {@link WholeRoot}.
   *
   * @param order the units in the order to show them
   * @param states the states that were planned with
   * @param known the units that the settings name
   */
  static EnvironmentPlan of(String environment, String settings, List<UnitPath> order, Map<UnitPath, StateFile> states,
      List<UnitPath> known, Configured configured, JsonNode plan) {
    Map<String, UnitPath> byModule = new LinkedHashMap<>();
    order.forEach(path -> byModule.put("module." + StateKeys.module(path), path));
    Map<UnitPath, List<Change>> changes = new LinkedHashMap<>();
    plan.path("resource_changes").forEach(resource -> {
      UnitPath unit = byModule.get(module(resource.path("address").asText()));
      Change change = change(resource);
      if (unit != null && relevant(change)) {
        changes.computeIfAbsent(unit, path -> new ArrayList<>()).add(change);
      }
    });
    List<String> drifted = new ArrayList<>();
    plan.path("resource_drift").forEach(resource -> {
      UnitPath unit = byModule.get(module(resource.path("address").asText()));
      String address = inside(resource.path("address").asText());
      if (unit != null) {
        List<String> attributes = Difference.drift(resource.path("change")).stream()
            .filter(difference -> configured.sets(unit, address, difference.path())).map(Difference::path).toList();
        if (resource.path("change").path("actions").path(0).asText().equals("delete")) {
          drifted.add(unit + ": " + address + " is gone");
        } else if (!attributes.isEmpty()) {
          drifted.add(unit + ": " + address + ": " + String.join(", ", attributes));
        }
      }
    });
    List<UnitPlan> units = order.stream().map(path -> {
      List<Change> own = new ArrayList<>(changes.getOrDefault(path, List.of()));
      own.sort(Comparator.comparing(Change::address));
      Optional<StateFile> state = Optional.ofNullable(states.get(path));
      return new UnitPlan(path, !known.contains(path), state.map(StateFile::lineage), state.map(StateFile::serial)
          .orElse(0L),
          List.copyOf(own));
    }).toList();
    return new EnvironmentPlan(environment, settings, order.containsAll(known), units, List.copyOf(drifted));
  }

  private static boolean relevant(Change change) {
    return change.action() != Action.NONE && change.action() != Action.READ || change.previousAddress().isPresent()
        || change.importing().isPresent();
  }

  private static Change change(JsonNode resource) {
    JsonNode change = resource.path("change");
    Action action = Action.of(change.path("actions"));
    return new Change(inside(resource.path("address").asText()), resource.path("type").asText(), action,
        text(resource.path("deposed")), text(resource.path("previous_address")).map(EnvironmentPlan::inside),
        text(change.path("importing").path("id")), text(resource.path("action_reason")),
        action.changes() ? Difference.of(change) : List.of(), dangers(resource.path("type").asText(), action, change),
        action.changes() ? Fingerprints.of(change) : Map.of());
  }

  /** What Terraform's JSON of one unit's own plan says. */
  public static UnitPlan unit(UnitPath unit, JsonNode plan) {
    List<Change> changes = new ArrayList<>();
    plan.path("resource_changes").forEach(resource -> {
      Change change = change(resource);
      if (relevant(change)) {
        changes.add(change);
      }
    });
    changes.sort(Comparator.comparing(Change::address));
    return new UnitPlan(unit, false, Optional.empty(), 0, List.copyOf(changes));
  }

  private static List<Danger> dangers(String type, Action action, JsonNode change) {
    return action.changes() ? Dangers.of(new ResourceChange(type, switch (action) {
      case CREATE -> ResourceChange.Does.CREATE;
      case UPDATE -> ResourceChange.Does.UPDATE;
      case REPLACE -> ResourceChange.Does.REPLACE;
      default -> ResourceChange.Does.DESTROY;
    }, change.path("before"), change.path("after"))) : List.of();
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }

  /** {@code module.<name>} of an address. */
  private static String module(String address) {
    String[] parts = address.split("\\.", 3);
    return parts.length < 3 ? "" : parts[0] + "." + parts[1];
  }

  /** An address without its unit's module. */
  private static String inside(String address) {
    return address.startsWith("module.") ? address.split("\\.", 3)[2] : address;
  }
}
