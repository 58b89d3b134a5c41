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

/** Applied units that read others, as the settings say: without those they would break, and their own destroy may need them. */
public final class AppliedReaders {
    private AppliedReaders() {}

    /**
     * A unit that would lose what it reads.
     *
     * @param reader the unit, which is applied and stays
     * @param read the first of the units that it reads and that go
     */
    public record BrokenReader(UnitPath reader, UnitPath read) {}

    /**
     * The first one in all environments; absent when there is none.
     *
     * @param going the units that go
     * @param stores where the states of an environment are
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
