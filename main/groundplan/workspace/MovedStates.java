package groundplan.workspace;

import groundplan.guard.LeftStates;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.S3States;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.workspace.StateHistory.StatePlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for states where an environment kept them before, when they are not where the settings keep them. */
final class MovedStates {
    private final Project project;
    private final EnvironmentModel environment;
    private final Map<String, String> variables;

    /** @param variables the environment variables, with the credentials */
    MovedStates(Project project, EnvironmentModel environment, Map<String, String> variables) {
        this.project = project;
        this.environment = environment;
        this.variables = variables;
    }

    /**
     * What was left behind.
     *
     * @param units the units that are about to be planned
     * @param states the states of the environment
     */
    List<LeftStates> of(Collection<UnitPath> units, Map<UnitPath, StateFile> states) {
        Set<UnitPath> made = environment.units().stream()
                .filter(UnitModel::bootstrapped)
                .map(UnitModel::path)
                .collect(Collectors.toSet());
        List<UnitPath> missing = units.stream()
                .filter(unit -> !states.containsKey(unit) && !made.contains(unit))
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        StateHistory history = new StateHistory(project.root(), environment.path());
        StatePlace now = new StatePlace(
                environment.settings().state().bucket(), environment.settings().stateRegion());
        List<LeftStates> left = new ArrayList<>();
        for (StatePlace place : history.places()) {
            if (!place.equals(now)) {
                at(place, missing, made.containsAll(states.keySet())).ifPresent(left::add);
            }
        }
        return List.copyOf(left);
    }

    private Optional<LeftStates> at(StatePlace place, List<UnitPath> missing, boolean nothingHere) {
        String prefix = environment.name() + "/";
        String here = "s3://" + environment.settings().state().bucket() + "/" + prefix;
        String there = "s3://" + place.bucket() + "/" + prefix;
        try {
            Map<UnitPath, StateFile> found = StateKeys.byUnit(
                    new S3States(environment.settings().keeping(place.bucket(), place.region()), variables),
                    environment.system(),
                    environment.name());
            List<UnitPath> units = missing.stream()
                    .filter(unit -> found.containsKey(unit) && !found.get(unit).empty())
                    .toList();
            return units.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LeftStates(here, there, units, Optional.empty()));
        } catch (IOException | RuntimeException e) {
            // Where there are states, a bucket of long ago that cannot be read does not matter.
            return nothingHere
                    ? Optional.of(new LeftStates(here, there, missing, Optional.of(String.valueOf(e.getMessage()))))
                    : Optional.empty();
        }
    }
}
