package groundplan.guard;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.StateFile;
import groundplan.states.States;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds applied units that read a unit that is going to be destroyed: they would break, and destroying them later may need it. */
public final class AppliedReaders {
    private AppliedReaders() {}

    /**
     * A unit that reads a unit that is going to be destroyed.
     *
     * @param reader the unit, which is applied and is not destroyed
     * @param read the first of the destroyed units that it reads
     */
    public record BrokenReader(UnitPath reader, UnitPath read) {}

    /**
     * The first such unit in all environments; absent if there is none.
     *
     * @param going the units that are going to be destroyed
     * @param stores the states of an environment
     */
    public static Optional<BrokenReader> first(
            List<EnvironmentModel> environments, Set<UnitPath> going, Function<EnvironmentSettings, States> stores)
            throws IOException {
        for (EnvironmentModel environment : environments) {
            for (UnitModel<?, ?> reader : environment.units()) {
                List<UnitPath> read = reader.reads().values().stream()
                        .map(UnitModel::path)
                        .filter(going::contains)
                        .toList();
                if (!read.isEmpty() && !going.contains(reader.path())) {
                    StateFile state = stores.apply(environment.settings())
                            .below(environment.name() + "/")
                            .get(reader.path().stateKey());
                    if (state != null && !state.empty()) {
                        return Optional.of(new BrokenReader(reader.path(), read.get(0)));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
