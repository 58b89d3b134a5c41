package groundplan.apply;

import groundplan.plan.Change;
import groundplan.plan.UnitPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Holds the plan of a unit, made with real inputs, against the approved one. Less is allowed: part of it may be done. */
final class Comparison {
  private Comparison() {}

  /**
   * The first difference that nobody approved, in words.
   *
   * @param configured whether the settings give an argument of the object at an address
   */
  static Optional<String> of(UnitPlan approved, UnitPlan now, BiPredicate<String, String> configured) {
    Map<String, Change> known = new LinkedHashMap<>();
    approved.changes().forEach(change -> known.put(key(change), change));
    for (Change change : now.changes()) {
      Change expected = known.get(key(change));
      if (expected == null) {
        return Optional.of(change.address() + " would be " + change.action().done()
            + ", which the approved plan does not contain");
      }
      if (expected.action() != change.action()) {
        return Optional.of(change.address() + " would be " + change.action().done() + "; approved is that it is "
            + expected.action().done());
      }
      for (Map.Entry<String, String> attribute : change.known().entrySet()) {
        String before = expected.known().get(attribute.getKey());
        if (before != null && !before.equals(attribute.getValue()) && configured.test(change.address(),
            attribute.getKey())) {
          return Optional.of(change.address() + " would get another " + attribute.getKey() + " than the approved one");
        }
      }
    }
    return Optional.empty();
  }

  private static String key(Change change) {
    return change.address() + change.deposed().map(id -> " " + id).orElse("");
  }
}
