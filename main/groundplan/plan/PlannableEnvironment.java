package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is planned at once.
 *
 * @param name what it is called in reports: {@code <system>/<environment>}
 * @param accountId the account in which it is, of 12 digits
 * @param units the units to plan, in dependency order
 * @param known all units that there are; a state of any other belongs to a unit that was removed
 * @param separate units that are applied by themselves, such as the one of the bucket that holds the states; a plan without
 *     them is whole
 * @param fingerprint tells this configuration from others
 */
public record PlannableEnvironment(
        String name,
        String accountId,
        List<PlannableUnit> units,
        Set<UnitPath> known,
        Set<UnitPath> separate,
        String fingerprint) {
    public PlannableEnvironment {
        units = List.copyOf(units);
        known = Set.copyOf(known);
        separate = Set.copyOf(separate);
    }

    /** Whether all units are planned, but for those that are applied by themselves. */
    boolean whole() {
        List<UnitPath> planned = units.stream().map(PlannableUnit::path).toList();
        return known.stream().filter(path -> !separate.contains(path)).allMatch(planned::contains);
    }

    /** The configuration of each unit that is planned. */
    Map<UnitPath, JsonNode> configurations() {
        Map<UnitPath, JsonNode> configurations = new HashMap<>();
        units.forEach(unit -> configurations.put(unit.path(), unit.configuration()));
        return configurations;
    }
}
