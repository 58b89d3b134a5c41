package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.states.StateFile;
import groundplan.states.UnitStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An environment, or a part of it, that is planned at once.
 *
 * @param name its name in reports: {@code <system>/<environment>}
 * @param accountId its account, 12 digits
 * @param awsVersions the versions of the AWS provider that it accepts, as a version constraint; empty if only its units say which
 * @param units the units to plan, in dependency order; files of their modules are all below one folder
 * @param known all units of the environment; a state of any other unit belongs to a removed one
 * @param separate units that are applied separately, such as the one that creates the state bucket; a plan without them is complete
 * @param fingerprint identifies this configuration
 * @param secrets values in its units' inputs that are secret, whatever Terraform marks
 */
public record PlannableEnvironment(
        String name,
        String accountId,
        String awsVersions,
        List<PlannableUnit> units,
        Set<UnitPath> known,
        Set<UnitPath> separate,
        String fingerprint,
        List<JsonNode> secrets) {
    public PlannableEnvironment {
        units = List.copyOf(units);
        known = Set.copyOf(known);
        separate = Set.copyOf(separate);
        secrets = List.copyOf(secrets);
    }

    /** Whether all units are planned, except those that are applied separately. */
    boolean whole() {
        List<UnitPath> planned = units.stream().map(PlannableUnit::path).toList();
        return known.stream().filter(path -> !separate.contains(path)).allMatch(planned::contains);
    }

    /** The same with some of its units only. */
    PlannableEnvironment only(List<PlannableUnit> some) {
        return new PlannableEnvironment(name, accountId, awsVersions, some, known, separate, fingerprint, secrets);
    }

    /** The folder with the files of its units' modules, if there are any. */
    Optional<Path> top() {
        return units.stream()
                .flatMap(unit -> unit.files().stream())
                .map(PlannableUnit.ModuleFiles::top)
                .findFirst();
    }

    /**
     * Hides what is secret in it.
     *
     * @param plan Terraform's JSON of its plan; a missing node if there is none
     * @param states the states that the plan is made with; the plan does not mark sensitive outputs of those that are only read from
     */
    Redactor redactor(JsonNode plan, Collection<StateFile> states) {
        return Redactor.of(plan, states.stream().map(StateFile::json).toList(), secrets);
    }

    /** The configuration of each unit that is planned. */
    public Map<UnitPath, JsonNode> configurations() {
        Map<UnitPath, JsonNode> configurations = new HashMap<>();
        units.forEach(unit -> configurations.put(unit.path(), unit.configuration()));
        return configurations;
    }

    /** The states of the units of other environments that these read. */
    Map<UnitPath, StateFile> elsewhere(UnitStates states) throws IOException {
        Map<UnitPath, StateFile> found = new TreeMap<>();
        for (PlannableUnit unit : units) {
            for (UnitPath read : unit.reads()) {
                if (!known.contains(read)) {
                    states.elsewhere(read).ifPresent(state -> found.put(read, state));
                }
            }
        }
        return found;
    }
}
