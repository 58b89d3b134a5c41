package groundplan.cli;

import groundplan.apply.Delegations;
import groundplan.apply.NameServers;
import groundplan.console.Console;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.S3States;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The option of commands that apply, and what they leave out because it waits for a zone that nobody has delegated. */
final class DelegationCheck {
    private static final String NOBODY = "none";

    @Option(
            names = "--name-server",
            paramLabel = "HOST[:PORT]",
            description = "The name server that is asked whether zones are delegated, before certificates wait for it;"
                    + " none: do not ask. Default: the system's.")
    Optional<String> nameServer = Optional.empty();

    /** Why a unit of an environment cannot be applied yet; on an emulator, none has to wait. */
    Function<UnitModel<?, ?>, Optional<String>> of(EnvironmentModel environment, Map<String, String> variables) {
        if (variables.containsKey("AWS_ENDPOINT_URL")
                || nameServer.filter(NOBODY::equals).isPresent()) {
            return unit -> Optional.empty();
        }
        Delegations delegations =
                new Delegations(new NameServers(nameServer), new S3States(environment.settings(), variables));
        return delegations::missing;
    }

    /** Those of the units that wait, with the reason; and those that read them. */
    Map<UnitPath, String> waiting(
            List<EnvironmentModel> environments, List<UnitModel<?, ?>> units, Map<String, String> variables) {
        Map<UnitPath, String> waiting = new LinkedHashMap<>();
        environments.forEach(environment -> {
            Function<UnitModel<?, ?>, Optional<String>> missing = of(environment, variables);
            // In dependency order: what reads a unit comes after it.
            environment.units().stream().filter(units::contains).forEach(unit -> missing.apply(unit)
                    .or(() -> unit.reads().values().stream()
                            .map(UnitModel::path)
                            .filter(waiting::containsKey)
                            .findFirst()
                            .map(read -> "blocked by " + read))
                    .ifPresent(why -> waiting.put(unit.path(), why)));
        });
        return waiting;
    }

    /** Says which units are left out. */
    static void tell(Console console, Map<UnitPath, String> waiting) {
        if (!waiting.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of("These units are left for later; the others are applied:"));
            waiting.forEach((unit, why) -> lines.add("  " + unit + ": " + why));
            lines.forEach(console.err()::println);
        }
    }
}
