package groundplan.workspace;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.states.States;
import groundplan.states.UnitStates;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The states of an environment, and of units of other environments that its units read.
 *
 * @param environment the environment
 * @param stores the states of an environment
 */
public record EnvironmentStates(EnvironmentModel environment, Function<EnvironmentSettings, States> stores)
        implements UnitStates {

    @Override
    public Map<UnitPath, StateFile> all() throws IOException {
        return StateKeys.byUnit(stores.apply(environment.settings()), environment.system(), environment.name());
    }

    @Override
    public Optional<StateFile> elsewhere(UnitPath unit) throws IOException {
        for (UnitModel<?, ?> reader : environment.units()) {
            for (UnitModel<?, ?> read : reader.reads().values()) {
                if (read.path().equals(unit)) {
                    return Optional.ofNullable(stores.apply(read.environment())
                            .below(unit.stateKey())
                            .get(unit.stateKey()));
                }
            }
        }
        return Optional.empty();
    }
}
